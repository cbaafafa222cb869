// Pictures of the pages that matter most, for people to look at: desk and phone, light and dark, and on paper.
import test from "node:test";
import { join } from "node:path";
import { desktop, open, phone } from "./support/browser.mjs";
import { systemsOf, vacancy } from "./support/register.mjs";
import { headOfIt, pictures, systemManager } from "./support/site.mjs";

/** A phone held long, so that one picture shows more than its first screen. */
const longPhone = { ...phone, viewport: { width: 360, height: 1600 } };

test("pictures of the key pages are taken", async (t) => {
  const page = await open(t, { account: systemManager });
  const vacant = await vacancy(page);
  const [object] = [...(await (await page.request.get("/objekt")).text()).matchAll(/\/objekt\/[0-9a-f-]{36}/g)].flat();
  const system = vacant?.address ?? (await systemsOf(page))[0].address;
  const places = {
    start: "/", systems: "/system", system,
    "edit-system": `${system}/andra`, "new-system": "/system/nytt", assign: vacant?.mend, objects: "/objekt", object,
    documents: "/dokument", "new-document": "/dokument/nytt", matrix: "/krav", gaps: "/brister", import: "/system/importera",
    guideline: "/riktlinje", unclear: "/riktlinje/oklart",
  };
  for (const [name, address] of Object.entries(places).filter(([, address]) => address)) {
    for (const size of [desktop, longPhone]) await picture(t, { name, address, size, account: systemManager });
  }
  for (const [name, address] of Object.entries({
    organisations: "/administration/organisationer", people: "/administration/personer", packs: "/administration/regelpaket",
    audit: "/administration/handelser",
  })) {
    for (const size of [desktop, longPhone]) await picture(t, { name, address, size, account: headOfIt });
  }
  for (const name of ["start", "systems", "system", "matrix"]) {
    await picture(t, { name: `${name}-dark`, address: places[name], size: desktop, account: systemManager, colorScheme: "dark" });
  }
  await picture(t, { name: "systems-past", address: `/system?as_of=${monthAgo()}`, size: desktop, account: headOfIt });
  await picture(t, { name: "sign-in", address: "/logga-in", size: desktop });
  await picture(t, { name: "sign-in", address: "/logga-in", size: longPhone });
});

async function picture(t, { name, address, size, account, ...look }) {
  await t.test(`${name} on a ${size.name}`, async (t) => {
    const page = await open(t, { account, size, ...look });
    await page.goto(address);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(pictures, `${name}-${size.name}.png`) });
  });
}

function monthAgo() {
  return new Date(Date.now() - 30 * 24 * 3600 * 1000).toISOString().slice(0, 10);
}
