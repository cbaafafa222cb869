// Panels below a button close on Escape and on a click elsewhere; the field that one opened them for takes the focus.
export function closeOpenPanels(): void {
  document.addEventListener("click", (event) => {
    for (const panel of openPanels()) {
      if (!panel.contains(event.target as Node)) panel.open = false;
    }
  });
  document.addEventListener("toggle", (event) => {
    const panel = event.target as HTMLElement;
    if (panel instanceof HTMLDetailsElement && panel.open) {
      panel.querySelector<HTMLElement>("[data-first]")?.focus();
    }
  }, true);
}

function openPanels(): NodeListOf<HTMLDetailsElement> {
  return document.querySelectorAll<HTMLDetailsElement>("details.pop[open]");
}

// Says whether there was one to close.
export function closePanel(): boolean {
  const panel = openPanels()[0];
  if (!panel) return false;
  panel.open = false;
  panel.querySelector("summary")?.focus();
  return true;
}
