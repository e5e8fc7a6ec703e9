import type { Concept, Summary } from '../directory/entity.ts';
import type { Language } from '../rdf/text.ts';

/** Finds a concept by scheme and key, to write its label. */
export type FindConcept = (scheme: string, key: string) => Concept | undefined;

const columns = [
  'key',
  'iri',
  'type',
  'name',
  'kinds',
  'practices',
  'commune',
  'postal_code',
  'latitude',
  'longitude',
  'status',
  'example',
  'excerpt',
  'page',
  'source',
  'read_at',
  'license',
  'attribution',
] as const;
type Column = (typeof columns)[number];

/**
 * Entities as CSV, in pieces (RFC 4180, UTF-8 with a byte-order mark, which spreadsheets need to see the accents). A cell that a
 * spreadsheet would run as a formula is led by an apostrophe (OWASP, CSV injection).
 */
export function* writeCsv(
  pieces: Iterable<readonly Summary[]>,
  {
    findConcept,
    language,
    pageOf,
  }: {
    readonly findConcept: FindConcept;
    readonly language: Language;
    readonly pageOf: (item: Summary) => string;
  },
): Iterable<string> {
  const names = new Map<string, string>();
  const labelOf = (scheme: string, key: string) => {
    const name = names.get(`${scheme}/${key}`) ?? findConcept(scheme, key)?.label[language] ?? key;
    names.set(`${scheme}/${key}`, name);
    return name;
  };
  const labels = (scheme: string, keys: readonly string[]) => keys.map((key) => labelOf(scheme, key)).join('; ');
  const line = (item: Summary) => {
    const cells: Record<Column, string | number | boolean | undefined> = {
      key: item.key,
      iri: item.iri,
      type: item.type,
      name: item.name,
      kinds: labels('kinds', item.kinds),
      practices: labels('practices', item.practices),
      commune: item.commune,
      postal_code: item.postalCode,
      latitude: item.position?.lat,
      longitude: item.position?.lon,
      status: item.operatingStatus,
      example: item.example,
      excerpt: item.excerpt,
      page: pageOf(item),
      source: item.provenance.source,
      read_at: item.provenance.readAt,
      license: item.provenance.license,
      attribution: item.provenance.attribution,
    };
    return `${columns.map((column) => writeCell(cells[column])).join(',')}\r\n`;
  };
  yield `\uFEFF${columns.join(',')}\r\n`;
  for (const items of pieces) yield items.map(line).join('');
}

/** A cell as RFC 4180 has it, harmless to a spreadsheet. */
export function writeCell(value: string | number | boolean | undefined): string {
  if (value === undefined) return '';
  // A number of ours may begin with a minus and is no formula.
  if (typeof value !== 'string') return String(value);
  const safe = /^\s*[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
