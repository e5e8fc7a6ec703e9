/** Makes an element of the page: its class, its attributes and what it holds; texts stay texts. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (string | Node)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) if (value !== '') made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** A button that sends nothing. */
export function button(text: string, onClick: () => void, className = 'button secondary'): HTMLButtonElement {
  const made = element('button', { type: 'button', class: className }, text);
  made.addEventListener('click', onClick);
  return made;
}

/** A line that is read aloud when it changes. */
export function statusLine(className = 'small quiet'): HTMLParagraphElement {
  return element('p', { class: className, role: 'status' });
}

/** Sets the value of an input as if it had been typed. */
export function type(input: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  if (input.value === value) return;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
