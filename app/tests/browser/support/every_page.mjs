// Every page that somebody finds by following links, looked at on a desk and on a phone.
import assert from "node:assert/strict";
import test from "node:test";
import { become, desktop, open, phone, sessionOf } from "./browser.mjs";
import { mapOf } from "./map.mjs";
import { assertSoundPage } from "./page_rules.mjs";

const maps = new Map();
/** Whoever is signed in finds more. */
const fewestPages = 10;
/** Pages that are looked at beside each other. */
const atATime = 2;

/** Looks at one of each kind of page; at the views of a page (a tab, a filter, the next rows) only where `others` have none. */
export function visitEveryPage(who, account, { others = [] } = {}) {
  test(`what ${who} can reach`, { concurrency: atATime }, async (t) => {
    const found = await mapFor(account);
    await t.test("no link leads to an error", () => {
      assert.ok(found.length > fewestPages, `only ${found.length} pages were found: is ${who} signed in?`);
      assert.deepEqual(found.filter((page) => page.status !== 200), []);
    });
    const seenByOthers = new Set();
    for (const other of others) for (const { kind } of oneOfEachKind(await mapFor(other))) seenByOthers.add(kind);
    const pages = oneOfEachKind(found).filter(({ kind }) => !(kind.includes("?") && seenByOthers.has(kind)));
    assert.ok(pages.length > 0, "there is nothing to look at");
    const turns = pages.entries();
    await Promise.all(Array.from({ length: atATime }, () => visitAll(t, account, turns)));
  });
}

async function mapFor(account) {
  if (!maps.has(account.user)) maps.set(account.user, await mapOf(await sessionOf(account)));
  return maps.get(account.user);
}

/** Each page is loaded once: in turn on one of the screens, which then becomes the other. */
async function visitAll(t, account, turns) {
  const page = await open(t, { account });
  for (const [turn, { kind, address }] of turns) {
    const screens = turn % 2 === 0 ? [desktop, phone] : [phone, desktop];
    for (const screen of screens) {
      await t.test(`${kind} is named, accessible, quiet and no wider than the screen on a ${screen.name}`, async () => {
        await become(page, screen);
        if (screen === screens[0]) {
          page.seen.forget();
          await page.goto(address);
        }
        await assertSoundPage(page);
      });
    }
  }
}

function oneOfEachKind(found) {
  const kinds = new Map();
  for (const page of found) {
    if (page.type === "text/html" && page.status === 200 && !kinds.has(page.kind)) kinds.set(page.kind, page);
  }
  return [...kinds.values()];
}
