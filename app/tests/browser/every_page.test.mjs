// Every page that one finds by following links, as somebody who may do much, something and little, on a desk and a phone.
import assert from "node:assert/strict";
import test from "node:test";
import { desktop, open, phone, sessionOf } from "./support/browser.mjs";
import { mapOf } from "./support/map.mjs";
import { assertSoundPage } from "./support/page_rules.mjs";
import { employee, headOfIt, systemManager } from "./support/site.mjs";

/** Views of a page (a tab, a filter, the next rows) that somebody has looked at already. */
const seenViews = new Set();
const visitors = { "the head of IT": headOfIt, "a system manager": systemManager, "an employee": employee };

for (const [who, account] of Object.entries(visitors)) {
  test(`what ${who} can reach`, async (t) => {
    const found = await mapOf(await sessionOf(account));

    await t.test("no link leads to an error", () => {
      assert.deepEqual(found.filter((page) => page.status !== 200), []);
    });

    const pages = oneOfEachKind(found.filter((page) => page.type === "text/html" && page.status === 200));
    for (const { kind } of pages) if (kind.includes("?")) seenViews.add(kind);
    await Promise.all([desktop, phone].map((size) => visitAll(t, { account, size, pages })));
  });
}

async function visitAll(t, { account, size, pages }) {
  await t.test(`on a ${size.name}`, async (t) => {
    const page = await open(t, { account, size });
    for (const { kind, address } of pages) {
      await t.test(`${kind} is named, accessible, quiet and no wider than the screen`, async () => {
        page.seen.forget();
        await page.goto(address);
        await assertSoundPage(page);
      });
    }
  });
}

function oneOfEachKind(pages) {
  const kinds = new Map();
  for (const page of pages) if (!kinds.has(page.kind) && !seenViews.has(page.kind)) kinds.set(page.kind, page);
  return [...kinds.values()];
}
