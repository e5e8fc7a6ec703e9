import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listFormats, listMappings } from '../../crosswalk/list-mappings.ts';
import { type Mapping, mappingOfFormat, readMapping, type SetDetails } from '../../crosswalk/mapping.ts';
import { given } from '../../rdf/given.ts';

/** What a person says of a set whose format is known and that has no mapping of its own. */
export interface SaidOfSet {
  /** Name of the set, for its addresses. */
  readonly as?: string;
  /** Who is to be credited. */
  readonly credit?: string;
  readonly license?: string;
  /** A page that tells of the set. */
  readonly page?: string;
  /** Of an archive or a spreadsheet: the file or the sheet that is meant. */
  readonly inside?: string;
}

/**
 * The mapping that a command names: one that comes with the server, a file, or a format with what is said of the set;
 * throws one plain line where there is none.
 */
export async function findMapping(name: string, target = '', said: SaidOfSet = {}): Promise<Mapping> {
  const more = given('inside', said.inside);
  if (/\.json$/.test(name)) return { ...(await readMapping(pathToFileURL(resolve(name)))), ...more };
  const [known, formats] = await Promise.all([listMappings(), listFormats()]);
  const found = known.find(({ key }) => key === name);
  if (found) return { ...found, ...more };
  if (!formats.includes(name))
    throw new Error(
      `there is no mapping ${name}; sets that are known: ${known.map(({ key }) => key).join(', ')}; formats: auto, ${formats.join(', ')}`,
    );
  return mappingOfFormat(name, detailsOfSaid(name, target, said));
}

/** What is known of a set that a person said all of; throws one plain line where something is missing. */
export function detailsOfSaid(
  name: string,
  target: string,
  { as, credit, license, page, inside }: SaidOfSet,
): SetDetails {
  if (!as || !credit || !/^[a-z0-9][a-z0-9-]{0,59}$/.test(as))
    throw new Error(
      `${name} is a format: say --as NAME (small letters, digits and hyphens) and --credit "WHO MADE THE DATA"`,
    );
  if (license !== undefined && !URL.canParse(license)) throw new Error(`${license} is no address of a licence`);
  const isWeb = /^https?:\/\//i.test(target);
  const shown = page ?? (isWeb ? target : 'https://example.org/');
  if (!URL.canParse(shown)) throw new Error(`${shown} is no web address`);
  return {
    key: as,
    title: { fr: credit, en: credit },
    dataFile: target.split(/[/\\]/).at(-1) || target,
    source: { page: shown, file: isWeb ? target : shown, modified: new Date().toISOString().slice(0, 10) },
    attribution: credit,
    ...(license ? { license } : {}),
    ...given('inside', inside),
  };
}
