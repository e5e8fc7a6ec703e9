import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { given } from '../rdf/given.ts';
import type { Bilingual } from '../rdf/text.ts';
import type { Expression } from './expression.ts';
import { compileExpression } from './expression.ts';
import { MappingError } from './mapping-error.ts';
import { type Format, formats } from './read-content.ts';

const bilingual = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) });
const iri = z.url({ protocol: /^https?$/ });

const headerShape = z.strictObject({
  title: bilingual,
  /** The file name the set is known by. */
  dataFile: z.string().min(1),
  format: z.enum(formats),
  source: z.strictObject({ page: iri, file: iri, modified: z.iso.date() }),
  /** Left out where nobody has said under which one the set may be used: its profiles then have none. */
  license: iri.optional(),
  attribution: z.string().min(1),
  expected: z.strictObject({ region: z.string(), departements: z.array(z.string()).min(1) }).optional(),
  /** JSONata: the file → its records; a record → its id; → its date; the name of the file that holds record → place. */
  records: z.string().min(1),
  id: z.string().min(1),
  modified: z.string().min(1).optional(),
  profile: z.string().regex(/^[\w.-]+\.jsonata$/),
  ignored: z.array(z.strictObject({ columns: z.array(z.string()).min(1), reason: bilingual })),
});

/** How one set of somebody else's records becomes profiles: a header (JSON) and an expression (JSONata), no code. */
export interface Mapping {
  /** The mapping's file name without extension; also a host label. */
  readonly key: string;
  readonly title: Bilingual;
  readonly dataFile: string;
  readonly format: Format;
  /** Where the set comes from: a page for people, the file itself, its last change as an ISO date. */
  readonly source: { readonly page: string; readonly file: string; readonly modified: string };
  readonly license?: string;
  /** The credit that must be shown wherever the data is. */
  readonly attribution: string;
  /** INSEE codes of where the set's places are supposed to be. */
  readonly expected?: { readonly region: string; readonly departements: readonly string[] };
  readonly records: Expression;
  readonly id: Expression;
  readonly modified?: Expression;
  readonly profile: Expression;
  /** Columns left out on purpose, and why. */
  readonly ignored: ReadonlyMap<string, Bilingual>;
}

/** Reads and compiles a mapping; throws a MappingError that names the key or the expression at fault. */
export async function readMapping(file: URL): Promise<Mapping> {
  const name = decodeURIComponent(file.pathname.split('/').at(-1) ?? '');
  const header = parseHeader(name, await readFile(file, 'utf8'));
  const profileText = await readFile(new URL(header.profile, file), 'utf8').catch(() => {
    throw new MappingError(name, 'profile', `${header.profile} cannot be read`);
  });
  const compile = (part: string, text: string, timeoutMs: number) =>
    compileExpression({ mapping: part === 'profile' ? header.profile : name, part, text, timeoutMs });
  return {
    key: name.replace(/\.json$/, ''),
    title: header.title,
    dataFile: header.dataFile,
    format: header.format,
    source: header.source,
    ...given('license', header.license),
    attribution: header.attribution,
    ...given('expected', header.expected),
    records: compile('records', header.records, 60_000),
    id: compile('id', header.id, 1000),
    ...(header.modified === undefined ? {} : { modified: compile('modified', header.modified, 1000) }),
    profile: compile('profile', profileText, 1000),
    ignored: new Map(
      header.ignored.flatMap(({ columns, reason }) => columns.map((column) => [column, reason] as const)),
    ),
  };
}

function parseHeader(name: string, text: string) {
  try {
    return headerShape.parse(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw new MappingError(name, 'header', String((error as Error).message));
    const [issue] = error.issues;
    throw new MappingError(name, issue?.path.join('.') || 'header', issue?.message ?? 'malformed');
  }
}
