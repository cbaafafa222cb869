// Moving by the tab key alone, as somebody without a mouse does.
import assert from "node:assert/strict";

const mostSteps = 300;

/** Presses Tab until what has the focus is the one with the id, or a link or button with the text. */
export async function tabTo(page, { id, text }) {
  for (let step = 0; step < mostSteps; step++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const box = element.getBoundingClientRect();
      return { id: element.id, text: element.innerText?.trim() ?? "", isSeen: box.width > 0 && box.height > 0 };
    });
    if (id ? focused.id === id : focused.text === text) {
      assert.ok(focused.isSeen, `${id ?? text} has the focus but cannot be seen`);
      await assertFocusIsVisible(page, id ?? text);
      return;
    }
  }
  assert.fail(`the tab key does not reach ${id ?? text}`);
}

async function assertFocusIsVisible(page, name) {
  const outline = await page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  assert.ok(outline, `the focus on ${name} cannot be seen`);
}
