// A button that copies the address of the view, or a text of the page; the style sheet hides it where a browser cannot.
export function offerCopying(): void {
  if (!navigator.clipboard) return;
  document.documentElement.dataset.clipboard = "";
  document.addEventListener("click", async (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button[data-copied]");
    if (!button) return;
    const shown = document.getElementById(button.dataset.copies ?? "");
    await navigator.clipboard.writeText(shown?.textContent ?? location.href);
    const word = button.querySelector("span");
    if (word) word.textContent = button.dataset.copied ?? "";
  });
}
