// The door: who may come in, what is said to those who may not, and that the way back is kept.
import assert from "node:assert/strict";
import test from "node:test";
import { desktop, open, phone, signIn } from "./support/browser.mjs";
import { assertSoundPage } from "./support/page_rules.mjs";
import { systemManager } from "./support/site.mjs";

for (const size of [desktop, phone]) {
  test(`the sign-in page is sound on a ${size.name}`, async (t) => {
    const page = await open(t, { size });
    await page.goto("/logga-in");
    await assertSoundPage(page);
  });
}

test("who was on the way to a page lands there after signing in", async (t) => {
  const page = await open(t);
  await page.goto("/system?sort=-name");
  await signIn(page, systemManager);
  assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, "/system?sort=-name");
});

test("a wrong password is told without saying whether the name exists, and the name stays", async (t) => {
  const page = await open(t);
  for (const user of [systemManager.user, "finns.inte"]) {
    await page.goto("/logga-in");
    await page.getByLabel("Användarnamn").fill(user);
    await page.getByLabel("Lösenord").fill("fel lösenord helt och hållet");
    await page.getByRole("button", { name: "Logga in" }).click();
    await page.getByRole("alert").getByText("Användarnamnet eller lösenordet stämmer inte").waitFor();
    assert.equal(await page.getByLabel("Användarnamn").inputValue(), user);
    assert.equal(await page.getByLabel("Lösenord").inputValue(), "");
  }
});

test("after ten wrong attempts one has to wait, and is told how long", async (t) => {
  const page = await open(t, { extraHTTPHeaders: { "x-forwarded-for": "192.0.2.10" } });
  for (let attempt = 0; attempt < 11; attempt++) {
    await page.goto("/logga-in");
    await page.getByLabel("Användarnamn").fill("gissar.lösenord");
    await page.getByLabel("Lösenord").fill(`gissning nummer ${attempt}`);
    await page.getByRole("button", { name: "Logga in" }).click();
  }
  await page.getByText(/För många försök\. Vänta \d+ minuter/).waitFor();
});

test("signing out ends the session, also for the back button", async (t) => {
  const page = await open(t);
  await page.goto("/logga-in");
  await signIn(page, systemManager);
  await page.locator(".topbar summary", { hasText: systemManager.title }).or(page.locator(".topbar details.pop").last().locator("summary")).first().click();
  await page.getByRole("button", { name: "Logga ut" }).click();
  await page.getByText("Du är utloggad").waitFor();
  await page.goto("/system");
  assert.equal(new URL(page.url()).pathname, "/logga-in");
});
