// A federation's own field: added, filled in, brought in by a spreadsheet, chosen as a column, filtered, sorted, taken out.
import assert from "node:assert/strict";
import test from "node:test";
import { desktop, open, phone } from "./support/browser.mjs";
import { errorSummary, field, save } from "./support/forms.mjs";
import { assertSoundPage } from "./support/page_rules.mjs";
import { headOfIt } from "./support/site.mjs";

const organisation = "Hallsbergs bildningsförvaltning";

for (const [size, scripts] of [[desktop, true], [phone, true], [desktop, false]]) {
  test(`a field of one's own behaves like the others, at ${size.name} ${scripts ? "with" : "without"} scripts`, async (t) => {
    const page = await open(t, { account: headOfIt, size, scripts });
    const label = `Kontrakt tecknat ${size.name} ${scripts ? "med" : "utan"}`;
    await page.goto("/administration/falt/nytt");
    await field(page, "label_sv").fill(label);
    await field(page, "field_type").selectOption("date");
    if (scripts) await assertSoundPage(page);
    await save(page);
    const key = await page.locator("dt", { hasText: "Nyckel" }).locator("xpath=following-sibling::dd[1]").textContent();
    const name = `custom.${key.trim()}`;
    await page.goto("/administration/falt");
    await page.getByRole("link", { name: label, exact: true }).waitFor();
    if (scripts) await assertSoundPage(page);

    const names = [`Arkivet ${label}`, `Bygglovet ${label}`];
    await bring(page, [`Systemnamn;Typ;Förvaltning;${label}`, `${names[0]};Molntjänst;${organisation};2023-06-15`, `${names[1]};Molntjänst;${organisation};`]);
    await page.getByText(/Importen skapar 2, ändrar 0/).waitFor();
    await page.getByRole("button", { name: "Importera" }).click();
    await page.getByText(/Importen är klar: 2 skapade/).waitFor();

    await page.goto(`/system?q=${encodeURIComponent(names[1])}`);
    await page.getByRole("link", { name: names[1], exact: true }).click();
    await page.getByRole("link", { name: "Ändra", exact: true }).click();
    await own(page, name).fill("snart");
    await save(page);
    await errorSummary(page).waitFor();
    assert.equal(await own(page, name).inputValue(), "snart", "what was typed stays");
    // The browser complains of every refusal.
    page.seen.complaints.length = 0;
    await own(page, name).fill("2025-02-01");
    await save(page);
    await page.getByText("2025-02-01").first().waitFor();

    const list = `/system?kolumn=${name}&q=${encodeURIComponent(label)}`;
    await page.goto(`${list}&sort=-${name}`);
    assert.deepEqual(await shown(page), names.toReversed(), "the latest first");
    if (scripts) await assertSoundPage(page);
    await page.goto(`${list}&sort=${name}`);
    assert.deepEqual(await shown(page), names, "the earliest first");
    await page.goto(`${list}&${name}.from=2024-01-01`);
    assert.deepEqual(await shown(page), [names[1]]);
    const file = await page.request.get(`/system/exportera?format=csv&${name}.from=2024-01-01`);
    const text = await file.text();
    assert.ok(text.includes(label) && text.includes("2025-02-01") && !text.includes(names[0]), text.slice(0, 300));
  });
}

/** A dot in an id is no class. */
const own = (page, name) => page.locator(`[id="field-${name}"]`);

const shown = (page) => page.locator("main table tbody th a").allTextContents();

async function bring(page, rows) {
  await page.goto("/system/importera");
  const buffer = Buffer.from(rows.join("\r\n"));
  await field(page, "file").setInputFiles({ name: "system.csv", mimeType: "text/csv", buffer });
  await save(page);
}
