import { readdirSync, readFileSync } from 'node:fs';
import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { createValidator } from '../../server/validation/validate.ts';

function readFolder(folder: string): Quad[] {
  const url = new URL(`../../${folder}/`, import.meta.url);
  return readdirSync(url)
    .filter((name) => name.endsWith('.ttl'))
    .sort()
    .flatMap((name) =>
      new Parser({ baseIRI: new URL(name, url).href, blankNodePrefix: `_:${name.replace(/\W/g, '')}_` }).parse(
        readFileSync(new URL(name, url), 'utf8'),
      ),
    );
}

/** The validator as the observatory builds it: our shapes, ontology and concept schemes. */
export function realValidator() {
  return createValidator(readFolder('shapes'), {
    vocabulary: [...readFolder('ontology'), ...readFolder('ontology/schemes')],
  });
}
