// A head of IT leaves: the last day is entered, what falls vacant is seen, a successor takes over by one decision, and the
// register still shows how it was the day before.
import assert from "node:assert/strict";
import test from "node:test";
import { open } from "./support/browser.mjs";
import { chooseFirst, field, save } from "./support/forms.mjs";
import { accountOf } from "./support/site.mjs";

const headOfIt = accountOf("vmkf", "head_of_it");
const isPersonPage = (url) => /^\/administration\/personer\/[0-9a-f-]{36}$/.test(url.pathname);

test("a head of IT leaves, hands over, and is still seen as the head they were", async (t) => {
  const page = await open(t, { account: headOfIt });
  const last = daysFromToday(30);

  await t.test("the last day is entered, and the page says what ends", async () => {
    await page.goto(`/administration/personer?q=${encodeURIComponent(headOfIt.title)}`);
    await page.locator("tbody").getByRole("link", { name: headOfIt.title, exact: true }).first().click();
    await page.waitForURL(isPersonPage);
    await page.locator("main a[href*='/anstallningar/'][href$='/andra']").first().click();
    await field(page, "to").fill(last);
    await save(page);
    await page.waitForURL(isPersonPage);
    await page.getByText(`Sista anställningsdag: ${last}`).waitFor();
  });

  const person = page.url();
  await t.test("what falls vacant is listed with what the guideline then lacks", async () => {
    await page.goto("/uppdrag/upphor");
    await row(page, last).waitFor();
    assert.match(await row(page, last).innerText(), /Vakant|Andra finns kvar/);
  });

  await t.test("a successor takes over after a preview", async () => {
    await page.goto(person);
    await page.getByRole("link", { name: "Lämna över uppdragen" }).click();
    await chooseFirst(page, "successor");
    await field(page, "decision").fill("Beslut om efterträdare");
    await save(page);
    await page.getByRole("heading", { name: "Granska överlämningen" }).waitFor();
    await page.locator("main .facts", { hasText: "Beslut om efterträdare" }).getByText("Efterträdare", { exact: true }).waitFor();
    assert.match(await page.locator("main table").innerText(), new RegExp(last));
    await save(page);
    await page.waitForURL(isPersonPage);
    await page.goto("/uppdrag/upphor");
    assert.match(await row(page, last).innerText(), /Övertas/);
  });

  await t.test("the checklist knows that the roles are handed over", async () => {
    await page.goto(`${person}/avslut`);
    const item = page.locator("details", { hasText: "Uppdragen är överlämnade" });
    assert.match(await item.locator("summary").innerText(), /Klart/);
  });

  await t.test("the day before it was decided nothing ended", async () => {
    await page.goto(`${person}?as_of=${daysFromToday(-1)}`);
    await page.locator("h1", { hasText: headOfIt.title }).waitFor();
    assert.equal(await page.getByText("Sista anställningsdag").count(), 0);
    assert.equal(await page.getByRole("link", { name: "Lämna över uppdragen" }).count(), 0, "nobody acts in the past");
  });
});

const row = (page, day) => page.locator("tbody tr", { hasText: day }).first();

function daysFromToday(days) {
  return new Date(Date.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);
}
