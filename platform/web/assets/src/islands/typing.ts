// Where letters are text, they are not keys of ours.
export function isTyping(target: HTMLElement): boolean {
  return target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio])");
}
