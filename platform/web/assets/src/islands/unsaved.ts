// Leaving a form with unsaved text asks first. A form that came back with errors holds such text from the start.
export function guardUnsavedText(): void {
  const unsaved = new Set<HTMLFormElement>();
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-guard]")) {
    if (form.dataset.guard === "unsaved") unsaved.add(form);
    form.addEventListener("input", () => unsaved.add(form));
    form.addEventListener("submit", () => unsaved.clear());
    for (const cancel of form.querySelectorAll("a[data-discard]")) {
      cancel.addEventListener("click", () => unsaved.clear());
    }
  }
  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size > 0) event.preventDefault();
  });
}
