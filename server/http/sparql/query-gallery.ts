import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Bilingual } from '../../rdf/text.ts';

/** A ready-made query with its wording. */
export interface GalleryQuery {
  /** File name without `.rq`: stable, for links. */
  readonly key: string;
  readonly title: Bilingual;
  readonly explanation: Bilingual;
  readonly query: string;
}

const bilingual = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) });
const manifest = z.array(
  z.strictObject({ file: z.string().regex(/^[a-z-]+\.rq$/), title: bilingual, explanation: bilingual }),
);

/** Reads the queries of `queries/` in the order of its `gallery.json`; throws when the manifest or a file is broken. */
export function readQueryGallery(): readonly GalleryQuery[] {
  const read = (file: string) => readFileSync(new URL(`../queries/${file}`, import.meta.url), 'utf8');
  return manifest
    .parse(JSON.parse(read('gallery.json')))
    .map(({ file, ...words }) => ({ key: file.replace(/\.rq$/, ''), ...words, query: read(file) }));
}
