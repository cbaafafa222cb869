// One federation never sees another's: its addresses do not exist there.
import assert from "node:assert/strict";
import test from "node:test";
import { open, phone, desktop } from "./support/browser.mjs";
import { assertNoSidewaysScroll } from "./support/page_rules.mjs";
import { assertAccessible } from "./support/accessibility.mjs";
import { firstSystem } from "./support/register.mjs";
import { accountOf, headOfIt } from "./support/site.mjs";

test("the address of another federation's system is an address that does not exist", async (t) => {
  const { address } = await firstSystem(await open(t, { account: headOfIt }));
  const stranger = await open(t, { account: accountOf("itradet", "head_of_it") });
  for (const path of [address, `${address}/andra`, `${address}?flik=historik`]) {
    const answer = await stranger.goto(path);
    assert.equal(answer.status(), 404, path);
    assert.equal(await stranger.locator("h1").innerText(), "Sidan finns inte");
  }
});

for (const size of [desktop, phone]) {
  test(`a record that does not exist is told with a way on, accessibly, on a ${size.name}`, async (t) => {
    const page = await open(t, { account: headOfIt, size });
    const answer = await page.goto("/system/00000000-0000-7000-8000-000000000000");
    assert.equal(answer.status(), 404);
    await assertNoSidewaysScroll(page);
    await assertAccessible(page);
    await page.getByRole("link", { name: "Till startsidan" }).click();
    assert.equal(new URL(page.url()).pathname, "/");
  });
}

test("the same program shows a small municipality its own guideline's demands", async (t) => {
  const large = await open(t, { account: headOfIt });
  const small = await open(t, { account: accountOf("itradet", "head_of_it") });
  await large.goto("/riktlinje");
  await small.goto("/riktlinje");
  assert.notEqual(await large.locator("h1").innerText(), await small.locator("h1").innerText());
});
