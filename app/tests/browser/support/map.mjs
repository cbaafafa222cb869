// The site as one finds it by following every link: one address for each kind of page, with what its parameters can be.
import { origin } from "./site.mjs";

/** Addresses fetched of one kind of page. */
const samplesOfKind = 2;
const mostPages = 400;
/** Questions that are open at a time. */
const atATime = 4;
const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Follows the links from Start, step by step; answers pages `{kind, address, status, type}` in the order found. */
export async function mapOf(storageState) {
  const cookie = storageState.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const found = [];
  const known = new Set(["/"]);
  const samples = new Map();
  let next = ["/"];
  while (next.length > 0 && found.length < mostPages) {
    const chosen = next.filter((address) => isSample(samples, kindOf(address)));
    next = [];
    for (const { links, ...page } of await fetchAll(chosen, cookie)) {
      found.push(page);
      for (const link of links.filter((link) => !known.has(link))) {
        known.add(link);
        next.push(link);
      }
    }
  }
  return found;
}

function isSample(samples, kind) {
  const taken = samples.get(kind) ?? 0;
  samples.set(kind, taken + 1);
  return taken < samplesOfKind;
}

/** The answers in the order of the addresses, with the links of each. */
async function fetchAll(addresses, cookie) {
  const answers = [];
  const waiting = [...addresses.entries()];
  const work = async () => {
    for (let turn = waiting.shift(); turn; turn = waiting.shift()) answers[turn[0]] = await fetchOne(turn[1], cookie);
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return answers;
}

async function fetchOne(address, cookie) {
  const answer = await fetch(origin + address, { headers: { cookie, "accept-language": "sv" }, redirect: "follow" });
  const type = (answer.headers.get("content-type") ?? "").split(";")[0];
  const text = await answer.text();
  const where = new URL(answer.url);
  const links = type === "text/html" ? linksOf(text, answer.url) : [];
  return { kind: kindOf(address), address, status: answer.status, type, landed: where.pathname + where.search, links };
}

/** `/system/{id}?flik`: the path with its ids taken out, and the names of its parameters. */
export function kindOf(address) {
  const url = new URL(address, origin);
  const path = decodeURIComponent(url.pathname).replace(id, "{id}").replace(/^(\/riktlinje)\/[A-Z]\d*-.+$/, "$1/{klausul}");
  const names = [...new Set(url.searchParams.keys())].sort();
  return names.length === 0 ? path : `${path}?${names.join("&")}`;
}

function linksOf(html, base) {
  const hrefs = [...html.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)].map(([, href]) => href.replaceAll("&amp;", "&"));
  const urls = hrefs.filter((href) => !href.startsWith("#")).map((href) => new URL(href, base));
  return urls.filter((url) => url.origin === origin).map((url) => url.pathname + url.search);
}
