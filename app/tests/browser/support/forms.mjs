// Forms as every page has them: a field by its name, and saving.

/** The control of a field; its name is that of the record's field. */
export const field = (page, name) => page.locator(`#field-${name}`);

export const errorSummary = (page) => page.locator(".ds-error-summary");

export async function save(page) {
  await page.locator(".save-bar button[type=submit]").click();
}

/** Fills what the form demands of a new system, and chooses the first of what is offered where one must choose. */
export async function fillNewSystem(page, name) {
  await field(page, "name").fill(name);
  await chooseFirst(page, "kind");
  await chooseFirst(page, "organisation");
}

/** The first of a list, or, where a name is typed, the first that is suggested. */
export async function chooseFirst(page, name) {
  const control = field(page, name);
  const suggested = await firstSuggested(page, name);
  if (suggested) {
    await control.fill(suggested.name);
    return suggested.id;
  }
  const first = await control.locator("option:not([value=''])").first().getAttribute("value");
  await control.selectOption(first);
  return first;
}

/** The same by the keyboard alone, where the focus is on the control. */
export async function typeFirst(page, name) {
  const suggested = await firstSuggested(page, name);
  await (suggested ? page.keyboard.type(suggested.name) : page.keyboard.press("ArrowDown"));
}

/** Nothing where a list is chosen from. */
async function firstSuggested(page, name) {
  const suggestions = await field(page, name).getAttribute("data-suggestions");
  if (!suggestions) return undefined;
  const [first] = await (await page.request.get(`${suggestions}?q=`)).json();
  return first;
}
