// The site as one finds it by following every link: one address for each kind of page, with what its parameters can be.
import { origin } from "./site.mjs";

/** Addresses fetched of one kind of page. */
const samplesOfKind = 2;
const mostPages = 400;
const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Follows the links from Start; answers pages `{kind, address, status, type}` in the order found. */
export async function mapOf(storageState) {
  const cookie = storageState.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const found = [];
  const waiting = ["/"];
  const known = new Set(waiting);
  const samples = new Map();
  while (waiting.length > 0 && found.length < mostPages) {
    const address = waiting.shift();
    const kind = kindOf(address);
    const taken = samples.get(kind) ?? 0;
    if (taken >= samplesOfKind) continue;
    samples.set(kind, taken + 1);
    const answer = await fetch(origin + address, { headers: { cookie, "accept-language": "sv" }, redirect: "follow" });
    const type = (answer.headers.get("content-type") ?? "").split(";")[0];
    const text = await answer.text();
    const where = new URL(answer.url);
    found.push({ kind, address, status: answer.status, type, landed: where.pathname + where.search });
    if (type !== "text/html") continue;
    for (const link of linksOf(text, answer.url)) {
      if (!known.has(link)) waiting.push(link);
      known.add(link);
    }
  }
  return found;
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
