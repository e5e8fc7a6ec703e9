import known from './licenses.json' with { type: 'json' };

/** What a licence asks of those who take the data: nothing but credit, the same licence, or something to read first. */
export type Terms = 'open' | 'share-alike' | 'other';
export const allTerms: readonly Terms[] = ['open', 'share-alike', 'other'];

export interface License {
  /** The usual name, or the address when we know none. */
  readonly name: string;
  readonly terms: Terms;
}

const patterns = known.map(({ address, name, terms }) => ({
  pattern: new RegExp(`^${address.split('{v}').map(escapePattern).join('(\\d[\\d.-]*\\d|\\d)')}$`, 'i'),
  name,
  terms: terms as Terms,
}));

/** What is known of a licence by its address, whatever its language, form or scheme. */
export function licenseOf(iri: string): License {
  const url = URL.parse(iri);
  const address = url
    ? `${url.host}${url.pathname}`
        .replace(/\/(deed(\.\w+)?|legalcode(\.\w+)?|rdf)$/, '')
        .replace(/\.(html|json)$/, '')
        .replace(/\/+$/, '')
    : iri;
  for (const { pattern, name, terms } of patterns) {
    const match = pattern.exec(address);
    if (match) return { name: name.replace('{v}', (match[1] ?? '').replace('-', '.')), terms };
  }
  return { name: address, terms: 'other' };
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
