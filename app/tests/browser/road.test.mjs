// The whole road of a new user, in one go: from the municipality's own spreadsheet to what is missing, why, and mended;
// then the register as it was, and the same systems under another municipality's guideline.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { open, signIn } from "./support/browser.mjs";
import { chooseFirst, field, save } from "./support/forms.mjs";
import { isSystemPage, vacancy } from "./support/register.mjs";
import { accountOf, headOfIt, systemManager } from "./support/site.mjs";

const organisation = "Hallsbergs bildningsförvaltning";
const names = ["Läxhjälpen på vägen", "Skolfoto på vägen"];
/** As people keep such lists: their own headings and words, yes and no in their own way, a remark. */
const sheet = [
  "System / tjänst;Vad används det till?;Förvaltning;Pers.uppgifter J/N;Viktighet;Kommentarer 2025",
  `${names[0]};Läxhjälp på distans;${organisation};J;Jätteviktig;=ring leverantören`,
  `${names[1]};Beställning av skolfoton;${organisation};Ja;Normal;`,
].join("\r\n");

test("a new user walks from a spreadsheet to findings that go, and IT looks back a month", async (t) => {
  const page = await open(t);
  await page.goto("/");
  await signIn(page, systemManager);

  await t.test("imports a spreadsheet with headings and words of its own", async () => {
    await page.locator("nav.rooms").getByRole("link", { name: "Register" }).click();
    await page.locator("nav.rooms").getByRole("link", { name: "Importera system" }).click();
    await bring(page, Buffer.from(sheet, "latin1"));
    await page.getByLabel("Vad används det till?", { exact: true }).selectOption({ label: "Kort beskrivning" });
    await page.getByLabel("Pers.uppgifter J/N", { exact: true }).selectOption({ label: "Personuppgifter" });
    await page.getByLabel("Kommentarer 2025", { exact: true }).selectOption({ label: "Anteckningar" });
    await page.getByLabel("Vikt: Jätteviktig", { exact: true }).selectOption({ label: "Prioriterat" });
    await page.getByRole("button", { name: "Pröva igen" }).click();
    await page.getByText(/Importen skapar 2, ändrar 0/).waitFor();
    await page.getByRole("button", { name: "Importera", exact: true }).click();
    await page.getByText(/Importen är klar: 2 skapade/).waitFor();
  });

  await t.test("sees what is missing for the system, and why", async () => {
    await openSystem(page, names[0]);
    assert.match(await page.locator(".missing").innerText(), /Saknas\s+\d+ av \d+ krav/);
    await page.goto(`${page.url().split("?")[0]}/andra`);
    assert.equal(await field(page, "short_description").inputValue(), "Läxhjälp på distans");
    await field(page, "category").selectOption({ label: "Verksamhetssystem" });
    await field(page, "technical_management").selectOption({ label: "IT" });
    await save(page);
    await finding(page, "Informationsklassning").getByText("Varför?").click();
    await finding(page, "Informationsklassning").getByRole("link", { name: /^S4-\d+$/ }).first().waitFor();
  });

  await t.test("registers a document, and the finding is gone", async () => {
    await finding(page, "Informationsklassning").getByRole("link", { name: "Registrera informationsklassning" }).click();
    await field(page, "name").fill("Informationsklassning av läxhjälpen");
    await chooseFirst(page, "owner");
    await save(page);
    await page.waitForURL(isSystemPage);
    assert.equal(await finding(page, "Informationsklassning").count(), 0);
  });

  await t.test("gives a vacant role to a person, and the finding is gone", async () => {
    const { address, mend, words } = await vacancy(page);
    await page.goto(mend);
    await chooseFirst(page, "person");
    await field(page, "decision").fill("Beslut på vägen");
    await save(page);
    await page.waitForURL(`**${address}*`);
    assert.equal(await page.locator(".missing").getByRole("link", { name: words, exact: true }).count(), 0);
  });

  await t.test("the head of IT exports the register as it was last month", async () => {
    const office = await open(t, { account: headOfIt });
    const day = monthAgo();
    await office.goto("/system");
    await office.locator("summary", { hasText: "I dag" }).click();
    await office.getByLabel("Visa som det var").fill(day);
    await office.getByRole("button", { name: "Visa", exact: true }).first().click();
    await office.getByText(`Så här var det ${day}`).waitFor();
    const then = await exported(office);
    assert.match(then.name, new RegExp(day));
    assert.ok(then.text.includes("Elevregister;"));
    assert.ok(!then.text.includes("på vägen"), "what came later is not in it");
    await office.getByRole("link", { name: "Tillbaka till i dag" }).click();
    const now = await exported(office);
    for (const name of names) assert.ok(now.text.includes(name), name);
    assert.ok(now.text.includes(";'=ring leverantören"), "no spreadsheet program runs it");
  });

  await t.test("the same spreadsheet meets quite other demands in the small municipality", async () => {
    const small = await open(t, { account: accountOf("itradet", "head_of_it") });
    await small.goto("/system/importera");
    await bring(small, sheet.replaceAll(organisation, "Barn- och utbildningsförvaltningen").replaceAll("Jätteviktig", "Viktigt"));
    await small.getByRole("button", { name: "Importera", exact: true }).click();
    await small.getByText(/Importen är klar: 2 skapade/).waitFor();
    await openSystem(small, names[0]);
    await openSystem(page, names[0]);
    const [there, here] = await Promise.all([small, page].map((one) => one.locator(".missing").innerText()));
    assert.match(there, /Driftansvarig/);
    assert.doesNotMatch(here, /Driftansvarig/);
    assert.match(here, /Larmkontakt/);
    assert.doesNotMatch(there, /Larmkontakt/);
  });
});

async function bring(page, content) {
  await field(page, "file").setInputFiles({ name: "systemlista.csv", mimeType: "text/csv", buffer: Buffer.from(content) });
  await save(page);
  await page.waitForURL(/\/system\/importera\/[0-9a-f-]{36}/);
}

async function openSystem(page, name) {
  await page.goto(`/system?q=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name, exact: true }).click();
  await page.waitForURL(isSystemPage);
}

/** The line of one demand in the strip of what is missing. */
const finding = (page, title) => page.locator(".missing li").filter({ has: page.locator("strong", { hasText: title }) });

async function exported(page) {
  await page.getByText("Exportera", { exact: true }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Hela registret (CSV)", exact: true }).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

function monthAgo() {
  return new Date(Date.now() - 30 * 24 * 3600 * 1000).toISOString().slice(0, 10);
}
