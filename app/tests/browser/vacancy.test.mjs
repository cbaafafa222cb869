// The main task: find the system, see what is missing, give the vacant role to somebody, see the finding go.
import assert from "node:assert/strict";
import test from "node:test";
import { desktop, open, phone, signIn } from "./support/browser.mjs";
import { chooseFirst, field, save, typeFirst } from "./support/forms.mjs";
import { tabTo } from "./support/keyboard.mjs";
import { isSystemPage, vacancy } from "./support/register.mjs";
import { systemManager } from "./support/site.mjs";

const missing = (page, words) => page.locator(".missing").getByRole("link", { name: words, exact: true });

test("by keyboard alone, from the door to the finding that is gone", async (t) => {
  const { name, words } = await lastVacancy(t);
  const page = await open(t);
  await page.goto("/");
  await tabTo(page, { id: "field-user_name" });
  await page.keyboard.type(systemManager.user);
  await tabTo(page, { id: "field-password" });
  await page.keyboard.type(systemManager.password);
  await page.keyboard.press("Enter");
  await page.waitForURL((address) => address.pathname === "/");

  await tabTo(page, { text: "Register" });
  await page.keyboard.press("Enter");
  await page.waitForURL("**/system");
  await tabTo(page, { id: "systems-filter-q" });
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await page.waitForURL(/[?&]q=/);
  await tabTo(page, { text: name });
  await page.keyboard.press("Enter");
  await page.waitForURL(isSystemPage);

  await tabTo(page, { text: words });
  await page.keyboard.press("Enter");
  await page.waitForURL("**/uppdrag/nytt?**");
  await tabTo(page, { id: "field-person" });
  await typeFirst(page, "person");
  await tabTo(page, { id: "field-decision" });
  await page.keyboard.type("Beslut med tangentbord");
  await page.keyboard.press("Enter");
  await page.waitForURL(isSystemPage);
  assert.equal(await missing(page, words).count(), 0);
});

for (const [how, further] of [
  ["without scripts", { scripts: false }],
  ["on a phone without scripts", { scripts: false, size: phone }],
  ["on a phone", { size: phone }],
]) {
  test(`${how}, from the door to the finding that is gone`, async (t) => {
    const { name, words } = await lastVacancy(t);
    const page = await open(t, further);
    await page.goto("/");
    await signIn(page, systemManager);
    if (further.size === phone) await page.locator("label.nav-button").tap();
    await page.locator("nav.rooms").getByRole("link", { name: "Register" }).click();
    await page.locator("#systems-filter-q").fill(name);
    await page.locator("#systems-filter-q").press("Enter");
    await page.getByRole("link", { name, exact: true }).click();
    await missing(page, words).click();
    await chooseFirst(page, "person");
    await field(page, "decision").fill(`Beslut ${how}`);
    await save(page);
    await page.waitForURL(isSystemPage);
    assert.equal(await missing(page, words).count(), 0);
  });
}

/** One after the other they fill the last that is left. */
async function lastVacancy(t) {
  const found = await vacancy(await open(t, { account: systemManager, size: desktop }), { fromEnd: true });
  assert.ok(found, "the demo leaves the system manager no role to fill");
  return found;
}
