// Saved views of lists: saved from what one sees, shared, opened by a colleague, begun with, sent, renamed and removed.
import assert from "node:assert/strict";
import test from "node:test";
import { desktop, open, phone, signIn } from "./support/browser.mjs";
import { field, save } from "./support/forms.mjs";
import { assertSoundPage } from "./support/page_rules.mjs";
import { accountOf, employeeOf } from "./support/site.mjs";

// Not the federation whose every page every_page.test.mjs visits meanwhile: views come and go here.
const headOfIt = accountOf("itradet", "head_of_it");
const systemManager = accountOf("itradet", "system_manager");
const employee = employeeOf("itradet");

const bar = (page) => page.locator(".list-tools details").first();
const inBar = (page, name) => bar(page).getByRole("link", { name, exact: true });
const viewPage = /^\/vyer\/[0-9a-f-]{36}$/;

async function openBar(page) {
  await bar(page).locator("summary").click();
}

for (const [how, size, scripts] of [["on a desk", desktop, true], ["on a phone", phone, true], ["without scripts", desktop, false]]) {
  test(`a view is saved, shared, opened by a colleague, begun with, renamed and removed, ${how}`, async (t) => {
    const name = `Molntjänster ${how}`;
    const page = await open(t, { account: headOfIt, size, scripts });
    await page.goto("/objekt?q=e&sort=-name");
    await openBar(page);
    if (scripts) await assertSoundPage(page);
    await inBar(page, "Spara vyn").click();
    if (scripts) await assertSoundPage(page);
    await field(page, "name").fill(name);
    await field(page, "shared_with").selectOption("federation");
    await save(page);
    await page.waitForURL((url) => url.pathname === "/objekt" && url.searchParams.get("q") === "e" && url.searchParams.has("vy"));
    await bar(page).getByText(`Vy: ${name}`).waitFor();

    const colleague = await open(t, { account: employee, size, scripts });
    await colleague.goto("/objekt");
    await openBar(colleague);
    await inBar(colleague, name).click();
    await colleague.waitForURL((url) => url.searchParams.get("sort") === "-name");

    await openBar(page);
    if (scripts) await assertSoundPage(page);
    await inBar(page, "Vyns inställningar").click();
    await page.waitForURL((url) => viewPage.test(url.pathname));
    if (scripts) await assertSoundPage(page);
    for (const told of ["Sök: e", "Namn, fallande"]) await page.getByText(told, { exact: true }).waitFor();
    const address = new URL(page.url()).pathname;
    await page.getByRole("button", { name: "Börja med vyn" }).click();
    await page.getByText("Du börjar med den här vyn").waitFor();
    const arriving = await open(t, { size, scripts });
    await arriving.goto("/logga-in");
    await signIn(arriving, headOfIt);
    assert.equal(new URL(arriving.url()).pathname, "/objekt");
    await page.getByRole("button", { name: "Börja på Start" }).click();
    await page.getByRole("button", { name: "Börja med vyn" }).waitFor();

    await page.goto(`${address}/andra`);
    await field(page, "name").fill(`${name}, ändrad`);
    await save(page);
    await bar(page).getByText(`Vy: ${name}, ändrad`).waitFor();
    await page.goto(`${address}/ta-bort`);
    if (scripts) await assertSoundPage(page);
    await page.getByRole("button", { name: "Ta bort vyn" }).click();
    await page.waitForURL((url) => url.pathname === "/vyer");
    if (scripts) await assertSoundPage(page);
    await colleague.goto(address);
    await colleague.getByText("Sidan finns inte").first().waitFor();
  });
}

for (const scripts of [true, false]) {
  test(`a view is sent to oneself every week until one says no, ${scripts ? "with" : "without"} scripts`, async (t) => {
    const page = await open(t, { account: systemManager, scripts });
    await page.goto("/dokument");
    await openBar(page);
    await inBar(page, "Spara vyn").click();
    await field(page, "name").fill(`Skickas ${scripts}`);
    await save(page);
    await openBar(page);
    await inBar(page, "Vyns inställningar").click();
    await page.getByRole("link", { name: "Skicka som fil" }).click();
    if (scripts) await assertSoundPage(page);
    await field(page, "rhythm").selectOption("friday");
    await save(page);
    await page.getByText("Varje fredag").waitFor();
    if (scripts) await assertSoundPage(page);
    await page.getByRole("button", { name: /^Sluta skicka/ }).click();
    await page.getByText("Vyn skickas inte mer").waitFor();
  });
}
