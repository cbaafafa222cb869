// Three systems get another weight at once: looked over, carried out, found in the history, and taken back.
import assert from "node:assert/strict";
import test from "node:test";
import { desktop, open, phone } from "./support/browser.mjs";
import { errorSummary, field, save } from "./support/forms.mjs";
import { assertSoundPage } from "./support/page_rules.mjs";
import { headOfIt } from "./support/site.mjs";

for (const [size, scripts] of [[desktop, true], [phone, true], [desktop, false]]) {
  test(`many systems are changed at once and taken back, at ${size.name} ${scripts ? "with" : "without"} scripts`, async (t) => {
    const page = await open(t, { account: headOfIt, size, scripts });
    await page.goto("/system?importance=normal");
    const boxes = page.locator("td.choose input[name=choose]");
    for (const place of [0, 1, 2]) await boxes.nth(place).check();
    await page.getByRole("button", { name: "Ändra valda" }).click();
    await page.getByRole("heading", { name: "Ändra flera" }).waitFor();
    if (scripts) await assertSoundPage(page);

    await save(page);
    await errorSummary(page).waitFor();
    // The browser complains of every refusal.
    page.seen.complaints.length = 0;
    const reason = `Översyn ${size.name} ${scripts ? "med" : "utan"}`;
    await field(page, "importance").selectOption("important");
    await field(page, "reason").fill(reason);
    await save(page);
    await page.getByRole("heading", { name: "Ändring i grupp: Vikt" }).waitFor();
    assert.equal(await page.getByText("Normal → Viktigt").count(), 3, "what stands there and what shall stand there");
    if (scripts) await assertSoundPage(page);

    await page.getByRole("button", { name: "Genomför ändringen" }).click();
    await page.getByText("3 poster ändrades.").waitFor();
    if (scripts) await assertSoundPage(page);
    const changed = page.url();
    const system = await page.locator("#bulk-records tbody th a").first().getAttribute("href");
    await page.goto(`${system}?flik=historik`);
    await page.getByRole("link", { name: reason }).first().click();
    await page.waitForURL(changed.split("?")[0]);

    await page.getByRole("button", { name: "Ångra", exact: true }).click();
    await page.getByRole("heading", { name: "Ångra: Vikt" }).waitFor();
    await page.getByRole("button", { name: "Genomför ändringen" }).click();
    await page.getByText("3 poster ändrades.").waitFor();
    await page.goto(changed);
    assert.equal(await page.getByRole("button", { name: "Ångra", exact: true }).count(), 0, "it is taken back once");
    await page.goto("/andringar-i-grupp");
    assert.ok((await page.getByText("Ångrad").count()) > 0);
    if (scripts) await assertSoundPage(page);
  });
}
