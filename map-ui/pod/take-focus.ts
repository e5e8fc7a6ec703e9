/** For `ref`: what has just appeared in place of what had the focus takes it, so that a keyboard goes on from there. */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus();
}
