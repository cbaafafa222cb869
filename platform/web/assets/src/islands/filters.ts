// Filters apply while one chooses and types; htmx fetches the list and leaves the rest of the page alone.
const typingPause = 350;

export async function submitFiltersByThemselves(): Promise<void> {
  if (!document.querySelector("[hx-get]")) return;
  await import("./live");
  let waiting = 0;
  const submit = (form: HTMLFormElement, pause: number) => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => form.requestSubmit(form.querySelector<HTMLButtonElement>("button[type=submit]")), pause);
  };
  // An address to be mailed holds only what was chosen.
  document.addEventListener("formdata", (event) => {
    for (const name of [...event.formData.keys()]) {
      if (event.formData.getAll(name).every((value) => value === "")) event.formData.delete(name);
    }
  });
  document.addEventListener("input", (event) => {
    const field = event.target as HTMLInputElement;
    if (field.form?.dataset.autoSubmit === undefined) return;
    const isTyped = field.matches("input:not([type=checkbox], [type=radio])");
    submit(field.form, isTyped ? typingPause : 0);
  });
}
