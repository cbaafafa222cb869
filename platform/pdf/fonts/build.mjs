// Makes dist/ from the typeface Inter: the four faces that papers are set in, as TrueType, cut to the letters that people
// here write with. Its licence (SIL Open Font License 1.1) goes along.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import subsetFont from "subset-font";

process.chdir(import.meta.dirname);
const source = "node_modules/inter-ui";

// Latin letters of every European language and of Sámi, Greek and Cyrillic; signs, arrows and figures that texts use.
const RANGES = [
  [0x20, 0x7e], [0xa0, 0x24f], [0x259, 0x259], [0x292, 0x292], [0x2b0, 0x36f], [0x370, 0x45f], [0x1e00, 0x1eff],
  [0x2010, 0x2027], [0x2030, 0x205e], [0x2070, 0x20bf], [0x2100, 0x22ff], [0x2500, 0x27bf],
];
const letters = RANGES.map(([from, to]) =>
  String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, place) => from + place)),
).join("");

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist");
for (const face of ["Regular", "Italic", "SemiBold", "SemiBoldItalic"]) {
  const cut = await subsetFont(readFileSync(`${source}/web/Inter-${face}.woff2`), letters, {
    targetFormat: "truetype",
    keepFeatures: ["kern", "ccmp", "locl", "mark", "mkmk", "tnum"],
    // The family and the face that programs sort fonts by.
    preserveNameIds: [16, 17],
    noHinting: true,
  });
  writeFileSync(`dist/Inter-${face}.ttf`, cut);
}
copyFileSync(`${source}/LICENSE.txt`, "dist/LICENSE.txt");
