// Working through a list: by keys or by the mouse, each record beside it, and rows chosen for one change.
import assert from "node:assert/strict";
import test from "node:test";
import { assertAccessible } from "./support/accessibility.mjs";
import { desktop, open, phone } from "./support/browser.mjs";
import { assertSoundPage } from "./support/page_rules.mjs";
import { firstSystem } from "./support/register.mjs";
import { accountOf, headOfIt, systemManager } from "./support/site.mjs";

// Choices follow the account, so the one who switches the keys off does nothing else in these tests, nor in look.test.mjs.
const withoutKeys = accountOf("vmkf", "municipal_director");
const lists = ["/system", "/objekt", "/dokument", "/administration/personer"];
const drawer = ".drawer";
const rows = "main table[data-rows] > tbody > tr";

const row = (page, place) => page.locator(rows).nth(place);
const nameOf = async (page, place) => (await row(page, place).locator("th a").innerText()).trim();
const hasFocus = (locator) => locator.evaluate((element) => element === document.activeElement);
const shown = (page) => page.locator(`${drawer} h2`).first();
const recordInAddress = (page) => new URL(page.url()).searchParams.get("post");

async function waitForRecord(page, name) {
  await page.locator(`${drawer} #drawer-title`, { hasText: name }).waitFor();
}

async function openList(page, address) {
  await page.goto(address);
  await row(page, 0).waitFor();
}

test("by keys alone from the list to a record, on to the next, and back to its row", async (t) => {
  const page = await open(t, { account: systemManager });
  await openList(page, "/system");
  const names = [await nameOf(page, 0), await nameOf(page, 1)];
  await page.keyboard.press("j");
  assert.ok(await hasFocus(row(page, 0)), "j goes to the first row");
  await page.keyboard.press("Enter");
  await waitForRecord(page, names[0]);
  assert.ok(await hasFocus(page.locator(drawer)), "the record takes the focus");
  await page.keyboard.press("j");
  await waitForRecord(page, names[1]);
  assert.ok(await hasFocus(page.locator(drawer)), "and keeps it on the way to the next");
  assert.equal(await page.locator(`${rows}[aria-current]`).count(), 1);
  await page.keyboard.press("Tab");
  assert.ok(await hasFocus(shown(page).locator("a")), "its title is the first link in it");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(drawer).count(), 0);
  assert.ok(await hasFocus(row(page, 1)), "Escape leads back to the row");
  assert.equal(recordInAddress(page), null);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("o");
  await waitForRecord(page, names[0]);
});

for (const address of lists) {
  test(`each row of ${address} is shown beside it, and the page is sound in light and dark`, async (t) => {
    for (const colorScheme of ["light", "dark"]) {
      const page = await open(t, { account: headOfIt, colorScheme });
      await openList(page, address);
      const name = await nameOf(page, 0);
      await page.keyboard.press("j");
      await page.keyboard.press("Enter");
      await waitForRecord(page, name);
      await assertSoundPage(page);
    }
  });
}

test("a row is shown beside the list by a click, and its link leads to the page", async (t) => {
  const page = await open(t, { account: systemManager });
  await openList(page, "/system");
  const names = [await nameOf(page, 0), await nameOf(page, 2)];
  await row(page, 2).locator("td").last().click();
  await waitForRecord(page, names[1]);
  await row(page, 0).locator("td.second").click();
  await waitForRecord(page, names[0]);
  await page.getByRole("button", { name: "Stäng", exact: true }).last().click();
  assert.ok(await hasFocus(row(page, 0)));
  await row(page, 0).locator("th a").click();
  await page.waitForURL((url) => /^\/system\/[0-9a-f-]+$/.test(url.pathname));
  assert.equal(await page.locator("h1").innerText(), names[0]);
});

test("a reload and the way back show the same record, and a filter keeps it", async (t) => {
  const page = await open(t, { account: systemManager });
  await openList(page, "/system");
  const name = await nameOf(page, 1);
  await row(page, 1).locator("td.second").click();
  await waitForRecord(page, name);
  await page.reload();
  await waitForRecord(page, name);
  assert.ok(recordInAddress(page));
  await page.locator(".filters input[type=search]").fill(name);
  await page.waitForURL((url) => url.searchParams.get("q") === name);
  await page.locator(`${rows}[aria-current]`, { hasText: name }).waitFor();
  assert.equal(await page.locator("h1 .count").innerText(), String(await page.locator(rows).count()), "the number in the title");
  await page.locator(`${drawer} a`, { hasText: "Öppna sidan" }).click();
  await page.waitForURL(/\/system\/[0-9a-f-]+$/);
  await page.goBack();
  await row(page, 0).waitFor();
});

test("a record beside the list of another day is shown as it was, without anything to change", async (t) => {
  const page = await open(t, { account: headOfIt });
  const day = new Date(Date.now() - 24 * 3600 * 1000).toISOString().slice(0, 10);
  await openList(page, `/system?as_of=${day}`);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.locator(drawer).waitFor();
  assert.match(await page.locator("#drawer-title a").getAttribute("href"), new RegExp(`as_of=${day}`));
  assert.equal(await page.locator(`${drawer} [data-key=e]`).count(), 0);
  assert.equal(await page.locator("input[name=choose]").count(), 0);
  await assertAccessible(page);
});

