// Hits while one types in the head of the page: a list of plain links below the field. Arrows walk through it, Escape
// closes it, Enter in the field asks for all of them.
const typingPause = 200;
const shortest = 2;

export function showHitsWhileTyping(): void {
  const form = document.querySelector<HTMLFormElement>(".topbar form.search");
  const field = form?.querySelector<HTMLInputElement>("input[type=search]");
  const panel = form?.querySelector<HTMLElement>("[data-hits]");
  const told = form?.querySelector<HTMLElement>("[role=status]");
  if (!form || !field || !panel || !told) return;
  const close = () => {
    panel.hidden = true;
    told.textContent = "";
  };
  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => show(field, panel, told, close), typingPause);
  });
  form.addEventListener("keydown", (event) => walk(event, field, panel, close));
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget as Node | null)) close();
  });
}

// An answer to what was typed before is thrown away.
async function show(field: HTMLInputElement, panel: HTMLElement, told: HTMLElement, close: () => void): Promise<void> {
  const typed = field.value;
  if (typed.trim().length < shortest) return close();
  const answer = await fetch(`${panel.dataset.hits}?q=${encodeURIComponent(typed)}`);
  if (!answer.ok || answer.redirected) return close();
  const hits = await answer.text();
  if (field.value !== typed || document.activeElement !== field) return;
  panel.innerHTML = hits;
  panel.hidden = false;
  told.textContent = panel.querySelector("p")?.textContent ?? "";
}

function walk(event: KeyboardEvent, field: HTMLInputElement, panel: HTMLElement, close: () => void): void {
  if (panel.hidden) return;
  const places = [field, ...panel.querySelectorAll<HTMLElement>("a")];
  const at = places.indexOf(document.activeElement as HTMLElement);
  switch (event.key) {
    case "ArrowDown": places[Math.min(at + 1, places.length - 1)]?.focus(); break;
    case "ArrowUp": places[Math.max(at - 1, 0)]?.focus(); break;
    case "Escape": field.focus(); close(); break;
    default: return;
  }
  event.preventDefault();
}
