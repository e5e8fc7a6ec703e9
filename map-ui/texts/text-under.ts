/** The text under a key that data chose, or `otherwise`. */
export function textUnder(section: Readonly<Record<string, string>>, key: string, otherwise = key): string {
  return Object.hasOwn(section, key) ? (section[key] ?? otherwise) : otherwise;
}
