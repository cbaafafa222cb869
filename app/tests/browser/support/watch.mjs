// What a page does that nobody sees: complaints in the console, questions to other hosts, answers that failed.
import assert from "node:assert/strict";
import { origin } from "./site.mjs";

export function watch(page) {
  const seen = { complaints: [], foreign: [], failed: [] };
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) seen.complaints.push(message.text());
  });
  page.on("pageerror", (error) => seen.complaints.push(String(error)));
  page.on("request", (request) => {
    const address = request.url();
    if (!address.startsWith(`${origin}/`) && !address.startsWith("data:")) seen.foreign.push(address);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) seen.failed.push(`${response.status()} ${response.url()}`);
  });
  seen.forget = () => Object.values(seen).filter(Array.isArray).forEach((list) => (list.length = 0));
  return seen;
}

/** Fails unless the page kept quiet since it was opened, or since it was told to forget. */
export function assertQuiet(page) {
  const { complaints, foreign, failed } = page.seen;
  assert.deepEqual({ complaints, foreign, failed }, { complaints: [], foreign: [], failed: [] });
}
