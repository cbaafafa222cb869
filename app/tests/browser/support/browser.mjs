// A real Chromium, one for each file of tests, and visitors who sign in with it as somebody of the demo.
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { origin } from "./site.mjs";
import { watch } from "./watch.mjs";

export const desktop = { name: "desktop", viewport: { width: 1440, height: 900 } };
export const phone = { name: "phone", viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

const options = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
// A machine that does much else takes its time; only what fails waits as long.
const patience = 30_000;
let browser;
/** Signing in costs a password hash, so each account does it once in a file. */
const signedIn = new Map();

before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: options });
});
after(() => browser?.close());

/** A browser window of its own; `account` is signed in already where one is given. */
export async function open(t, { account, size = desktop, scripts = true, ...further } = {}) {
  const { name, ...screen } = size;
  const settings = { baseURL: origin, javaScriptEnabled: scripts, locale: "sv-SE", ...screen, ...further };
  if (account) settings.storageState = await sessionOf(account);
  const context = await browser.newContext(settings);
  context.setDefaultTimeout(patience);
  t.after(() => context.close());
  const page = await context.newPage();
  page.seen = watch(page);
  return page;
}

/** Makes the window another screen without loading its page anew, as when a window is drawn smaller or a screen touched. */
export async function become(page, { viewport, isMobile = false, hasTouch = false }) {
  page.screen ??= await page.context().newCDPSession(page);
  await page.screen.send("Emulation.setDeviceMetricsOverride", { ...viewport, deviceScaleFactor: 1, mobile: isMobile });
  await page.screen.send("Emulation.setTouchEmulationEnabled", { enabled: hasTouch });
  if (!page.url().startsWith(origin)) return;
  const isDrawn = ({ width, isTouched }) =>
    matchMedia(`(width: ${width}px)`).matches && matchMedia("(pointer: coarse)").matches === isTouched;
  await page.waitForFunction(isDrawn, { width: viewport.width, isTouched: hasTouch });
}

export async function sessionOf(account) {
  if (!signedIn.has(account.user)) signedIn.set(account.user, storedSession(account));
  return signedIn.get(account.user);
}

async function storedSession(account) {
  const context = await browser.newContext({ baseURL: origin, javaScriptEnabled: false, locale: "sv-SE" });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  await page.goto("/logga-in");
  await signIn(page, account);
  const state = await context.storageState();
  await context.close();
  return state;
}

export async function signIn(page, account) {
  await page.getByLabel("Användarnamn").fill(account.user);
  await page.getByLabel("Lösenord").fill(account.password);
  await page.getByRole("button", { name: "Logga in" }).click();
  await page.waitForURL((address) => address.pathname !== "/logga-in");
}
