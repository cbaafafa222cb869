// A reorganisation: planned ahead, looked over, tried, decided, moved to today and carried out; the register is right on
// both sides of the day.
import assert from "node:assert/strict";
import test from "node:test";
import { desktop, open, phone } from "./support/browser.mjs";
import { errorSummary, field, save } from "./support/forms.mjs";
import { assertSoundPage } from "./support/page_rules.mjs";
import { accountOf } from "./support/site.mjs";

const headOfIt = accountOf("vmkf", "head_of_it");
const planPage = /^\/organisation\/omorganisation\/[0-9a-f-]{36}$/;

/** Each way of looking has a plan of its own kind: which unit ends, who works there, and where they work afterwards. */
const plans = [
  {
    how: "on a desk", size: desktop, scripts: true, organisation: "Förbundets IT-avdelning",
    unit: "Servicedesk", person: "Supporttekniker", goesTo: "Drift och support",
    told: "Server och nät, Servicedesk slås ihop till Drift och support.",
    addSteps: async (page) => {
      await beginStep(page, "Slå ihop enheter");
      for (const unit of ["Server och nät", "Servicedesk"]) await page.getByLabel(`${unit} (Förbundets IT-avdelning)`).check();
      await field(page, "name").fill("Drift och support");
      await save(page);
    },
  },
  {
    how: "on a phone", size: phone, scripts: true, organisation: "Köpings kommunledningsförvaltning",
    unit: "Ekonomikontoret", person: "Systemadministratör Ekonomi", goesTo: "Inköp",
    told: "Ekonomikontoret delas i Redovisning, Inköp.",
    addSteps: async (page) => {
      await beginStep(page, "Dela en enhet");
      await choose(page, "unit", "Ekonomikontoret (Köpings kommunledningsförvaltning)");
      await field(page, "names").fill("Redovisning\nInköp");
      await save(page);
      await page.getByRole("heading", { name: "Fördela de anställda i Ekonomikontoret" }).waitFor();
      await assertSoundPage(page);
      await choose(page, "rest", "Redovisning");
      await page.getByLabel("Systemadministratör Ekonomi", { exact: true }).selectOption({ label: "Inköp" });
      await save(page);
    },
  },
  {
    how: "without scripts", size: desktop, scripts: false, organisation: "Köpings vård- och omsorgsförvaltning",
    unit: "Hemtjänst Köping", person: "Systemadministratör Vård", goesTo: "Hemtjänst natt",
    told: "Hemtjänst Köping läggs ned och uppgår i Hemtjänst natt.",
    addSteps: async (page) => {
      await beginStep(page, "Inrätta en enhet");
      await field(page, "name").fill("Hemtjänst natt");
      await choose(page, "organisation", "Köpings vård- och omsorgsförvaltning");
      await save(page);
      await beginStep(page, "Lägg ned en enhet");
      await choose(page, "unit", "Hemtjänst Köping (Köpings vård- och omsorgsförvaltning)");
      await choose(page, "successor", "Hemtjänst natt (Köpings vård- och omsorgsförvaltning)");
      await save(page);
    },
  },
];

