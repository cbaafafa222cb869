// Single keys for those who work here all day. None fires while one types, and all can be switched off.
import { chooseRow } from "./choosing";
import { closePanel } from "./panels";
import { currentRow, showRow, step } from "./rows";
import { isTyping } from "./typing";

const roomPause = 1500;

export function listenForShortcuts(): void {
  let awaitsRoomUntil = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target as HTMLElement;
    if (event.key === "Escape") return goBack(event, target);
    if (isTyping(target) || document.querySelector("dialog[open]")) return;
    if (event.timeStamp < awaitsRoomUntil) {
      awaitsRoomUntil = 0;
      return follow(event, `.rooms a[data-key="${CSS.escape(event.key)}"]`);
    }
    if (event.key === "g") {
      awaitsRoomUntil = event.timeStamp + roomPause;
      return;
    }
    act(event);
  });
}

function act(event: KeyboardEvent): void {
  switch (event.key) {
    case "/": return focusOn(event, "[data-key='/']");
    case "?": return openHelp(event);
    case "j": return move(event, 1);
    case "k": return move(event, -1);
    case "o": return openRow(event);
    case "x":
    case "X": return choose(event);
    case "e": return follow(event, ".drawer [data-key='e']", "main [data-key='e']");
    case "c": return follow(event, "main [data-key='c']");
  }
}

/** The first of these that the page has. */
function follow(event: Event, ...selectors: string[]): void {
  const link = selectors.map((one) => document.querySelector<HTMLElement>(one)).find((one) => one !== null);
  if (!link) return;
  event.preventDefault();
  link.click();
}

function openRow(event: Event): void {
  const row = currentRow();
  if (row) showRow(event, row);
}

function choose(event: KeyboardEvent): void {
  if (chooseRow(currentRow(), event.shiftKey)) event.preventDefault();
}

function focusOn(event: Event, selector: string): void {
  const field = document.querySelector<HTMLInputElement>(selector);
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
}

function openHelp(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLDialogElement>("dialog.shortcuts")?.showModal();
}

/** Through the rows of a list, or through the links of what is listed without one. */
function move(event: Event, by: number): void {
  if (step(event, by)) return;
  const links = [...document.querySelectorAll<HTMLElement>("main tbody th a, main [data-list] a")];
  if (links.length === 0) return;
  event.preventDefault();
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by;
  links[Math.max(0, Math.min(next, links.length - 1))]?.focus();
}

// Escape closes what is open, then leaves the field, then goes one level up.
function goBack(event: Event, target: HTMLElement): void {
  if (document.querySelector("dialog[open]") || closePanel()) return;
  if (isTyping(target)) return target.blur();
  follow(event, ".breadcrumbs li:last-child a");
}
