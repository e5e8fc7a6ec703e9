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

/** What a set is. */
const setShape = {
  title: bilingual,
  /** The file name the set is known by. */
  dataFile: z.string().min(1),
  source: z.strictObject({ page: iri, file: iri, modified: z.iso.date() }),
  /** Left out where nobody has said under which one the set may be used: its profiles then have none. */
  license: iri.optional(),
  attribution: z.string().min(1),
  expected: z.strictObject({ region: z.string(), departements: z.array(z.string()).min(1) }).optional(),
};
/** How its records are written. */
const formatShape = {
  format: z.enum(formats),
  /** JSONata: the file → its records; a record → its id; → its date; the name of the file that holds record → place. */
  records: z.string().min(1),
  id: z.string().min(1),
  modified: z.string().min(1).optional(),
  profile: z.string().regex(/^[\w.-]+\.jsonata$/),
  ignored: z.array(z.strictObject({ columns: z.array(z.string()).min(1), reason: bilingual })),
};
const ownShape = z.strictObject({ ...setShape, ...formatShape });
const likeShape = z.strictObject({ ...setShape, like: z.string().regex(/^[\w-]+$/) });
const formatHeader = z.strictObject(formatShape);

/** What is known of a set, whatever its records are written in. */
export interface SetDetails {
  /** A name for addresses: of the mapping’s file without its extension, where it has one. */
  readonly key: string;
  readonly title: Bilingual;
  readonly dataFile: string;
  /** Where the set comes from: a page for people, the file itself, its last change as an ISO date. */
  readonly source: { readonly page: string; readonly file: string; readonly modified: string };
  readonly license?: string;
  /** The credit that must be shown wherever the data is. */
  readonly attribution: string;
  /** INSEE codes of where the set's places are supposed to be. */
  readonly expected?: { readonly region: string; readonly departements: readonly string[] };
}

/** How one set of somebody else's records becomes profiles: a header (JSON) and an expression (JSONata), no code. */
export interface Mapping extends SetDetails {
  /** The known format that its records are written in, where it says one. */
  readonly like?: string;
  readonly format: Format;
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
  const json = await readJson(name, file);
  const key = name.replace(/\.json$/, '');
  if (typeof json === 'object' && json !== null && 'like' in json) {
    const { like, ...set } = parse(likeShape, name, json);
    return mappingOfFormat(like, detailsOf(key, set));
  }
  const { format, records, id, modified, profile, ignored, ...set } = parse(ownShape, name, json);
  const how = { format, records, id, profile, ignored, ...given('modified', modified) };
  return { ...detailsOf(key, set), ...(await compileFormat(name, file, how)) };
}

/** The mapping of a set whose records are written in a format that comes with the server; throws where there is no such format. */
export async function mappingOfFormat(like: string, set: SetDetails): Promise<Mapping> {
  const name = `${like}.json`;
  const file = new URL(`formats/${name}`, import.meta.url);
  const how = parse(formatHeader, name, await readJson(name, file));
  return { ...set, like, ...(await compileFormat(name, file, how)) };
}

function detailsOf(key: string, { license, expected, ...set }: z.infer<z.ZodObject<typeof setShape>>): SetDetails {
  return { key, ...set, ...given('license', license), ...given('expected', expected) };
}

async function compileFormat(name: string, file: URL, how: z.infer<typeof formatHeader>) {
  const profileText = await readFile(new URL(how.profile, file), 'utf8').catch(() => {
    throw new MappingError(name, 'profile', `${how.profile} cannot be read`);
  });
  const compile = (part: string, text: string, timeoutMs: number) =>
    compileExpression({ mapping: part === 'profile' ? how.profile : name, part, text, timeoutMs });
  return {
    format: how.format,
    records: compile('records', how.records, 60_000),
    id: compile('id', how.id, 1000),
    ...(how.modified === undefined ? {} : { modified: compile('modified', how.modified, 1000) }),
    profile: compile('profile', profileText, 1000),
    ignored: new Map(how.ignored.flatMap(({ columns, reason }) => columns.map((column) => [column, reason] as const))),
  };
}

async function readJson(name: string, file: URL): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new MappingError(name, 'header', 'there is no such mapping file');
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MappingError(name, 'header', (error as Error).message);
  }
}

function parse<Shape extends z.ZodType>(shape: Shape, name: string, json: unknown): z.infer<Shape> {
  const { success, data, error } = shape.safeParse(json);
  if (success) return data;
  const [issue] = error.issues;
  throw new MappingError(name, issue?.path.join('.') || 'header', issue?.message ?? 'malformed');
}
