// A button that copies the address of the view; hidden where a browser cannot.
export function offerCopying(): void {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copied]")) {
    button.hidden = false;
  }
  document.addEventListener("click", async (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button[data-copied]");
    if (!button) return;
    await navigator.clipboard.writeText(location.href);
    const word = button.querySelector("span");
    if (word) word.textContent = button.dataset.copied ?? "";
  });
}
