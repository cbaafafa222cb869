// What holds on every page of the site, whoever looks at it and on whatever screen.
import assert from "node:assert/strict";
import { assertAccessible } from "./accessibility.mjs";
import { assertQuiet } from "./watch.mjs";

export async function assertSoundPage(page) {
  await assertNamed(page);
  await assertNoSidewaysScroll(page);
  await assertAccessible(page);
  assertQuiet(page);
}

async function assertNamed(page) {
  assert.match(await page.title(), /\S.* – Vidmakt$/);
  assert.equal(await page.locator("h1").count(), 1, "headings of the first level");
  assert.match(await page.locator("h1").innerText(), /\S/);
}

export async function assertNoSidewaysScroll(page) {
  const wider = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const isOutside = (element) => element.getBoundingClientRect().right > width + 1;
    const outside = [...document.querySelectorAll("body *")].filter(isOutside);
    return outside.slice(0, 5).map((element) => `${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`);
  });
  assert.deepEqual(wider, [], "wider than the screen");
}
