import type { Role } from './column-clues.ts';
import type { Guesses, SampledColumn } from './guess-columns.ts';
import type { Where } from './look-where.ts';
import { comment, indent, members, quote } from './write-jsonata.ts';
import { writeFlags, writeKeywords, writeKind } from './write-kind.ts';

/** A column that nothing was found for. */
export interface LeftColumn {
  readonly column: string;
  readonly filled: number;
  readonly examples: readonly string[];
}

export interface ProfileParts {
  readonly guesses: Guesses;
  readonly flags: readonly SampledColumn[];
  readonly where: Where;
  readonly left: readonly LeftColumn[];
}

/** The text of the expression record → place, with the columns that are left as a comment. */
export function writeProfile({ guesses, flags, where, left }: ProfileParts): string {
  const call = (name: string, role: Role, ...more: readonly string[]) => {
    const path = guesses.get(role)?.path;
    return path === undefined ? undefined : `$${name}(${[quote(path), ...more].join(', ')})`;
  };
  const kinds = { kind: guesses.get('kind'), keywords: guesses.get('keywords'), flags };
  const city = writeCity(guesses, where, call);
  const place = members([
    ['name', '$name'],
    ['description', call('text', 'description')],
    ['address', writeAddress(guesses, { where, call, hasCity: city !== undefined })],
    ['geo', writePosition(guesses, where)],
    ['url', call('url', 'url')],
    ['telephone', call('telephone', 'telephone')],
    ['email', call('email', 'email', '[$name]')],
    ['siret', call('siret', 'siret')],
    ['rna', call('line', 'rna')],
    ['openingHours', call('text', 'hours')],
    ['kind', writeKind(kinds)],
    ['keywords', writeKeywords(kinds)],
  ]);
  const country = call('line', 'country');
  const lines = [
    `$name := ${call('line', 'name') ?? "$line('?')"};`,
    ...(city === undefined ? [] : [`$city := ${city};`]),
    ...(country === undefined ? [] : [`$country := ${country};`]),
    ...[writeFlags(flags) ?? []].flat(),
    '{',
    indent(place),
    '}',
  ];
  return `${noteOf(left)}(\n${indent(lines.join('\n'))}\n)\n`;
}

type Call = (name: string, role: Role, ...more: readonly string[]) => string | undefined;

function writeCity(guesses: Guesses, { isSplit, isCodeAndCity, insee }: Where, call: Call): string | undefined {
  if (guesses.has('city')) return call('line', 'city');
  if (insee !== undefined) return `$commune(${quote(insee)})`;
  return isSplit || isCodeAndCity ? call('addressPart', isSplit ? 'street' : 'postalCode', "'city'") : undefined;
}

function writeAddress(
  guesses: Guesses,
  { where, call, hasCity }: { readonly where: Where; readonly call: Call; readonly hasCity: boolean },
): string | undefined {
  if (!hasCity && !guesses.has('postalCode') && !guesses.has('street')) return undefined;
  const isForeign = guesses.has('country') || !where.isFrench;
  const french = call('postalCode', 'postalCode', ...(guesses.has('city') ? ['$city'] : []));
  const code = !isForeign
    ? french
    : guesses.has('country') && french
      ? `$isFrance($country) ? ${french} : ${call('line', 'postalCode')}`
      : call('line', 'postalCode');
  const address = members([
    ['type', "'PostalAddress'"],
    ['streetAddress', where.isSplit ? call('addressPart', 'street', "'street'") : writeStreet(guesses, call)],
    ['postalCode', where.isSplit ? call('addressPart', 'street', "'postalCode'") : code],
    ['addressLocality', hasCity ? '$city' : undefined],
    [
      'addressCountry',
      guesses.has('country') ? '$country' : where.isFrench ? "$assume('addressCountry', 'FR')" : undefined,
    ],
  ]);
  return `{\n${indent(address)}\n}`;
}

/** The number and the kind of way may stand in columns of their own. */
function writeStreet(guesses: Guesses, call: Call): string | undefined {
  const parts = (['streetNumber', 'streetType', 'street'] as const).flatMap((role) => call('line', role) ?? []);
  return parts.length > 1 ? `$join([${parts.join(', ')}], ' ')` : guesses.has('street') ? parts[0] : undefined;
}

function writePosition(guesses: Guesses, { grid }: Where): string | undefined {
  const [longitude, latitude, both] = (['longitude', 'latitude', 'position'] as const).map(
    (role) => guesses.get(role)?.path,
  );
  const more = grid === undefined ? [] : [grid];
  if (longitude && latitude) return `$position(${[quote(longitude), quote(latitude), ...more].join(', ')})`;
  if (both === undefined) return undefined;
  const at = (path: string) =>
    `$position(${[quote(path), ...(grid === undefined ? [] : ['undefined', grid])].join(', ')})`;
  const other = guesses.get('shape')?.path;
  return other === undefined ? at(both) : `($at := ${at(both)}; $at ? $at : ${at(other)})`;
}

function noteOf(left: readonly LeftColumn[]): string {
  if (left.length === 0) return '';
  const lines = left.map(({ column, filled, examples }) => `   ${column} (${filled}): ${examples.join(' | ')}`);
  return `${comment(`Columns that nothing was found for: give them a home, or a reason in "ignored".\n${lines.join('\n')}`)}\n`;
}
