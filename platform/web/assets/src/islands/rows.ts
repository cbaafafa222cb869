// The rows of a list. Arrows move from row to row and Enter shows the one that has the focus; a click shows any row.
// Neither is a single letter, so both stay when the shortcuts are switched off.
import { hasRoom, show, shownRow } from "./drawer";
import { isTyping } from "./typing";

const everyRow = "main table[data-rows] > tbody > tr";
/** What has a meaning of its own within a row. */
const ownMeaning = "a, button, input, label, select, summary, details, .choose";

export function moveAmongRows(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented) return;
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>(everyRow);
    if (!row || isTyping(target)) return;
    if (event.key === "ArrowDown") step(event, 1);
    if (event.key === "ArrowUp") step(event, -1);
    if (event.key === "Enter" && target === row) showRow(event, row);
  });
  document.addEventListener("click", (event) => {
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>(everyRow);
    if (!row || target.closest(ownMeaning) || !hasRoom() || event.shiftKey || event.ctrlKey || event.metaKey) return;
    if (getSelection()?.isCollapsed !== false) showRow(event, row);
  });
}

/** The row that has the focus, or the one beside the list. */
export function currentRow(): HTMLElement | undefined {
  return document.activeElement?.closest<HTMLElement>(everyRow) ?? shownRow();
}

/** To the row after the current one, or before it; what stands beside the list goes along. Says whether there are rows. */
export function step(event: Event, by: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>(everyRow)];
  if (rows.length === 0) return false;
  event.preventDefault();
  const current = currentRow();
  const next = current ? rows.indexOf(current) + by : by > 0 ? 0 : rows.length - 1;
  const row = rows[next];
  if (!row) return true;
  if (shownRow()) show(row, { isPassing: true });
  if (!document.activeElement?.closest(".drawer")) focus(row);
  else row.scrollIntoView({ block: "nearest" });
  return true;
}

export function showRow(event: Event, row: HTMLElement): void {
  event.preventDefault();
  show(row);
}

export function focus(row: HTMLElement): void {
  row.tabIndex = -1;
  row.focus();
}
