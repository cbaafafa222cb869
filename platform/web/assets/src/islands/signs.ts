// Buttons beside a long text: the signs of headings, lists and links, and how the text will look.
export function offerSigns(): void {
  for (const tools of document.querySelectorAll<HTMLElement>("[data-tools]")) {
    const form = tools.closest("form");
    const field = tools.parentElement?.querySelector("textarea");
    if (!form || !field) continue;
    tools.hidden = false;
    tools.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLButtonElement>("button");
      if (button?.dataset.place) insert(field, button.dataset);
      if (button?.dataset.previewFrom) void preview(form, field, button.dataset.previewFrom);
    });
  }
}

// What is chosen comes to stand within the sign, and stays chosen.
function insert(field: HTMLTextAreaElement, { before = "", after = "", place }: DOMStringMap): void {
  const { value, selectionEnd: end } = field;
  const start = place === "lines" ? value.lastIndexOf("\n", field.selectionStart - 1) + 1 : field.selectionStart;
  const chosen = value.slice(start, end);
  if (place === "lines") {
    const lines = chosen.split("\n").map((line) => before + line);
    return type(field, start, end, { before: "", chosen: lines.join("\n"), after: "" });
  }
  const gap = place === "paragraph" && start > 0 ? "\n\n".slice(newLinesBefore(value, start)) : "";
  type(field, start, end, { before: gap + before, chosen, after });
}

function newLinesBefore(value: string, start: number): number {
  return value.slice(0, start).match(/\n{0,2}$/)?.[0].length ?? 0;
}

// As if it were typed, so that the browser can undo it.
function type(field: HTMLTextAreaElement, start: number, end: number, words: { before: string; chosen: string; after: string }): void {
  const { before, chosen, after } = words;
  field.focus();
  field.setSelectionRange(start, end);
  const isTyped = document.execCommand("insertText", false, before + chosen + after);
  if (!isTyped) {
    field.setRangeText(before + chosen + after, start, end);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const from = start + before.length;
  field.setSelectionRange(before || after ? from : from + chosen.length, from + chosen.length);
}

// The server draws it; its nodes are moved over as they are, so that no text becomes a tag here.
async function preview(form: HTMLFormElement, field: HTMLTextAreaElement, address: string): Promise<void> {
  const place = form.querySelector<HTMLElement>("[data-preview]");
  const proof = form.querySelector<HTMLInputElement>("input[name=csrf]");
  if (!place || !proof) return;
  const body = new URLSearchParams({ csrf: proof.value, text: field.value });
  const answer = await fetch(address, { method: "POST", body, redirect: "manual" }).catch(() => undefined);
  const drawn = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : undefined;
  place.replaceChildren(...(drawn?.body.childNodes ?? [place.dataset.failed ?? ""]));
  place.hidden = false;
  place.focus();
}
