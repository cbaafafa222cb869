// Names are suggested while one types. One that is picked is asked for by its id, so that the address means exactly it.
type Named = { id: string; name: string };
const typingPause = 150;

export function suggestNames(): void {
  const ids = new Map<string, string>();
  let waiting = 0;
  document.addEventListener("input", (event) => {
    const field = event.target as HTMLInputElement;
    if (!field.dataset.suggestions) return;
    clearTimeout(waiting);
    waiting = window.setTimeout(() => offer(field, ids), typingPause);
  });
  document.addEventListener("formdata", (event) => {
    for (const field of (event.target as HTMLFormElement).querySelectorAll<HTMLInputElement>("input[data-suggestions]")) {
      const { chosen, chosenName, suggestions } = field.dataset;
      const id = chosen && field.value === chosenName ? chosen : ids.get(`${suggestions} ${field.value}`);
      if (id) event.formData.set(field.name, id);
    }
  });
}

// A name that two share is no answer: the page then asks which one is meant.
async function offer(field: HTMLInputElement, ids: Map<string, string>): Promise<void> {
  const { suggestions } = field.dataset;
  const answer = await fetch(`${suggestions}?q=${encodeURIComponent(field.value)}`);
  if (!answer.ok) return;
  const found: Named[] = await answer.json();
  for (const { id, name } of found) {
    const isOnly = found.filter((other) => other.name === name).length === 1;
    ids.set(`${suggestions} ${name}`, isOnly ? id : "");
  }
  listOf(field).replaceChildren(...found.map(({ name }) => new Option(name)));
}

// Outside the list of the page, which is drawn anew while one types.
function listOf(field: HTMLInputElement): HTMLElement {
  const id = field.getAttribute("list") ?? "";
  const known = document.getElementById(id);
  return known ?? document.body.appendChild(Object.assign(document.createElement("datalist"), { id }));
}
