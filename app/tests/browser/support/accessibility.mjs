// axe in the page itself: WCAG A and AA up to 2.2, and what its makers hold for good practice.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function assertAccessible(page) {
  // A page that is looked at on a second screen has it already.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate((runOnly) => window.axe.run({ runOnly, resultTypes: ["violations"] }), standards);
  assert.deepEqual(violations.map(inWords), []);
}

function inWords({ id, help, nodes }) {
  const places = nodes.slice(0, 3).map((node) => {
    const reason = [...node.any, ...node.all, ...node.none][0]?.message ?? "";
    return `${node.target.join(" ")} (${reason})`;
  });
  return `${id}: ${help}: ${places.join("; ")}${nodes.length > 3 ? ` and ${nodes.length - 3} more` : ""}`;
}
