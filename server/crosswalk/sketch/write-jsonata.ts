/** A text as JSONata reads it. */
export function quote(text: string): string {
  return text.includes("'") ? JSON.stringify(text) : `'${text.replaceAll('\\', '\\\\')}'`;
}

export function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}

/** Members of an object, of which those that are undefined are left out. */
export function members(entries: readonly (readonly [name: string, value: string | undefined])[]): string {
  return entries.flatMap(([name, value]) => (value === undefined ? [] : `'${name}': ${value}`)).join(',\n');
}

/** Lines as a comment, whatever stands in them. */
export function comment(text: string): string {
  return `/* ${text.replaceAll('*/', '* /')} */`;
}
