// Files on documents: several brought at once, looked at, brought anew, taken home again, and found by a word within.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { deflateSync, crc32 } from "node:zlib";
import { desktop, open, phone } from "./support/browser.mjs";
import { errorSummary, field, save } from "./support/forms.mjs";
import { assertSoundPage } from "./support/page_rules.mjs";
import { systemManager } from "./support/site.mjs";

const mostBytes = 25_000_000;
const fileAddress = /^\/fil\/[0-9a-f-]{36}$/;
const documentAddress = /^\/dokument\/[0-9a-f-]{36}$/;

const visits = [["on a desk", desktop, true, "skogsvik"], ["on a phone", phone, true, "havsvik"], ["without scripts", desktop, false, "bergsvik"]];

for (const [place, [how, size, scripts, word]] of visits.entries()) {
  test(`two files are brought, looked at, brought anew, taken home and found by their words, ${how}`, async (t) => {
    const page = await open(t, { account: systemManager, size, scripts });
    const document = await documentAt(page, place);
    const [picture, plan, later] = [picturePng(), pdfOf("Utan nyckelord"), pdfOf(`Nyckelordet ${word} gäller nu`)];

    await toBring(page, document);
    if (scripts) await assertSoundPage(page);
    await bring(page, [{ name: "karta.png", content: picture }, { name: "plan.pdf", content: plan }]);
    await page.waitForURL((url) => url.pathname === document && url.hash === "#filer");
    assert.deepEqual((await fileNames(page)).sort(), ["karta.png", "plan.pdf"]);
    if (scripts) await assertSoundPage(page);

    await openFile(page, "karta.png");
    if (scripts) await assertPictureIsSeen(page);
    await page.goto(document);
    await openFile(page, "plan.pdf");
    if (scripts) await assertSoundPage(page);
    await assertPdfIsShown(page);

    await page.getByRole("link", { name: "Ny version" }).click();
    if (scripts) await assertSoundPage(page);
    await bring(page, [{ name: "plan.pdf", content: later }]);
    await page.waitForURL((url) => fileAddress.test(url.pathname));
    if (scripts) await assertSoundPage(page);
    assert.deepEqual(await taken(page, "Ladda ner"), { name: "plan.pdf", content: later });
    assert.deepEqual(await taken(page, "Ladda ner version 1"), { name: "plan.pdf", content: plan });

    await page.goto(`/sok?q=${word}`);
    assert.equal(await page.locator(".hits a").count(), 1, "the word stands in this file alone");
    await page.locator(".hits a").click();
    await page.waitForURL((url) => url.pathname === document);
  });
}

test("each of several files shows how far it has come, one after the other", async (t) => {
  const page = await open(t, { account: systemManager });
  await toBring(page, await documentAt(page, 6));
  const seen = await progressOf(page);
  await slowLine(page, 2_000_000);
  await bring(page, [{ name: "första.txt", content: Buffer.alloc(3_000_000, "a") }, { name: "andra.txt", content: Buffer.alloc(1_500_000, "b") }]);
  await page.waitForURL((url) => documentAddress.test(url.pathname) && url.hash === "#filer");
  for (const name of ["första.txt", "andra.txt"]) {
    const parts = seen.filter((one) => one.name === name).map((one) => one.value);
    assert.ok(parts.some((value) => value > 0 && value < 1), `${name} was shown on its way: ${parts}`);
    assert.deepEqual(parts, parts.toSorted((one, other) => one - other), "it only goes on");
    assert.equal(parts.at(-1), 1, `${name} was shown as sent`);
  }
  const order = seen.map((one) => one.name);
  assert.ok(order.lastIndexOf("första.txt") < order.indexOf("andra.txt"), "the second waits for the first");
});

