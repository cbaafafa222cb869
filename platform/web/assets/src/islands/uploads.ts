// Files are sent one by one, so that each shows how far it has come, and one that is refused stops none of the others.
type Answer = { to: string; errors: string[] };

export function sendFilesOneByOne(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const field = form.querySelector<HTMLInputElement>("input[data-uploads]");
    if (!field?.files?.length) return;
    event.preventDefault();
    void sendAll(form, field);
  });
}

async function sendAll(form: HTMLFormElement, field: HTMLInputElement): Promise<void> {
  const files = [...(field.files ?? [])];
  const list = form.querySelector<HTMLElement>(".uploads");
  const told = form.querySelector<HTMLElement>(".uploads-told");
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
  if (!list || !told || !button) return;
  const rows = files.map((file) => ({ file, row: rowOf(file, field) }));
  list.replaceChildren(...rows.map(({ row }) => row));
  list.hidden = false;
  told.textContent = "";
  button.disabled = true;
  const failures: string[] = [];
  let to = "";
  for (const { file, row } of rows) {
    const answer = await send(form, field, file, row);
    if (answer.errors.length) refuse(row, answer.errors.join(" "));
    else tell(row, field.dataset.done ?? "");
    failures.push(...answer.errors);
    to ||= answer.to;
  }
  button.disabled = false;
  field.value = "";
  if (failures.length === 0) location.assign(to);
  else told.textContent = failures.join(" ");
}

function rowOf(file: File, field: HTMLInputElement): HTMLElement {
  const row = document.createElement("li");
  const [name, progress, state] = [document.createElement("span"), document.createElement("progress"), document.createElement("span")];
  name.textContent = file.name;
  progress.max = 1;
  progress.value = 0;
  progress.setAttribute("aria-label", file.name);
  state.className = "quiet small";
  state.textContent = field.dataset.waiting ?? "";
  row.append(name, progress, state);
  return row;
}

function tell(row: HTMLElement, words: string): void {
  const state = row.querySelector(".small");
  if (state) state.textContent = words;
}

// The words name the file.
function refuse(row: HTMLElement, words: string): void {
  const message = document.createElement("p");
  message.className = "ds-validation-message";
  message.textContent = words;
  row.replaceChildren(message);
}

function send(form: HTMLFormElement, field: HTMLInputElement, file: File, row: HTMLElement): Promise<Answer> {
  const failed = (words = field.dataset.failed): Answer => ({ to: "", errors: [`${file.name}: ${words}`] });
  if (file.size > Number(field.dataset.mostBytes)) return Promise.resolve(failed(field.dataset.tooLarge));
  const body = new FormData(form);
  body.set(field.name, file);
  const request = new XMLHttpRequest();
  const progress = row.querySelector("progress");
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    if (progress) progress.value = loaded / total;
  });
  request.upload.addEventListener("load", () => tell(row, field.dataset.looking ?? ""));
  return new Promise((resolve) => {
    request.addEventListener("load", () => {
      const answer = answerOf(request);
      resolve(answer && "to" in answer ? answer : failed(answer?.detail));
    });
    for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, () => resolve(failed()));
    request.open("POST", form.action);
    request.setRequestHeader("accept", "application/json");
    request.send(body);
  });
}

// What the site says of a form that its handler never saw (too many come at once) is told in its words; what is no answer of
// ours at all (the session has ended, the line is gone) as a file that did not arrive.
function answerOf(request: XMLHttpRequest): Answer | { detail: string } | undefined {
  const type = request.getResponseHeader("content-type") ?? "";
  if (type.startsWith("application/problem+json")) return { detail: JSON.parse(request.responseText).detail };
  if (!type.startsWith("application/json")) return undefined;
  const answer: Partial<Answer> = JSON.parse(request.responseText);
  return answer.to !== undefined && Array.isArray(answer.errors) ? { to: answer.to, errors: answer.errors } : undefined;
}
