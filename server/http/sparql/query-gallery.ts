import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Bilingual } from '../../rdf/text.ts';
import { defaultOf, type GalleryParameter, parameterKinds } from './fill-query.ts';

const bilingual = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) });
const parameter = z.strictObject({
  name: z.string().regex(/^[a-zA-Z]+$/),
  kind: z.enum(parameterKinds),
  label: bilingual,
  min: z.number().optional(),
  max: z.number().optional(),
  scheme: z.string().optional(),
});
export const themes = ['exchange', 'places', 'practices', 'links', 'time', 'sources'] as const;
const manifest = z.array(
  z.strictObject({
    file: z.string().regex(/^[a-z-]+\.rq$/),
    theme: z.enum(themes),
    title: bilingual,
    explanation: bilingual,
    parameters: z.array(parameter).default([]),
  }),
);

/** A ready-made query with its wording. */
export interface GalleryQuery {
  /** File name without `.rq`: stable, for links. */
  readonly key: string;
  readonly theme: (typeof themes)[number];
  readonly title: Bilingual;
  readonly explanation: Bilingual;
  readonly parameters: readonly GalleryParameter[];
  readonly query: string;
}

/** Reads the queries of `queries/` in the order of its `gallery.json`; throws when the manifest or a file is broken. */
export function readQueryGallery(): readonly GalleryQuery[] {
  const read = (file: string) => readFileSync(new URL(`../queries/${file}`, import.meta.url), 'utf8');
  return manifest.parse(JSON.parse(read('gallery.json'))).map(({ file, parameters, ...words }) => {
    const query = read(file);
    return {
      key: file.replace(/\.rq$/, ''),
      ...words,
      parameters: parameters.map((one) => ({ ...one, default: defaultOf(query, one.name) })),
      query,
    };
  });
}
