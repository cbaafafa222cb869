// A record beside its list. The list stays in use, and its address names the record, so that a reload shows it again.
// Where there is no room beside the list, the record is its page.
import { isTyping } from "./typing";

const parameter = "post";
const passingPause = 120;
const room = matchMedia("(width >= 64rem)");
let waiting = 0;
let asked: AbortController | undefined;

export const hasRoom = (): boolean => room.matches;

export function openBesideList(): void {
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-close-drawer]")) close();
  });
  document.addEventListener("keydown", closeOnEscape);
  // The list that was drawn anew has forgotten which row is shown.
  document.addEventListener("htmx:after:swap", () => {
    const row = drawer() && rowOf(drawer()?.dataset.shows);
    if (row) mark(row);
  });
  const row = rowOf(new URL(location.href).searchParams.get(parameter) ?? undefined);
  if (row && hasRoom()) void fetchInto(row, false);
}

export function shownRow(): HTMLElement | undefined {
  return document.querySelector<HTMLElement>("main tr[aria-current]") ?? undefined;
}

/** Passing by on the way to another row leaves the focus where it is, and asks for nothing while one hurries on. */
export function show(row: HTMLElement, { isPassing = false } = {}): void {
  const link = linkOf(row);
  if (!link) return;
  if (!hasRoom()) return link.click();
  clearTimeout(waiting);
  mark(row);
  waiting = window.setTimeout(() => void fetchInto(row, !isPassing), isPassing ? passingPause : 0);
}

async function fetchInto(row: HTMLElement, takesFocus: boolean): Promise<void> {
  const link = linkOf(row);
  if (!link) return;
  mark(row);
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(link.href, { headers: { "x-vidmakt-part": "drawer" }, signal: asked.signal });
    const next = answer.ok && !answer.redirected ? read(await answer.text()) : undefined;
    if (next) put(next, link, takesFocus);
    else location.assign(link.href);
  } catch (failure) {
    if ((failure as Error).name !== "AbortError") location.assign(link.href);
  }
}

function read(html: string): HTMLElement | undefined {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.querySelector<HTMLElement>("aside.drawer") ?? undefined;
}

function put(next: HTMLElement, link: HTMLAnchorElement, takesFocus: boolean): void {
  const before = drawer();
  const hadFocus = before?.contains(document.activeElement);
  next.dataset.shows = keyOf(link);
  if (before) before.replaceWith(next);
  else document.querySelector(".shell")?.append(next);
  document.documentElement.dataset.drawer = "";
  remember(keyOf(link));
  // The list has become narrower, so that the row may have moved.
  shownRow()?.scrollIntoView({ block: "nearest" });
  if (takesFocus || hadFocus) next.focus({ preventScroll: true });
}

function close(): void {
  clearTimeout(waiting);
  asked?.abort();
  const row = shownRow();
  drawer()?.remove();
  delete document.documentElement.dataset.drawer;
  row?.removeAttribute("aria-current");
  remember(undefined);
  const place = row ?? document.querySelector<HTMLElement>("main");
  if (!place) return;
  place.tabIndex = -1;
  place.focus();
}

function closeOnEscape(event: KeyboardEvent): void {
  if (event.key !== "Escape" || event.defaultPrevented || !drawer()) return;
  if (isTyping(event.target as HTMLElement) || document.querySelector("dialog[open], details.pop[open]")) return;
  event.preventDefault();
  close();
}

function remember(key: string | undefined): void {
  const address = new URL(location.href);
  if (key) address.searchParams.set(parameter, key);
  else address.searchParams.delete(parameter);
  history.replaceState(history.state, "", address);
}

function mark(row: HTMLElement): void {
  shownRow()?.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
}

const drawer = (): HTMLElement | null => document.querySelector<HTMLElement>(".drawer");
const linkOf = (row: HTMLElement): HTMLAnchorElement | null => row.querySelector<HTMLAnchorElement>("th.first a[href]:not([download])");
/** The record's id, which ends the path of its page. */
const keyOf = (link: HTMLAnchorElement): string => link.pathname.split("/").at(-1) ?? "";

function rowOf(key: string | undefined): HTMLElement | undefined {
  if (!key) return undefined;
  const rows = document.querySelectorAll<HTMLElement>("main table[data-rows] > tbody > tr");
  return [...rows].find((row) => {
    const link = linkOf(row);
    return link && keyOf(link) === key;
  });
}
