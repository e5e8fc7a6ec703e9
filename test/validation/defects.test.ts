import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../server/rdf/parse-document.ts';
import type { Severity } from '../../server/validation/report.ts';
import { realValidator } from './real-validator.ts';

interface Expected {
  readonly severity: Severity;
  /** The property, with its usual prefix. */
  readonly path?: string;
  /** A SHACL component (`sh:…`) or a rule of ours. */
  readonly rule: string;
  readonly fix?: string;
}

const folder = new URL('../../fixtures/defects/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as {
  readonly url: string;
  readonly now: string;
  readonly profiles: Readonly<Record<string, readonly Expected[]>>;
};

const prefixes: readonly (readonly [string, string])[] = [
  ['schema', 'https://schema.org/'],
  ['obs', 'https://w3id.org/obsidienne/ns#'],
  ['dct', 'http://purl.org/dc/terms/'],
  ['rdf', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'],
  ['sh', 'http://www.w3.org/ns/shacl#'],
];

function shorten(iri: string): string {
  const [prefix, namespace] = prefixes.find(([, base]) => iri.startsWith(base)) ?? [];
  return namespace === undefined ? iri : `${prefix}:${iri.slice(namespace.length)}`;
}

const validator = realValidator();

async function check(file: string) {
  const { quads } = await parseDocument(
    { url: manifest.url, mediaType: 'text/turtle', body: readFileSync(new URL(file, folder)) },
    new Map(),
  );
  return validator.validate(quads, { documentUrl: manifest.url, now: new Date(manifest.now) });
}

describe('a profile with one defect', () => {
  test.each(Object.entries(manifest.profiles))('%s is told exactly that', async (file, expected) => {
    const { conforms, findings } = await check(file);
    const told = findings.map(({ severity, path, rule, fix }) => ({
      severity,
      ...(path ? { path: shorten(path) } : {}),
      rule: shorten(rule),
      ...(fix ? { fix } : {}),
    }));
    expect(told, `edit fixtures/defects/manifest.json if shapes/ means it so`).toEqual(expected);
    expect(conforms).toBe(expected.every(({ severity }) => severity !== 'violation'));
    for (const { message } of findings) {
      expect(message.fr).not.toBe(message.en);
      expect(`${message.fr}${message.en}`).not.toMatch(/\{[$?]/);
    }
  });

  test('stands in the manifest with what it must be told', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.ttl'));
    expect(files.sort()).toEqual(Object.keys(manifest.profiles).sort());
  });
});
