/**
 * Prints control characters as JSON writes them: what a document says must not command an operator's terminal. Data goes
 * to standard output itself, and stays as it is.
 */
export function calmConsole(): void {
  for (const name of ['log', 'error'] as const) {
    const print = console[name];
    console[name] = (...words: unknown[]) =>
      print(...words.map((word) => (typeof word === 'string' ? calm(word) : word)));
  }
}

function calm(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
