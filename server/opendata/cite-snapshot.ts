import type { Language } from '../rdf/text.ts';
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
  if (parts.length > 0) lines.push('identifiers:');
  for (const { terms, rdfc10 } of parts)
    lines.push(
      '  - type: other',
      `    value: ${JSON.stringify(`sha256:${rdfc10}`)}`,
      `    description: ${JSON.stringify(`RDFC-1.0 hash of the part under ${terms} terms`)}`,
    );
  return `${lines.join('\n')}\n`;
}
