// Makes dist/ from src/: one style sheet, the scripts, a font cut to our letters, the icons.
// Every file carries a hash in its name, so that a browser may keep it for ever;
// manifest.json says which name stands for which file.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, parse } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import esbuild from "esbuild";
import subsetFont from "subset-font";

process.chdir(import.meta.dirname);
const dist = "dist";

function run(tool, ...args) {
  execFileSync(join("node_modules", ".bin", tool), args, { stdio: ["ignore", "ignore", "inherit"] });
}

function makeTheme() {
  const config = ["--config", "designsystemet.config.json"];
  run("designsystemet", "tokens", "create", ...config);
  run("designsystemet", "tokens", "build", "--tokens", "build/tokens", "--out-dir", "build/theme", ...config);
  writeFileSync("build/theme/vidmakt.css", fit(readFileSync("build/theme/vidmakt.css", "utf8")));
}

// Paper is light whatever the screen is, and the second typeface is not used.
function fit(theme) {
  return theme
    .replace(/\[data-color-scheme="dark"\] \{[^}]*\}/, (dark) => `@media screen { ${dark} }`)
    .replace("@media (prefers-color-scheme: dark)", "@media screen and (prefers-color-scheme: dark)")
    .replace(/@layer ds\.theme\.typography\.secondary \{[^}]*\}\s*\}/, "");
}

// Swedish and the rest of Western Europe, and the few signs that our texts use.
function letters() {
  const range = (from, to) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i));
  return range(0x20, 0x7e) + range(0xa0, 0xff) + "–—‘’“”„•…‹›€−≤≥≠→←↑↓";
}

async function makeFont() {
  const whole = readFileSync("node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2");
  const cut = await subsetFont(whole, letters(), {
    targetFormat: "woff2",
    keepFeatures: ["kern", "ccmp", "locl", "mark", "tnum"],
    variationAxes: { wght: { min: 400, max: 700 } },
    noHinting: true,
  });
  writeFileSync("build/inter.woff2", cut);
}

async function bundle() {
  const result = await esbuild.build({
    entryPoints: { app: "src/app.ts", style: "src/app.css" },
    outdir: dist,
    bundle: true,
    splitting: true,
    format: "esm",
    target: ["es2022", "chrome120", "firefox121", "safari17.2"],
    minify: true,
    legalComments: "none",
    metafile: true,
    loader: { ".woff2": "file" },
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    logLevel: "warning",
  });
  const manifest = {};
  for (const [file, output] of Object.entries(result.metafile.outputs)) {
    const { base, ext } = parse(file);
    if (output.entryPoint === "src/app.ts") manifest["app.js"] = base;
    if (output.entryPoint === "src/app.css") manifest["app.css"] = base;
    if (ext === ".woff2") manifest["inter.woff2"] = base;
  }
  return manifest;
}

function addHashed(name, content) {
  const { name: stem, ext } = parse(name);
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
  const hashed = `${stem}-${hash}${ext}`;
  writeFileSync(join(dist, hashed), content);
  return hashed;
}

function compressAll() {
  for (const file of readdirSync(dist)) {
    if (file.endsWith(".woff2") || file === "manifest.json") continue;
    const content = readFileSync(join(dist, file));
    writeFileSync(join(dist, `${file}.gz`), gzipSync(content, { level: 9 }));
    const quality = { [constants.BROTLI_PARAM_QUALITY]: 11 };
    writeFileSync(join(dist, `${file}.br`), brotliCompressSync(content, { params: quality }));
  }
}

rmSync(dist, { recursive: true, force: true });
rmSync("build", { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
mkdirSync("build");
run("tsc", "--noEmit");
makeTheme();
await makeFont();
const manifest = await bundle();
for (const name of ["icons.svg", "favicon.svg"]) {
  const oneLine = readFileSync(join("src", name), "utf8").replace(/\s*\n\s*/g, " ");
  manifest[name] = addHashed(name, oneLine);
}
writeFileSync(join(dist, "manifest.json"), JSON.stringify(manifest, null, 2));
compressAll();
console.log(Object.values(manifest).map((file) => `${dist}/${file}`).join("\n"));
