import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readVocabulary } from '../../server/bin/bundled-data.ts';
import { bundledExaminer } from '../../server/bin/bundled-examiner.ts';
import { describe as describeEntity, entitiesIn } from '../../server/directory/projection/describe.ts';
import { bySubject } from '../../server/directory/projection/subjects.ts';
import { createAligner } from '../../server/rdf/align.ts';
import { formatOfPath, mediaTypes } from '../../server/rdf/media-types.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { wording } from '../../server/rdf/text.ts';
import { topicsOf } from '../../server/rdf/topics.ts';

interface Expected {
  /** How it is announced, where that is not what its name says. */
  readonly served?: { readonly mediaType: string; readonly charset?: string };
  /** What the document stands for, its IRI relative to the page; null when it describes nothing of ours. */
  readonly entity: { readonly iri: string; readonly type: string; readonly name: string } | null;
  /** What the report says of the reading and of the document as a whole, in order: rule and severity. */
  readonly findings: readonly string[];
}

const folder = new URL('../../fixtures/pages/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as Record<string, Expected>;
const url = 'https://lafabrique.example/';
const examiner = bundledExaminer();
const align = createAligner(readVocabulary());

async function examine(name: string, served: Expected['served']) {
  const mediaType = mediaTypes[formatOfPath(name) ?? 'html'];
  const body = readFileSync(new URL(name, folder));
  const document = { finalUrl: url, mediaType, body, ...served };
  const { nquads, report } = await examiner.examine(document, new Date('2026-11-25T00:00:00Z'));
  const quads = align(parseTurtle(nquads, 'nquads', url));
  const subjects = bySubject(quads);
  const [lead] = entitiesIn(subjects, topicsOf(quads, [url]));
  const entity = lead && {
    iri: lead.iri.replace(url, ''),
    type: lead.type,
    name: wording(describeEntity(subjects, lead.iri, lead.type).names, 'fr'),
  };
  return { entity: entity ?? null, findings: report.findings.filter(({ rule }) => /^(reading|profile)\//.test(rule)) };
}

describe('pages and documents as real sites have them', () => {
  it('are all in the manifest', () => {
    const files = readdirSync(folder).filter((name) => name !== 'manifest.json');
    expect(files.sort(), 'edit fixtures/pages/manifest.json').toEqual(Object.keys(manifest).sort());
  });

  it.each(Object.entries(manifest))('%s gives what it describes, and what to mend', async (name, expected) => {
    const { entity, findings } = await examine(name, expected.served);
    expect(entity).toEqual(expected.entity);
    expect(findings.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(expected.findings);
    for (const { message } of findings) expect(message.fr).not.toBe(message.en);
  });

  it('tell every mistake of a block, each with its remedy', async () => {
    const { findings } = await examine('several-objects.html', undefined);
    const repaired = findings.find(({ rule }) => rule === 'reading/repaired-json')?.message.fr;
    for (const remedy of ['\\n', 'barre oblique', 'point-virgule', 'entre [ et ]']) expect(repaired).toContain(remedy);
  });
});
