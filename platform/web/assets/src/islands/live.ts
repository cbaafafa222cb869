// Loads htmx, only on pages that use it. Its settings stand in a meta element of the page.
import "htmx.org";

type Answered = CustomEvent<{ ctx: { response: { raw: Response } } }>;

// An answer that is not the list (signed out, refused, failed) is shown as the page that it is.
document.addEventListener("htmx:before:response", (event) => {
  const { raw } = (event as Answered).detail.ctx.response;
  if (!raw.ok || raw.redirected) {
    event.preventDefault();
    location.assign(raw.url);
  }
});
