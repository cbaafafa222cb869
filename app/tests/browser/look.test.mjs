// How the same page looks to others: in the dark, on paper, in another language, as it was, with rows wide apart.
import assert from "node:assert/strict";
import test from "node:test";
import { assertAccessible } from "./support/accessibility.mjs";
import { desktop, open, phone } from "./support/browser.mjs";
import { assertNoSidewaysScroll, assertSoundPage } from "./support/page_rules.mjs";
import { firstSystem } from "./support/register.mjs";
import { accountOf, headOfIt, systemManager } from "./support/site.mjs";

const sample = ["/", "/system", "/objekt", "/dokument", "/brister", "/riktlinje"];
// Choices follow the account, so those who choose here look at nothing else in these tests.
const roomy = accountOf("sydnarke", "municipal_director");
const english = accountOf("sydnarke", "system_administrator");

for (const size of [desktop, phone]) {
  test(`dark colours have enough contrast on a ${size.name}`, async (t) => {
    const page = await open(t, { account: systemManager, size, colorScheme: "dark" });
    for (const address of [...sample, (await firstSystem(page)).address]) {
      await page.goto(address);
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const brightness = background.match(/[\d.]+/g).slice(0, 3).map(Number);
      assert.ok(Math.max(...brightness) < 90, `${address} is ${background}`);
      await assertAccessible(page);
    }
  });
}

test("rows wide apart still fit a phone", async (t) => {
  const page = await open(t, { account: roomy, size: phone });
  await choose(page, "Täthet", "Luftig");
  for (const address of sample) {
    await page.goto(address);
    await assertSoundPage(page);
  }
});

test("a page zoomed four times needs no sideways scroll", async (t) => {
  const page = await open(t, { account: systemManager, size: { name: "zoomed", viewport: { width: 320, height: 256 } } });
  for (const address of [...sample, (await firstSystem(page)).address]) {
    await page.goto(address);
    await assertNoSidewaysScroll(page);
  }
});

test("on paper the navigation is gone and the address and the day stand in the foot", async (t) => {
  const page = await open(t, { account: systemManager });
  await page.goto("/system");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("nav.rooms").isVisible(), false);
  assert.equal(await page.locator(".topbar").isVisible(), false);
  const foot = page.locator(".print-foot");
  assert.match(await foot.innerText(), /Utskrivet \d{4}-\d{2}-\d{2}/);
  assert.match(await foot.innerText(), /\/system/);
});

test("the matrix stands whole on a sheet of paper", async (t) => {
  const page = await open(t, { account: systemManager, size: { name: "sheet", viewport: { width: 703, height: 1000 } } });
  await page.goto("/krav");
  await page.emulateMedia({ media: "print" });
  await assertNoSidewaysScroll(page);
});

test("what is missing has room for its words on a tablet", async (t) => {
  const page = await open(t, { account: systemManager, size: { name: "tablet", viewport: { width: 768, height: 1000 } } });
  await page.goto("/");
  const words = page.locator(".in-columns li > div:not(.row-of)");
  const widths = await words.evaluateAll((found) => found.map((one) => one.clientWidth));
  assert.ok(widths.length > 0 && Math.min(...widths) > 300, `they are ${widths} wide`);
});

test("as of a day in the past a band lies over the page, nothing can be changed, and the view is kept", async (t) => {
  const page = await open(t, { account: headOfIt });
  await page.goto("/system?sort=-name");
  await page.locator("summary", { hasText: "I dag" }).click();
  const day = new Date(Date.now() - 30 * 24 * 3600 * 1000).toISOString().slice(0, 10);
  await page.getByLabel("Visa som det var").fill(day);
  await page.getByRole("button", { name: "Visa", exact: true }).first().click();
  await page.getByText(`Så här var det ${day}`).waitFor();
  assert.equal(new URL(page.url()).searchParams.get("sort"), "-name");
  assert.equal(await page.locator(".page-head .actions").count(), 0);
  await assertSoundPage(page);

  await page.locator("main tbody th a").first().click();
  await page.getByText(`Så här var det ${day}`).waitFor();
  await page.getByRole("link", { name: "Tillbaka till i dag" }).click();
  assert.equal(await page.locator(".as-of-band").count(), 0);
});

test("a day that does not exist is told, not guessed", async (t) => {
  const page = await open(t, { account: headOfIt });
  const answer = await page.goto("/system?as_of=2026-02-30");
  assert.ok(answer.status() < 500);
  assert.match(await page.locator("main").innerText(), /datum/i);
});

test("the language that one chose stays, also in another window", async (t) => {
  const page = await open(t, { account: english });
  await page.goto("/system");
  await page.getByRole("button", { name: "English" }).click();
  await page.waitForURL("/system");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  const later = await open(t, { account: english });
  await later.goto("/");
  assert.equal(await later.locator("html").getAttribute("lang"), "en");
  await later.getByRole("button", { name: "Svenska" }).waitFor();
  await assertSoundPage(later);
});

async function choose(page, label, option) {
  await page.goto("/");
  await page.locator(".topbar details.pop > summary").last().click();
  await page.getByLabel(label).selectOption({ label: option });
  await page.getByRole("button", { name: "Spara inställningarna" }).click();
}
