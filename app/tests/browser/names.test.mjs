// A person is picked by name in a form: suggested while one types, asked about where several fit, with and without scripts.
import assert from "node:assert/strict";
import test from "node:test";
import { open, phone } from "./support/browser.mjs";
import { errorSummary, field, save } from "./support/forms.mjs";
import { assertSoundPage } from "./support/page_rules.mjs";
import { editableSystem, isSystemPage } from "./support/register.mjs";
import { systemManager } from "./support/site.mjs";

const suggestions = "/forslag/personer?q=systemförvaltare";

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";

  test(`a name that several have is asked about on a phone, and the one who is chosen is kept, ${how}`, async (t) => {
    const page = await open(t, { account: systemManager, size: phone, scripts });
    const several = await (await page.request.get(suggestions)).json();
    assert.ok(several.length > 1, "the demo has several system managers");
    await page.goto(await newDocument(page));
    await field(page, "document_type").selectOption({ label: "Informationsklassning" });
    await field(page, "name").fill(`Plan ${how}`);
    await field(page, "owner").fill("systemförvaltare");
    await save(page);
    await errorSummary(page).getByText(/Flera passar/).waitFor();
    assert.equal(await field(page, "owner").inputValue(), "systemförvaltare");
    assert.equal(await field(page, "name").inputValue(), `Plan ${how}`);
    page.seen.complaints = page.seen.complaints.filter((text) => !text.includes("422"));
    if (scripts) await assertSoundPage(page);

    await page.getByLabel(several[1].name, { exact: true }).check();
    await save(page);
    await page.waitForURL(isSystemPage);
    await page.goto(`/dokument?owner=${several[1].id}&q=${encodeURIComponent(`Plan ${how}`)}`);
    await page.getByRole("link", { name: `Plan ${how}`, exact: true }).waitFor();
  });
}

test("names are suggested while one types, and the one that is picked is sent", async (t) => {
  const page = await open(t, { account: systemManager, size: phone });
  const [first] = await (await page.request.get(suggestions)).json();
  await page.goto(await newDocument(page));
  await field(page, "owner").pressSequentially("systemförvaltare");
  await page.locator("#field-owner-names option").first().waitFor({ state: "attached" });
  await field(page, "owner").fill(first.name);
  const sent = await page.evaluate(() => new FormData(document.querySelector(".record-form")).get("owner"));
  assert.equal(sent, first.id);
});

/** The form of a new document on a system that the visitor may register documents on. */
async function newDocument(page) {
  const { address } = await editableSystem(page);
  const id = address.split("/").at(-1);
  return `/dokument/nytt?subject_kind=system&subject=${id}&back=${address}`;
}
