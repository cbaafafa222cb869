// Two people at the same record at the same time: nobody's words are lost, and each chooses what shall hold.
import assert from "node:assert/strict";
import test from "node:test";
import { desktop, open, phone } from "./support/browser.mjs";
import { field, save } from "./support/forms.mjs";
import { assertSoundPage } from "./support/page_rules.mjs";
import { editableSystem } from "./support/register.mjs";
import { headOfIt, systemManager } from "./support/site.mjs";

for (const [how, size, scripts] of [["on a desk", desktop, true], ["on a phone", phone, true], ["without scripts", desktop, false]]) {
  test(`a stale edit shows both sides and is resolved by choosing, ${how}`, async (t) => {
    const mine = await open(t, { account: systemManager, size, scripts });
    const theirs = await open(t, { account: headOfIt, size, scripts });
    const { address } = await editableSystem(mine, theirs);
    const edit = `${address}/andra`;
    await mine.goto(edit);
    await theirs.goto(edit);

    await field(theirs, "short_description").fill(`Det som den andra skrev ${how}`);
    await field(theirs, "notes").fill(`Den andras anteckning ${how}`);
    await save(theirs);
    await theirs.waitForURL(`**${address}`);

    await field(mine, "short_description").fill(`Det som jag skrev ${how}`);
    await save(mine);
    await mine.getByRole("heading", { name: "Någon annan har ändrat samma uppgifter" }).first().waitFor();
    await mine.getByText(`Det som den andra skrev ${how}`).waitFor();
    await mine.getByText(`Det som jag skrev ${how}`).waitFor();
    if (scripts) {
      mine.seen.complaints = mine.seen.complaints.filter((text) => !/40\d|412|422/.test(text));
      await assertSoundPage(mine);
    }

    await mine.locator("input[type=radio][value=theirs]").first().check();
    await save(mine);
    await mine.waitForURL(`**${address}`);
    await mine.goto(edit);
    assert.equal(await field(mine, "short_description").inputValue(), `Det som den andra skrev ${how}`);
    assert.equal(await field(mine, "notes").inputValue(), `Den andras anteckning ${how}`, "what only the other changed is kept");
  });
}
