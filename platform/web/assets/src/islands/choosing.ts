// Choosing rows: all of a page at once, a range with Shift, and how many they are. Choosing itself needs no script.
const boxes = "main input[name=choose]";
let last: HTMLInputElement | undefined;

export function chooseRows(): void {
  document.documentElement.dataset.choosing = "";
  document.addEventListener("click", (event) => {
    const box = event.target as HTMLInputElement;
    if (!box.matches(boxes)) return;
    if (event.shiftKey) chooseRange(box, box.checked);
    last = box;
    tell();
  });
  document.addEventListener("change", (event) => {
    const box = event.target as HTMLInputElement;
    const isWhole = box.matches("form.chosen [name=all]");
    if (!isWhole && !box.matches("[data-choose-page]")) return;
    if (!isWhole || box.checked) for (const one of all()) one.checked = box.checked;
    tell();
  });
  // What the form holds is taken back after this event.
  document.addEventListener("reset", () => setTimeout(tell));
  document.addEventListener("htmx:after:swap", tell);
  document.addEventListener("formdata", (event) => {
    if (event.formData.has("all") && (event.target as Element).matches("form.chosen")) event.formData.delete("choose");
  });
  tell();
}

/** Says whether the row can be chosen. */
export function chooseRow(row: HTMLElement | undefined, isRange: boolean): boolean {
  const box = row?.querySelector<HTMLInputElement>("input[name=choose]");
  if (!box) return false;
  if (!isRange) box.click();
  else {
    box.checked = true;
    chooseRange(box, true);
    last = box;
    tell();
  }
  return true;
}

function chooseRange(to: HTMLInputElement, isChosen: boolean): void {
  const every = all();
  const [here, there] = [every.indexOf(to), last ? every.indexOf(last) : -1];
  const from = there < 0 ? here : there;
  for (const box of every.slice(Math.min(from, here), Math.max(from, here) + 1)) box.checked = isChosen;
}

function tell(): void {
  const form = document.querySelector<HTMLFormElement>("form.chosen");
  const words = form?.querySelector<HTMLElement>("[data-chosen-one]");
  const told = document.querySelector<HTMLElement>("[data-chosen-told]");
  if (!form || !words || !told) return;
  const every = all();
  const count = every.filter((box) => box.checked).length;
  const whole = form.querySelector<HTMLInputElement>("[name=all]");
  if (whole && count < every.length) whole.checked = false;
  const page = document.querySelector<HTMLInputElement>("[data-choose-page]");
  if (page) {
    page.checked = count === every.length;
    page.indeterminate = count > 0 && count < every.length;
  }
  words.textContent = whole?.checked ? words.dataset.chosenAll ?? "" : inWords(words, count);
  if (told.textContent !== "" || count > 0) told.textContent = words.textContent;
}

function inWords(words: HTMLElement, count: number): string {
  const form = count === 1 ? words.dataset.chosenOne : words.dataset.chosenSeveral;
  return (form ?? "").replace("#", String(count));
}

const all = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>(boxes)];