for (const scripts of [true, false]) {
  const how = `${scripts ? "with" : "without"} scripts`;

  test(`a file that is not what its name says is told and stops no other, ${how}`, async (t) => {
    const page = await open(t, { account: systemManager, size: phone, scripts });
    const document = await documentAt(page, scripts ? 3 : 4);
    await toBring(page, document);
    await bring(page, [{ name: "falsk.pdf", content: picturePng() }, { name: "anteckning.txt", content: Buffer.from("Två rader\nom driften\n") }]);
    await refusal(page, scripts).getByText(/falsk\.pdf: Namnet säger PDF, men innehållet är PNG/).waitFor();
    if (scripts) {
      await page.getByText("Klar", { exact: true }).waitFor();
      // The browser itself complains of an answer that refuses.
      page.seen.forget();
      await assertSoundPage(page);
    }
    await page.goto(document);
    assert.deepEqual(await fileNames(page), ["anteckning.txt"]);
  });

  test(`a file of one byte more than the limit is refused with the limit named, ${how}`, async (t) => {
    const page = await open(t, { account: systemManager, scripts });
    const document = await documentAt(page, 5);
    await toBring(page, document);
    await bring(page, [{ name: "stor.txt", content: Buffer.alloc(mostBytes + 1, "a") }]);
    await refusal(page, scripts).getByText(/stor\.txt: Filen är för stor\. En fil får vara högst 25 MB\./).waitFor();
    await page.goto(document);
    assert.deepEqual(await fileNames(page), []);
  });
}

/** What the bars of the page say from now on, in turn: whose, and the part that has been sent. */
async function progressOf(page) {
  const seen = [];
  await page.exposeFunction("tellProgress", (name, value) => seen.push({ name, value }));
  await page.evaluate(() => {
    const told = ({ target }) => target.localName === "progress" && window.tellProgress(target.getAttribute("aria-label"), target.value);
    new MutationObserver((changes) => changes.forEach(told)).observe(document.body, { subtree: true, attributeFilter: ["value"] });
  });
  return seen;
}

/** A line that carries so many bytes a second to the site. */
async function slowLine(page, uploadThroughput) {
  const line = await page.context().newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
}

/** The address of a document that has no files yet: each test takes one of its own. */
async function documentAt(page, place) {
  await page.goto("/dokument");
  const links = await page.locator("main tbody th a").all();
  const paths = await Promise.all(links.map((link) => link.getAttribute("href")));
  assert.ok(documentAddress.test(paths[place]), paths[place]);
  return paths[place];
}

async function toBring(page, document) {
  await page.goto(document);
  await page.getByRole("link", { name: "Lägg till filer" }).click();
}

async function bring(page, files) {
  await field(page, "file").setInputFiles(files.map(({ name, content }) => ({ name, mimeType: "application/octet-stream", buffer: content })));
  await save(page);
}

const refusal = (page, scripts) => (scripts ? page.locator(".uploads") : errorSummary(page));

async function fileNames(page) {
  return page.locator("#filer a[href^='/fil/']").allInnerTexts();
}

async function openFile(page, name) {
  await page.locator("#filer").getByRole("link", { name }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

async function assertPictureIsSeen(page) {
  const picture = page.locator("img.preview");
  assert.deepEqual(await picture.evaluate(async (image) => [(await image.decode(), image.naturalWidth), image.alt]), [2, "karta.png"]);
  await assertSoundPage(page);
}

/** In a tab of its own, in the viewer of the browser: what the browser refuses to show becomes a page of its errors. */
async function assertPdfIsShown(page) {
  const [tab] = await Promise.all([page.context().waitForEvent("page"), page.getByRole("link", { name: "Öppna i webbläsaren" }).click()]);
  await tab.waitForLoadState();
  assert.match(new URL(tab.url()).pathname, /\/visa$/);
  assert.equal(await tab.evaluate(() => document.contentType), "application/pdf");
  await tab.close();
}

async function taken(page, words) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: words, exact: true }).click()]);
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
}

/** Four dots. */
function picturePng() {
  const chunk = (kind, content) => {
    const named = Buffer.concat([Buffer.from(kind), content]);
    return Buffer.concat([number(content.length), named, number(crc32(named))]);
  };
  const head = Buffer.concat([number(2), number(2), Buffer.from([8, 2, 0, 0, 0])]);
  const rows = Buffer.from([0, 12, 90, 100, 200, 220, 220, 0, 200, 220, 220, 12, 90, 100]);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

function number(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** One page with one line. */
function pdfOf(line) {
  const drawn = `BT /F1 14 Tf 72 780 Td (${line}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  ];
  let text = "%PDF-1.4\n";
  const places = objects.map((object, index) => {
    const begin = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(begin).padStart(10, "0")} 00000 n \n`;
  });
  const table = `xref\n0 6\n0000000000 65535 f \n${places.join("")}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + table, "latin1");
}
