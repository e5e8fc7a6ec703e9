/** A French address on one line, in its parts. */
export interface SplitAddress {
  readonly street?: string;
  readonly postalCode: string;
  readonly city?: string;
}

/** Splits `12 rue du Port, 35000 Rennes`, `35000 Rennes` or `Rennes (35000)`; undefined where there is no postal code in it. */
export function splitAddress(line: string): SplitAddress | undefined {
  const found = /(?:^|[\s,;–-]|F-)(\d{2} ?\d{3})(?=\s|,|$)\s*,?\s*([^\d,;()]*)/u.exec(line);
  const behind = /([^\d,;()]+)\s*\((\d{5})\)/.exec(line);
  if (!found && behind) return { postalCode: behind[2] ?? '', ...part('city', behind[1]) };
  if (!found) return undefined;
  const before = line.slice(0, found.index).replace(/[\s,;–-]+$/, '');
  const city = (found[2] ?? '').replace(/\b(?:cedex|france)\b.*$/i, '').replace(/[\s,;–-]+$/, '');
  return { postalCode: (found[1] ?? '').replace(' ', ''), ...part('street', before), ...part('city', city) };
}

function part<Name extends string>(name: Name, text: string | undefined): { [N in Name]?: string } {
  const said = text?.trim();
  return said ? ({ [name]: said } as { [N in Name]?: string }) : {};
}
