// What the tests look for in the register: a system, and systems where a role is vacant that one may fill.

/** The first system of the list as `{name, address}`. */
export async function firstSystem(page) {
  const [first] = await systemsOf(page);
  return first;
}

/** The systems on the first page of the list, as the signed-in visitor sees them. */
export async function systemsOf(page, query = "") {
  return systemsIn(await textOf(page, `/system${query}`));
}

function systemsIn(html) {
  const links = html.matchAll(/<th scope="row"[^>]*><a href="(\/system\/[0-9a-f-]{36})[^"]*"[^>]*>([^<]+)<\/a>/g);
  return [...links].map(([, address, name]) => ({ address, name: unescaped(name) }));
}

/** The systems on all pages of the list. */
async function allSystems(page, query) {
  const found = [];
  let address = `/system${query}`;
  while (address) {
    const html = await textOf(page, address);
    found.push(...systemsIn(html));
    address = html.match(/rel="next" href="([^"]*)"/)?.[1].replaceAll("&amp;", "&");
  }
  return found;
}

/** The first system of the list, or the last, with a vacant role that the visitor may fill: `{name, address, mend, words}`. */
export async function vacancy(page, { fromEnd = false } = {}) {
  const inTurn = (found) => (fromEnd ? found.toReversed() : found);
  for (const system of inTurn(await allSystems(page, "?has_breaches=true"))) {
    const html = await textOf(page, system.address);
    for (const [, href, words] of inTurn([...html.matchAll(/<a href="(\/uppdrag\/nytt\?[^"]*)"[^>]*>([^<]+)<\/a>/g)])) {
      const mend = href.replaceAll("&amp;", "&");
      const answer = await page.request.get(mend);
      if (answer.ok()) return { ...system, mend, words: unescaped(words) };
    }
  }
  return undefined;
}

async function textOf(page, address) {
  return (await page.request.get(address)).text();
}

function unescaped(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&").trim();
}

/** A system that every one of the visitors may change. */
export async function editableSystem(...pages) {
  for (const system of await systemsOf(pages[0])) {
    const answers = await Promise.all(pages.map((page) => page.request.get(`${system.address}/andra`)));
    if (answers.every((answer) => answer.ok())) return system;
  }
  throw new Error("there is no system that all of them may change");
}

/** The page of a system itself, not one that only carries its address along. */
export const isSystemPage = (url) => /^\/system\/[0-9a-f-]{36}$/.test(url.pathname);
