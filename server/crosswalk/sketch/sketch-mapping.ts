import { given } from '../../rdf/given.ts';
import { flattenRecord } from '../columns.ts';
import { showCell } from '../loss-report.ts';
import { readFormat, type WrittenFormat } from '../mapping.ts';
import { chooseIdentity } from './choose-identity.ts';
import type { Role } from './column-clues.ts';
import { findFlags } from './find-flags.ts';
import { guessColumns } from './guess-columns.ts';
import { isMechanics, leaveOut } from './leave-out.ts';
import type { Look } from './look-at-file.ts';
import { lookWhere, type Where } from './look-where.ts';
import { sampleColumns } from './sample-columns.ts';
import { quote } from './write-jsonata.ts';
import { type LeftColumn, writeProfile } from './write-profile.ts';

/** A mapping that a person is to finish. */
export interface Sketch extends Pick<Where, 'expected'> {
  /** How the records are written; `profile` is the text of the expression, with the columns that nothing was found for as comments. */
  readonly written: WrittenFormat;
  readonly guessed: readonly { readonly role: Role; readonly column: string }[];
  readonly left: readonly LeftColumn[];
  /** What a person should look at first. */
  readonly doubts: readonly string[];
}

/** Proposes a mapping for a file by its columns and their values. */
export async function sketchMapping({
  format,
  path,
  record,
  records,
  like,
  system,
  unread = [],
}: Look): Promise<Sketch> {
  const columns = sampleColumns(records);
  const cells = records.map(flattenRecord).flatMap((flat) => (flat.state === 'columns' ? [flat.columns] : []));
  const guesses = guessColumns(columns.filter((column) => !isMechanics(column)));
  const where = lookWhere(guesses, { columns, cells, system });
  const identity = chooseIdentity(guesses, columns, cells);
  const used = [...guesses.values()].map(({ path: name }) => name);
  const taken = new Set([...used, ...identity.columns, ...(where.insee === undefined ? [] : [where.insee])]);
  const flags = findFlags(columns.filter(({ path: name }) => !taken.has(name)));
  for (const flag of flags) taken.add(flag.path);
  const ofFormat = like ? (await readFormat(like.name)).ignored : [];
  const groups = [...ofFormat, ...leaveOut(columns, { guesses, taken })];
  const out = new Set(groups.flatMap((group) => group.columns));
  const left = columns
    .filter(({ path: name, filled }) => filled > 0 && !taken.has(name) && !out.has(name))
    .map(({ path: name, filled, values }) => ({
      column: name,
      filled,
      examples: [...new Set(values.map(showCell))].slice(0, 3),
    }));
  const modified = guesses.get('modified')?.path;
  return {
    written: {
      format,
      records: path,
      ...given('record', record),
      id: identity.expression,
      ...(modified === undefined ? {} : { modified: `$date(${quote(modified)})` }),
      profile: writeProfile({ guesses, flags, where, left }),
      ...(identity.repeats ? { merge: true } : {}),
      ignored: groups.map(({ columns: names, reason }) => ({ columns: [...names], reason })),
    },
    ...(where.expected ? { expected: where.expected } : {}),
    guessed: [
      ...[...guesses].map(([role, { path: name }]) => ({ role, column: name })),
      ...flags.map(({ path: name }) => ({ role: 'flag' as const, column: name })),
    ],
    left,
    doubts: [
      ...(guesses.has('name') ? [] : ['no column looks like the name of a place: say which in $name']),
      ...(guesses.has('position') || guesses.has('longitude')
        ? []
        : ['no column looks like a position: places are put at the centre of their commune']),
      ...(identity.repeats ? ['some ids stand in several rows, which are made one place ("merge")'] : []),
      ...unread.map((list) => `the file has another list, which is not read: ${list}`),
    ],
  };
}
