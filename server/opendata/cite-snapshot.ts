import type { Language } from '../rdf/text.ts';
import { licenseOf } from './licenses.ts';
import type { Snapshot } from './snapshot.ts';

const titles: Readonly<Record<Language, string>> = {
  fr: 'Données ouvertes d’un observatoire des tiers-lieux, état du {date}',
  en: 'Open data of an observatory of third places, state of {date}',
};

/** How to cite a snapshot in a text; `base` is the address of the observatory. */
export function citeSnapshot({ date }: Pick<Snapshot, 'date'>, base: string, language: Language): string {
  const kind = language === 'fr' ? 'jeu de données' : 'data set';
  return `Obsidienne (${new URL(base).host}), ${date}. ${titles[language].replace('{date}', date)} [${kind}]. ${base}/snapshots/${date}`;
}

/** The same for programs (Citation File Format 1.2.0, in which every JSON text is YAML too). */
export function writeCitationFile({ date, parts }: Snapshot, base: string): string {
  const lines = [
    'cff-version: 1.2.0',
    `message: ${JSON.stringify('Please cite these data as below, and each profile you quote by its own address.')}`,
    'type: dataset',
    `title: ${JSON.stringify(titles.en.replace('{date}', date))}`,
    'authors:',
    `  - name: ${JSON.stringify(`Obsidienne (${new URL(base).host})`)}`,
    `    website: ${JSON.stringify(base)}`,
    `version: ${JSON.stringify(date)}`,
    `date-released: ${date}`,
    `url: ${JSON.stringify(`${base}/snapshots/${date}`)}`,
  ];
  const licenses = parts.flatMap((part) => part.licenses.map(({ iri }) => spdxOf(iri)));
  // Of several, whoever cites may take any that the format knows; a name of our own would make the file invalid.
  const known = [...new Set(licenses)].filter((id) => id !== undefined);
  if (known.length > 0) lines.push('license:', ...known.map((id) => `  - ${id}`));
  if (parts.length > 0) lines.push('identifiers:');
  for (const { terms, rdfc10 } of parts)
    lines.push(
      '  - type: other',
      `    value: ${JSON.stringify(`sha256:${rdfc10}`)}`,
      `    description: ${JSON.stringify(`RDFC-1.0 hash of the part under ${terms} terms`)}`,
    );
  return `${lines.join('\n')}\n`;
}

/** The identifier of a licence in the SPDX list, for those that the Citation File Format may be sure of. */
function spdxOf(iri: string): string | undefined {
  const { name } = licenseOf(iri);
  const creative = /^CC (BY(?:-NC)?(?:-ND|-SA)?) ([1-4]\.0)$/.exec(name);
  if (creative) return `CC-${creative[1]}-${creative[2]}`;
  if (name === 'CC0 1.0') return 'CC0-1.0';
  const database = /^(ODbL|ODC-By) 1\.0$/.exec(name);
  return database ? `${database[1] === 'ODbL' ? 'ODbL' : 'ODC-By'}-1.0` : undefined;
}