for (const { how, size, scripts, organisation, unit, person, goesTo, told, addSteps } of plans) {
  test(`a reorganisation is planned, tried, decided and seen from both sides of its day, ${how}`, async (t) => {
    const page = await open(t, { account: headOfIt, size, scripts });
    const assertSound = async () => scripts && (await assertSoundPage(page));
    const places = { unit: await addressOf(page, "/administration/enheter", unit), person: await addressOf(page, "/administration/personer", person) };

    await page.goto("/organisation/omorganisation");
    await page.getByRole("link", { name: "Ny omorganisation" }).first().click();
    const today = await field(page, "effective_on").inputValue();
    const [yesterday, later] = [dayFrom(today, -1), dayFrom(today, 30)];
    await field(page, "name").fill(`Ny ordning ${how}`);
    await page.getByLabel(organisation, { exact: true }).check();
    await field(page, "effective_on").fill(later);
    await assertSound();
    await save(page);
    await page.waitForURL((url) => planPage.test(url.pathname));
    const plan = new URL(page.url()).pathname;

    await t.test("the steps, and who follows, stand on the page of the plan", async () => {
      await addSteps(page);
      await page.waitForURL((url) => url.pathname === plan);
      await page.getByText(told).first().waitFor();
      const moves = rowOf(page, person);
      assert.match(await moves.innerText(), new RegExp(`${unit} \\(${organisation}\\)[^]*${goesTo} \\(${organisation}\\)`));
      await assertSound();
    });

    await t.test("a trial tells which roles end and which demands come and go", async () => {
      await page.getByRole("link", { name: "Prova planen: visa uppdrag och brister som ändras" }).click();
      for (const what of ["Uppdrag som upphör", "Brister som tillkommer", "Brister som försvinner"]) {
        await page.getByRole("heading", { name: new RegExp(`^${what} \\(\\d+\\)`) }).waitFor();
      }
      await assertSound();
    });

    await t.test("it is decided, and told on the page of the unit", async () => {
      await decide(page, "");
      await errorSummary(page).waitFor();
      // The browser complains of every refusal.
      page.seen.forget();
      await assertSound();
      await field(page, "decision").fill("Dnr KS 2026/301");
      await save(page);
      await page.getByText("Beslutad", { exact: true }).first().waitFor();
      await page.goto(places.unit);
      await page.getByText(`${later}: ${told}`).waitFor();
      await assertSound();
    });

    await t.test("moved to today it is decided anew, and carried out at once", async () => {
      await page.goto(plan);
      await page.getByRole("link", { name: "Ändra", exact: true }).click();
      await field(page, "effective_on").fill(today);
      await save(page);
      await page.getByText("Utkast", { exact: true }).first().waitFor();
      await decide(page, "Dnr KS 2026/302");
      await page.getByText("Genomförd", { exact: true }).first().waitFor();
      assert.equal(await page.getByRole("link", { name: "Besluta omorganisationen" }).count(), 0, "what is done is not decided");
      await assertSound();
    });

    await t.test("from the day on the new order is seen, and the day before it the old one", async () => {
      await page.goto(places.person);
      assert.match(await rowOf(page, goesTo).innerText(), new RegExp(today));
      assert.match(await rowOf(page, unit).innerText(), new RegExp(yesterday), "the last day there");
      await assertSound();
      await page.goto(`${places.person}?as_of=${yesterday}`);
      assert.doesNotMatch(await rowOf(page, unit).innerText(), new RegExp(yesterday));
      assert.equal(await page.locator("main").getByText(goesTo).count(), 0);

      await page.goto(places.unit);
      await page.getByText(yesterday).first().waitFor();
      await page.goto(`${places.unit}?as_of=${yesterday}`);
      await page.getByRole("heading", { level: 1, name: unit }).waitFor();
      assert.equal(await page.locator("main").getByText(told).count(), 0, "nobody knew of it");

      const opened = await addressOf(page, "/administration/enheter", goesTo);
      assert.equal((await page.request.get(`${opened}?as_of=${yesterday}`)).status(), 404, "it was not there yet");
    });
  });
}

/** The row with a cell that says just this. */
const rowOf = (page, text) => page.locator("main tr").filter({ has: page.getByText(text, { exact: true }) });

/** The page of a record that a list finds by its name. */
async function addressOf(page, list, name) {
  await page.goto(`${list}?q=${encodeURIComponent(name)}`);
  return page.locator("main tbody").getByRole("link", { name, exact: true }).first().getAttribute("href");
}

async function beginStep(page, kind) {
  await page.getByRole("link", { name: kind, exact: true }).click();
}

const choose = (page, name, label) => field(page, name).selectOption({ label });

async function decide(page, decision) {
  await page.getByRole("link", { name: "Besluta omorganisationen" }).first().click();
  await field(page, "decision").fill(decision);
  await save(page);
}

function dayFrom(day, days) {
  return new Date(Date.parse(day) + days * 24 * 3600 * 1000).toISOString().slice(0, 10);
}
