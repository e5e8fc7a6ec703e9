/**
 * What a person typed, by the names of the form's inputs: `name`, `kind` (several), `address.postalCode`,
 * `seeks.0.resource`, `openingHoursSpecification.Monday.0.opens`.
 */
export type Entries = ReadonlyMap<string, readonly string[]>;

/** Entries as an HTML form sends them; what is empty is not said. */
export function entriesOf(pairs: Iterable<readonly [string, string]>): Entries {
  const entries = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const said = value.replace(/\r\n?/g, '\n').trim();
    if (said !== '') entries.set(name, [...(entries.get(name) ?? []), said]);
  }
  return entries;
}

/** How many values are described in place under a name: one more than the highest number in use. */
export function countOf(entries: Entries, name: string): number {
  const numbers = [...entries.keys()]
    .filter((one) => one.startsWith(`${name}.`))
    .map((one) => Number(one.slice(name.length + 1).split('.')[0]))
    .filter(Number.isInteger);
  return Math.max(-1, ...numbers) + 1;
}
