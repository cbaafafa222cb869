// A section of a plan is written by two people at once, and by one whose contact is lost: nobody's words are.
import assert from "node:assert/strict";
import test from "node:test";
import { desktop, open, phone, sessionOf, signIn } from "./support/browser.mjs";
import { field, save } from "./support/forms.mjs";
import { assertSoundPage } from "./support/page_rules.mjs";
import { systemsOf } from "./support/register.mjs";
import { accountOf } from "./support/site.mjs";

const manager = accountOf("vmkf", "system_manager");
const headOfIt = accountOf("vmkf", "head_of_it");
const uuid = /[0-9a-f-]{36}/;

/** The address of the first section of a plan that the account may write, begun where there is none. */
async function sectionOfPlan(t, account) {
  const page = await open(t, { account });
  const known = await firstPlan(page);
  if (!known) await beginPlan(page);
  await page.goto(known ?? (await firstPlan(page)));
  const section = page.locator("a[href*='/avsnitt/'][href$='/andra']").first();
  return section.getAttribute("href");
}

async function firstPlan(page) {
  await page.goto("/planer");
  for (const link of await page.locator("tbody th a[href^='/planer/']").all()) {
    const address = (await link.getAttribute("href")).split("?")[0];
    const html = await (await page.request.get(address)).text();
    if (html.includes("/avsnitt/") && html.includes("/andra")) return address;
  }
  return undefined;
}

async function beginPlan(page) {
  for (const { address } of await systemsOf(page)) {
    const id = address.match(uuid)[0];
    const answer = await page.goto(`/planer/ny?subject_kind=system&subject=${id}`);
    if (!answer.ok()) continue;
    await save(page);
    await page.waitForURL(/\/planer\/[0-9a-f-]{36}$/);
    return;
  }
  throw new Error("there is no system whose plan the account may write");
}

const preview = (page) => page.getByRole("button", { name: "Förhandsgranska" });
const state = (page) => page.locator("[data-state]");

for (const [how, size, scripts] of [["on a desk", desktop, true], ["on a phone", phone, true], ["without scripts", desktop, false]]) {
  test(`what two write in different places is joined, and in one place chosen, ${how}`, async (t) => {
    const edit = await sectionOfPlan(t, manager);
    const mine = await open(t, { account: manager, size, scripts });
    const theirs = await open(t, { account: headOfIt, size, scripts });
    await mine.goto(edit);
    await field(mine, "text").fill(`Först ${how}.\n\nMitten.\n\nSist.`);
    await save(mine);
    await mine.goto(edit);
    await theirs.goto(edit);

    await field(theirs, "text").fill(`Först ${how}, säger den andra.\n\nMitten.\n\nSist.`);
    await save(theirs);
    await theirs.waitForURL(/\/planer\/[0-9a-f-]{36}/);
    await field(mine, "text").fill(`Först ${how}.\n\nMitten.\n\nSist, säger jag.`);
    if (scripts) await state(mine).getByText(/läggs ihop när du sparar/).waitFor();
    await save(mine);
    await mine.waitForURL(/#avsnitt-/);
    await mine.goto(edit);
    assert.equal(await field(mine, "text").inputValue(), `Först ${how}, säger den andra.\n\nMitten.\n\nSist, säger jag.`);

    await theirs.goto(edit);
    await field(theirs, "text").fill(`Först ${how}, säger den andra.\n\nMitten, säger den andra.\n\nSist, säger jag.`);
    await save(theirs);
    await theirs.waitForURL(/#avsnitt-/);
    await field(mine, "text").fill(`Först ${how}, säger den andra.\n\nMitten, säger jag.\n\nSist, säger jag.`);
    await save(mine);
    await mine.getByRole("heading", { name: "Ni har skrivit på samma ställe" }).waitFor();
    if (scripts) {
      mine.seen.complaints = mine.seen.complaints.filter((text) => !/422/.test(text));
      await assertSoundPage(mine);
    }
    await mine.locator("form.joined input[value=mine]").check();
    await mine.locator("form.joined .save-bar button").click();
    await mine.waitForURL(/#avsnitt-/);
    await mine.goto(edit);
    assert.match(await field(mine, "text").inputValue(), /Mitten, säger jag\./);
  });
}

test("what is typed is kept as a draft, and found on another machine", async (t) => {
  const edit = await sectionOfPlan(t, manager);
  const page = await open(t, { account: manager });
  await page.goto(edit);
  await field(page, "text").fill("Halvvägs skrivet.");
  await state(page).getByText("Utkastet är sparat för dig").waitFor();
  const elsewhere = await open(t, { account: manager, size: phone });
  await elsewhere.goto(edit);
  await elsewhere.getByRole("link", { name: "Fortsätt skriva på utkastet" }).click();
  assert.equal(await field(elsewhere, "text").inputValue(), "Halvvägs skrivet.");
  await assertSoundPage(elsewhere);
  await field(elsewhere, "text").fill("Färdigt.");
  await save(elsewhere);
  await elsewhere.waitForURL(/#avsnitt-/);
});

test("what is typed after the session ended is kept once one has signed in again", async (t) => {
  const edit = await sectionOfPlan(t, manager);
  const page = await open(t);
  await page.goto("/logga-in");
  await signIn(page, manager);
  await page.goto(edit);
  await page.context().clearCookies();
  await field(page, "text").fill("Skrivet utan inloggning.");
  await state(page).getByText(/Din inloggning har gått ut/).waitFor();
  assert.ok(await state(page).getByRole("link").isVisible(), "there is a way to sign in");
  await page.context().addCookies((await sessionOf(manager)).cookies);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await state(page).getByText("Utkastet är sparat för dig").waitFor();
  await save(page);
  await page.waitForURL(/#avsnitt-/);
});

test("the buttons insert signs that the browser can undo, and the preview shows them", async (t) => {
  const edit = await sectionOfPlan(t, manager);
  const page = await open(t, { account: manager });
  await page.goto(edit);
  const text = field(page, "text");
  await text.fill("viktigt");
  await text.selectText();
  await page.getByRole("button", { name: "Fet" }).click();
  assert.equal(await text.inputValue(), "**viktigt**");
  await page.keyboard.press("Control+z");
  assert.equal(await text.inputValue(), "viktigt");
  await text.fill("ett\ntvå");
  await text.selectText();
  await page.getByRole("button", { name: "Lista" }).click();
  assert.equal(await text.inputValue(), "- ett\n- två");
  await preview(page).click();
  await page.locator("[data-preview] li", { hasText: "två" }).waitFor();
  await page.getByText("2 ord").waitFor();
  // The preview has the focus, and what stands above is covered by the bar.
  await page.evaluate(() => scrollTo(0, 0));
  await assertSoundPage(page);
});
