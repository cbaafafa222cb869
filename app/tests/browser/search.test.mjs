// The search in the head of every page: found by its key, walked through by arrows, left by Escape; without scripts a page.
import assert from "node:assert/strict";
import test from "node:test";
import { desktop, open, phone } from "./support/browser.mjs";
import { assertSoundPage } from "./support/page_rules.mjs";
import { systemManager } from "./support/site.mjs";

const panel = ".search-hits";
const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("href") ?? document.activeElement.name);

for (const size of [desktop, phone]) {
  test(`hits are shown while one types and reached by the keyboard alone, at ${size.name}`, async (t) => {
    const page = await open(t, { account: systemManager, size });
    await page.goto("/system");
    await page.keyboard.press("/");
    await page.keyboard.type("syste");
    await page.locator(`${panel} a`).first().waitFor();
    assert.match(await page.locator("form.search [role=status]").textContent(), /\d+ träff/);
    assert.ok((await page.locator(`${panel} mark`).count()) > 0, "the words are marked");
    await assertSoundPage(page);

    const first = await page.locator(`${panel} a`).first().getAttribute("href");
    await page.keyboard.press("ArrowDown");
    assert.equal(await focused(page), first);
    await page.keyboard.press("ArrowUp");
    assert.equal(await focused(page), "q");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    assert.equal(await focused(page), "q");
    assert.ok(await page.locator(panel).isHidden());

    await page.keyboard.type("m");
    await page.locator(`${panel} a`).first().waitFor();
    const best = await page.locator(`${panel} a`).first().getAttribute("href");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === best);
  });
}

for (const scripts of [true, false]) {
  test(`all hits stand on a page of their own, kind by kind, ${scripts ? "with" : "without"} scripts`, async (t) => {
    const page = await open(t, { account: systemManager, size: phone, scripts });
    await page.goto("/system");
    const field = page.locator("form.search input[name=q]");
    await field.fill("systemet");
    await field.press("Enter");
    await page.waitForURL(/\/sok\?q=systemet/);
    assert.equal(await field.inputValue(), "systemet");
    if (scripts) await assertSoundPage(page);
    await page.getByRole("link", { name: /^System \(/ }).click();
    await page.waitForURL(/kind=system/);
    await page.locator(".hits a").first().click();
    await page.waitForURL((url) => /^\/system\/[0-9a-f-]+$/.test(url.pathname));
  });
}

test("nothing that was found says what one may search for", async (t) => {
  const page = await open(t, { account: systemManager, size: phone });
  await page.goto("/sok?q=xyzzy");
  await page.getByRole("heading", { name: "Inga träffar" }).waitFor();
  await assertSoundPage(page);
});
