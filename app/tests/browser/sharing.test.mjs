// Sharing: a municipality decides what the others see, looks at it as they do, and ends it.
import assert from "node:assert/strict";
import test from "node:test";
import { desktop, open, phone } from "./support/browser.mjs";
import { assertSoundPage } from "./support/page_rules.mjs";
import { field, save } from "./support/forms.mjs";
import { accountOf, accounts } from "./support/site.mjs";

const director = accounts.find((account) => account.user.startsWith("kommunchef.") && account.federation === "vmkf");
const headOfIt = accountOf("vmkf", "head_of_it");

for (const [how, size, scripts] of [["on a desk", desktop, true], ["on a phone", phone, true], ["without scripts", desktop, false]]) {
  test(`a municipality sees what it shows whom, and looks at its systems as the others do, ${how}`, async (t) => {
    const page = await open(t, { account: director, size, scripts });
    await page.goto("/administration/delning");
    if (scripts) await assertSoundPage(page);
    await page.getByRole("link", { name: "Se som de anställda i Arboga kommun" }).click();
    await page.getByText("Du ser detta som en anställd i Arboga kommun").waitFor();
    if (scripts) await assertSoundPage(page);
    assert.equal(await page.getByRole("link", { name: "Nytt system" }).count(), 0, "nothing is offered to be done");
    const system = page.locator("table tbody a").first();
    const name = (await system.innerText()).trim();
    await page.goto(await system.getAttribute("href"));
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await page.getByText("Du ser detta som en anställd i Arboga kommun").waitFor();
    if (scripts) await assertSoundPage(page);
    for (const tab of ["Historik", "Dokument"]) {
      assert.equal(await page.locator("main").getByRole("link", { name: tab, exact: true }).count(), 0, `${tab} is not shared`);
    }
  });
}

test("what is decided for one receiver is told with its days, and ended", async (t) => {
  const page = await open(t, { account: director, size: desktop });
  await page.goto("/administration/delning");
  await page.getByRole("link", { name: "Surahammars kommun", exact: true }).click();
  await assertSoundPage(page);
  await page.getByLabel("System: Klassning").check();
  await field(page, "decision").fill("Dnr KS 2026/201");
  await save(page);
  await page.getByRole("heading", { level: 1, name: /^Granska beslutet/ }).waitFor();
  await assertSoundPage(page);
  await page.getByRole("button", { name: "Ändra", exact: true }).click();
  assert.equal(await field(page, "decision").inputValue(), "Dnr KS 2026/201", "what was filled in is still there");
  assert.ok(await page.getByLabel("System: Klassning").isChecked());
  await save(page);
  await page.getByRole("heading", { level: 1, name: /^Granska beslutet/ }).waitFor();
  await save(page);
  await page.getByText("Beslutet om delning är sparat").waitFor();
  await page.getByRole("link", { name: "System: Klassning" }).first().click();
  await assertSoundPage(page);
  await page.getByRole("link", { name: "Avsluta delningen" }).click();
  await assertSoundPage(page);
  await field(page, "decision").fill("Dnr KS 2026/202");
  await save(page);
  await page.getByText("Togs tillbaka").waitFor();
});

test("who leads the federation does not decide for its members", async (t) => {
  const page = await open(t, { account: headOfIt, size: desktop });
  await page.goto("/administration/delning");
  await page.getByRole("link", { name: "Köpings kommun", exact: true }).first().click();
  await page.getByRole("heading", { level: 1, name: "Vad Köpings kommun delar" }).waitFor();
  assert.equal(await page.getByRole("link", { name: "Besluta om delning" }).count(), 0);
});
