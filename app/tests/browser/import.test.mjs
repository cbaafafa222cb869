// A spreadsheet of the municipality's own becomes systems: read, tried without saving, run, and run again without change.
import assert from "node:assert/strict";
import test from "node:test";
import { desktop, open, phone } from "./support/browser.mjs";
import { errorSummary, field, save } from "./support/forms.mjs";
import { assertSoundPage } from "./support/page_rules.mjs";
import { systemsOf } from "./support/register.mjs";
import { systemManager } from "./support/site.mjs";

const place = "/system/importera";
const organisation = "Hallsbergs bildningsförvaltning";

for (const [how, size, scripts] of [["on a desk", desktop, true], ["on a phone", phone, true], ["without scripts", desktop, false]]) {
  test(`a spreadsheet is tried, then run, and the second time changes nothing, ${how}`, async (t) => {
    const page = await open(t, { account: systemManager, size, scripts });
    const search = `ur kalkylark ${how}`;
    const names = [`Läxhjälpen ${search}`, `Kulturskolan ${search}`];
    const rows = names.map((name) => `${name};Molntjänst;${organisation};=1+1`);
    const sheet = ["Systemnamn;Typ;Förvaltning;Kommentar", ...rows].join("\r\n");

    await bring(page, sheet);
    await page.getByText(/Inget har sparats ännu\. Importen skapar 2, ändrar 0/).waitFor();
    if (scripts) await assertSoundPage(page);
    assert.deepEqual(await found(page, search), [], "the try saves nothing");

    await page.getByRole("button", { name: "Importera" }).click();
    await page.getByText(/Importen är klar: 2 skapade, 0 ändrade/).waitFor();
    if (scripts) await assertSoundPage(page);
    assert.deepEqual((await found(page, search)).sort(), names.toSorted());

    await bring(page, sheet);
    await page.getByText(/Importen skapar 0, ändrar 0 och lämnar 2 oförändrade/).waitFor();
  });
}

test("a row that is wrong is told with its number, and nothing is saved", async (t) => {
  const page = await open(t, { account: systemManager });
  await bring(page, `Systemnamn;Typ;Förvaltning\r\nGodtagbart i importen;Molntjänst;${organisation}\r\nFelaktigt i importen;Molntjänst;Finns inte`);
  await page.getByText(/Inget har sparats, för en rad är fel/).waitFor();
  await page.getByText(/Det finns ingen organisation som heter Finns inte/).first().waitFor();
  await assertSoundPage(page);
  assert.deepEqual(await found(page, "i importen"), []);
});

test("what is no spreadsheet is told at the field", async (t) => {
  const page = await open(t, { account: systemManager });
  await bring(page, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3, 0xff, 0xfe]));
  await errorSummary(page).waitFor();
  assert.equal(await field(page, "file").getAttribute("aria-invalid"), "true");
});

async function bring(page, content) {
  await page.goto(place);
  await field(page, "file").setInputFiles({ name: "system.csv", mimeType: "text/csv", buffer: Buffer.from(content) });
  await save(page);
}

async function found(page, words) {
  return (await systemsOf(page, `?q=${encodeURIComponent(words)}`)).map((system) => system.name);
}