test("a phone has no room beside the list: the record is its page", async (t) => {
  const page = await open(t, { account: systemManager, size: phone });
  await openList(page, "/system");
  await row(page, 0).locator("td").last().click();
  assert.equal(await page.locator(drawer).count(), 0);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => /^\/system\/[0-9a-f-]+$/.test(url.pathname));
});

test("letters are text while one types, and keys are the browser's own with Ctrl", async (t) => {
  const page = await open(t, { account: headOfIt });
  await openList(page, "/system");
  const search = page.locator(".topbar input[type=search]");
  await page.keyboard.press("/");
  await page.keyboard.type("jox");
  assert.equal(await search.inputValue(), "jox");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  for (const key of ["Control+j", "Alt+j", "Meta+j", "Control+x", "Alt+o"]) await page.keyboard.press(key);
  assert.equal(await page.locator(`${rows}:focus`).count(), 0);
  assert.equal(await page.locator(`input[name=choose]:checked, ${drawer}`).count(), 0);
});

test("the help names the keys of lists and is left by Escape", async (t) => {
  const page = await open(t, { account: systemManager });
  await openList(page, "/system");
  await page.keyboard.press("?");
  const help = page.locator("dialog.shortcuts");
  await help.getByText("Visa raden bredvid listan").waitFor();
  await assertAccessible(page);
  await page.keyboard.press("j");
  assert.equal(await page.locator(`${rows}:focus`).count(), 0);
  await page.keyboard.press("Escape");
  assert.equal(await help.isVisible(), false);
});

test("whoever switched the keys off has none, and reaches every record by the arrows", async (t) => {
  const page = await open(t, { account: withoutKeys });
  await switchKeys(page, "Av");
  await openList(page, "/system");
  for (const key of ["j", "x", "o", "?"]) await page.keyboard.press(key);
  assert.equal(await page.locator(`${rows}:focus, dialog[open], ${drawer}`).count(), 0);
  await row(page, 0).locator("th a").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await waitForRecord(page, await nameOf(page, 1));
  await page.keyboard.press("Escape");
  assert.ok(await hasFocus(row(page, 1)));
  await switchKeys(page, "På");
});

test("rows are chosen by keys, by ranges and all at once, and how many is told", async (t) => {
  const page = await open(t, { account: headOfIt });
  await openList(page, "/system");
  const chosen = page.locator("input[name=choose]:checked");
  const told = page.locator("[data-chosen-told]");
  const choice = (place) => row(page, place).locator("input[name=choose]");
  assert.equal(await page.locator("form.chosen").isVisible(), false);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  assert.equal(await told.textContent(), "1 rad vald");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+x");
  assert.equal(await told.textContent(), "3 rader valda");
  await choice(4).click();
  await choice(6).click({ modifiers: ["Shift"] });
  assert.equal(await chosen.count(), 6);
  await assertSoundPage(page);
  await page.getByLabel("Välj alla på sidan").check();
  assert.equal(await chosen.count(), await page.locator(rows).count());
  const every = page.getByLabel(/^Alla \d+ i urvalet$/);
  if (await every.count()) {
    await every.check();
    assert.match(await told.textContent(), /^Alla \d+ i urvalet är valda$/);
    await choice(0).uncheck();
    assert.equal(await every.isChecked(), false);
  }
  await page.getByRole("button", { name: "Avmarkera" }).click();
  assert.equal(await chosen.count(), 0);
  assert.equal(await page.locator("form.chosen").isVisible(), false);
});

for (const scripts of [true, false]) {
  for (const size of [desktop, phone]) {
    test(`chosen rows go to their change ${scripts ? "with" : "without"} scripts on a ${size.name}`, async (t) => {
      const page = await open(t, { account: headOfIt, size, scripts });
      await openList(page, "/system?sort=-name");
      const choice = (place) => row(page, place).locator("input[name=choose]");
      for (const place of [0, 1]) await choice(place).check();
      const ids = [await choice(0).inputValue(), await choice(1).inputValue()];
      if (scripts) await assertSoundPage(page);
      await page.locator("form.chosen button[type=submit]").click();
      await page.waitForURL((url) => url.pathname.startsWith("/system/"));
      const asked = new URL(page.url()).searchParams;
      assert.deepEqual(asked.getAll("choose"), ids);
      assert.equal(asked.get("sort"), "-name");
    });
  }
}

test("without scripts a list is a list of links", async (t) => {
  const page = await open(t, { account: systemManager, scripts: false });
  await openList(page, "/system");
  await row(page, 0).locator("td").last().click();
  assert.equal(await page.locator(drawer).count(), 0);
  assert.equal(await page.locator("[data-choose-page]:visible").count(), 0);
  const { address } = await firstSystem(page);
  await row(page, 0).locator("th a").click();
  await page.waitForURL(address);
});

async function switchKeys(page, option) {
  await page.goto("/");
  await page.locator(".topbar details.pop > summary").last().click();
  await page.locator("#setting-shortcuts").selectOption({ label: option });
  await page.getByRole("button", { name: "Spara inställningarna" }).click();
}
