// Keeps a draft while one writes: two seconds after the last letter, and every fifteen while something waits. The text itself
// stays in its field until the server has it; nothing is kept in the browser.
const pause = 2_000;
const longest = 15_000;
const signedOut = 401;
const refused = 403;
type Kept = { at: string; other: { who: string; at: string } | null };
type Told = { status: number; kept?: Kept };
type Proof = "renewed" | "otherAccount" | "signedOut";

export function keepDrafts(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form.editor")) {
    if (form.dataset.drafts) keep(form, form.dataset.drafts);
  }
}

function keep(form: HTMLFormElement, address: string): void {
  const field = form.elements.namedItem("text") as HTMLTextAreaElement;
  // What came back with errors is nowhere else yet.
  let kept = form.dataset.guard === "unsaved" ? undefined : field.value;
  let isLeaving = false;
  let underway: AbortController | undefined;
  let soon = 0;
  const send = async () => {
    const text = field.value;
    if (underway || isLeaving || text === kept) return;
    underway = new AbortController();
    let told = await post(form, address, underway.signal);
    const proof = told.status === refused ? await renew(form) : undefined;
    if (proof === "renewed") told = await post(form, address, underway.signal);
    underway = undefined;
    if (isLeaving) return;
    if (told.kept) kept = text;
    say(form, stateOf(told, proof), told.kept);
  };
  const sendSoon = () => {
    clearTimeout(soon);
    soon = window.setTimeout(send, pause);
  };
  field.addEventListener("input", sendSoon);
  // A draft that arrives after the text was saved would be offered though nothing in it is new.
  document.addEventListener("submit", () => {
    isLeaving = true;
    underway?.abort();
  });
  window.addEventListener("pageshow", () => (isLeaving = false));
  for (const back of ["online", "focus"]) window.addEventListener(back, send);
  window.setInterval(send, longest);
}

async function post(form: HTMLFormElement, address: string, signal: AbortSignal): Promise<Told> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  try {
    const answer = await fetch(address, { method: "POST", body, signal, redirect: "manual" });
    if (answer.type === "opaqueredirect") return { status: signedOut };
    const isKept = answer.ok && answer.headers.get("content-type")?.startsWith("application/json");
    return { status: answer.status, kept: isKept ? await answer.json() : undefined };
  } catch {
    return { status: 0 };
  }
}

// Who has signed in again in another tab has a new proof; it is taken over, unless it is another's.
async function renew(form: HTMLFormElement): Promise<Proof> {
  try {
    const page = await fetch(location.href, { redirect: "manual" });
    if (!page.ok) return "signedOut";
    const drawn = new DOMParser().parseFromString(await page.text(), "text/html");
    const fresh = drawn.querySelector<HTMLFormElement>("form.editor");
    if (!fresh || fresh.dataset.account !== form.dataset.account) return "otherAccount";
    const proof = fresh.querySelector<HTMLInputElement>("input[name=csrf]");
    const own = form.querySelector<HTMLInputElement>("input[name=csrf]");
    if (proof && own) own.value = proof.value;
    return "renewed";
  } catch {
    return "signedOut";
  }
}

type State = "kept" | "other" | "waiting" | "refused" | "signedOut" | "otherAccount";

function stateOf({ status, kept }: Told, proof?: Proof): State {
  if (kept) return kept.other ? "other" : "kept";
  if (proof && proof !== "renewed") return proof;
  if (status === signedOut) return "signedOut";
  return status >= 400 && status < 500 ? "refused" : "waiting";
}

// Said anew only when it is something else: a reader is not told the time every few seconds.
function say(form: HTMLFormElement, state: State, kept?: Kept): void {
  const line = form.querySelector<HTMLElement>("[data-state]");
  const [words, time, way] = ["[role=status]", "time", "a"].map((part) => line?.querySelector<HTMLElement>(part));
  if (!line || !words || !time || !way) return;
  const { who = "", at = "" } = kept?.other ?? {};
  const said = (line.dataset[state] ?? "").replace("{who}", who).replace("{at}", at);
  if (words.textContent !== said) words.textContent = said;
  time.textContent = state === "kept" ? (kept?.at ?? "") : "";
  way.hidden = state !== "signedOut" && state !== "otherAccount";
}
