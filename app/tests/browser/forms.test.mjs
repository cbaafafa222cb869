// Forms: what is wrong is said where it is wrong, nothing typed is lost, and nothing is saved twice.
import assert from "node:assert/strict";
import test from "node:test";
import { desktop, open, phone, signIn } from "./support/browser.mjs";
import { errorSummary, field, fillNewSystem, save } from "./support/forms.mjs";
import { assertSoundPage } from "./support/page_rules.mjs";
import { isSystemPage, systemsOf } from "./support/register.mjs";
import { systemManager } from "./support/site.mjs";

for (const size of [desktop, phone]) {
  test(`errors of a form are summed up, take the focus and lead to their fields, on a ${size.name}`, async (t) => {
    const page = await open(t, { account: systemManager, size });
    await page.goto("/system/nytt");
    await field(page, "in_operation_from").or(field(page, "notes")).first().fill("hösten nittiofyra");
    await save(page);
    await errorSummary(page).waitFor();
    assert.match(await page.evaluate(() => document.activeElement.className), /ds-error-summary/);
    page.seen.complaints = page.seen.complaints.filter((text) => !text.includes("422"));
    await assertSoundPage(page);

    await errorSummary(page).getByRole("link").first().click();
    assert.equal(await page.evaluate(() => document.activeElement.id), "field-name");
    assert.equal(await field(page, "name").getAttribute("aria-invalid"), "true");
    assert.equal(await field(page, "in_operation_from").or(field(page, "notes")).first().inputValue(), "hösten nittiofyra");
  });
}

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";

  test(`a name of 900,000 letters is told clearly and the rest is kept, ${how}`, async (t) => {
    const page = await open(t, { account: systemManager, scripts });
    await page.goto("/system/nytt");
    await fillNewSystem(page, "");
    await field(page, "short_description").fill("Beskrivningen som ska finnas kvar");
    await page.locator("#field-name").evaluate((name, length) => {
      name.removeAttribute("maxlength");
      name.value = "a".repeat(length);
    }, 900_000);
    await save(page);
    await errorSummary(page).getByText(/Texten är för lång\. Den får ha högst \d+ tecken/).waitFor();
    assert.equal(await field(page, "short_description").inputValue(), "Beskrivningen som ska finnas kvar");
    assert.notEqual(await field(page, "kind").inputValue(), "");
  });

  test(`a megabyte in a name comes back with its fault, and nothing is lost, ${how}`, async (t) => {
    const page = await open(t, { account: systemManager, scripts });
    await page.goto("/system/nytt");
    await fillNewSystem(page, "");
    await field(page, "short_description").fill("Beskrivningen som ska finnas kvar");
    await page.locator("#field-name").evaluate((name) => {
      name.removeAttribute("maxlength");
      name.value = "å".repeat(1_048_576);
    });
    await save(page);
    await page.getByText(/Namn: .*tecken/).waitFor();
    assert.equal((await field(page, "name").inputValue()).length, 1_048_576);
    assert.equal(await field(page, "short_description").inputValue(), "Beskrivningen som ska finnas kvar");
  });

  test(`a form sent twice makes one record, ${how}`, async (t) => {
    const page = await open(t, { account: systemManager, scripts });
    const name = `Dubbelklickat ${how}`;
    await page.goto("/system/nytt");
    await fillNewSystem(page, name);
    await page.locator(".save-bar button[type=submit]").dblclick();
    await page.waitForURL(isSystemPage);
    const found = await systemsOf(page, `?q=${encodeURIComponent(name)}`);
    assert.equal(found.length, 1);
  });

  test(`what looks like markup is text, ${how}`, async (t) => {
    const page = await open(t, { account: systemManager, scripts });
    const name = `<b>Fet</b> & "citerad" ${how}`;
    await page.goto("/system/nytt");
    await fillNewSystem(page, name);
    await save(page);
    await page.waitForURL(isSystemPage);
    assert.equal(await page.locator("h1").innerText(), name);
  });
}

test("leaving a form with unsaved text asks first", async (t) => {
  const page = await open(t, { account: systemManager });
  await page.goto("/system/nytt");
  await field(page, "name").pressSequentially("Halvskrivet");
  const asked = page.waitForEvent("dialog");
  const left = page.locator(".brand").click();
  const dialog = await asked;
  assert.equal(dialog.type(), "beforeunload");
  await dialog.accept();
  await left;
});

test("a form of a session that has ended keeps what was typed until one has signed in again", async (t) => {
  const page = await open(t, { account: systemManager });
  await page.goto("/system/nytt");
  await fillNewSystem(page, "Skrivet före utloggningen");
  await page.context().clearCookies();
  await save(page);
  await page.getByRole("heading", { name: "Du har blivit utloggad" }).waitFor();
  const [door] = await Promise.all([page.context().waitForEvent("page"), page.getByRole("link", { name: "Logga in" }).click()]);
  await signIn(door, systemManager);
  await page.getByRole("button", { name: "Skicka igen" }).click();
  await page.waitForURL(isSystemPage);
  assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "Skrivet före utloggningen");
});
