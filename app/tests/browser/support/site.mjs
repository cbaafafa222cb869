// The demo that the tests visit: its address and its accounts, handed over by scripts/test-browser.
import { readFileSync } from "node:fs";

function needed(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run scripts/test-browser`);
  return value;
}

export const origin = needed("VIDMAKT_ADDRESS");
export const accounts = JSON.parse(readFileSync(needed("VIDMAKT_ACCOUNTS"), "utf8"));
/** Where pictures of the pages are kept. */
export const pictures = needed("VIDMAKT_PICTURES");

/** The account of somebody in a role of the glossary, such as `head_of_it`. */
export function accountOf(federation, role) {
  const found = accounts.find((account) => account.federation === federation && account.roles.includes(role));
  if (!found) throw new Error(`the demo has no ${role} in ${federation}`);
  return found;
}

/** Somebody who has no role but to work there. */
export function employeeOf(federation) {
  const isPlain = (account) => account.roles.length === 0 || account.roles.every((role) => ["employee", "user"].includes(role));
  const found = accounts.find((account) => account.federation === federation && isPlain(account));
  if (!found) throw new Error(`the demo has no plain employee in ${federation}`);
  return found;
}

export const headOfIt = accountOf("sydnarke", "head_of_it");
export const systemManager = accountOf("sydnarke", "system_manager");
export const employee = employeeOf("sydnarke");
