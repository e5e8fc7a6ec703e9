import { communeByPostalCode, departementOfPostalCode } from '../../geography/communes.ts';
import { regionOf } from '../../geography/departements.ts';
import { communeNamed } from '../../geography/km-from-commune.ts';
import { splitAddress } from '../split-address.ts';
import { chooseGrid } from './choose-grid.ts';
import type { Row } from './choose-identity.ts';
import type { Role } from './column-clues.ts';
import type { Guesses, SampledColumn } from './guess-columns.ts';
import { shareOf } from './sample-columns.ts';
import { quote } from './write-jsonata.ts';

/** How records say where they are. */
export interface Where {
  /** The street's column holds the whole address; the postal code's holds the city too. */
  readonly isSplit: boolean;
  readonly isCodeAndCity: boolean;
  /** Where nothing else tells the commune: the column of its INSEE code. */
  readonly insee: string | undefined;
  /** JSONata that gives the name of the grid. */
  readonly grid: string | undefined;
  /** Most postal codes, or names of communes, are French. */
  readonly isFrench: boolean;
  /** Where the places are, when nearly all of them say so. */
  readonly expected?: { readonly region: string; readonly departements: readonly string[] };
}

/** A région is only named when nearly all places lie in it. */
const nearlyAll = 0.9;

/** Looks at how records say where they are; `system` is what the file as a whole says of its coordinates. */
export function lookWhere(
  guesses: Guesses,
  {
    columns,
    cells,
    system,
  }: {
    readonly columns: readonly SampledColumn[];
    readonly cells: readonly Row[];
    readonly system: string | undefined;
  },
): Where {
  const isSplit =
    !guesses.has('postalCode') && shareOf(guesses.get('street'), (value) => splitAddress(value) !== undefined) > 0.5;
  const isCodeAndCity =
    !guesses.has('city') && shareOf(guesses.get('postalCode'), (value) => Boolean(splitAddress(value)?.city)) > 0.5;
  const at = (row: Row, role: Role) => {
    const column = guesses.get(role)?.path;
    return column === undefined ? undefined : String(row.get(column) ?? '').trim() || undefined;
  };
  const places = cells.map((row) => {
    const whole = splitAddress(at(row, isSplit ? 'street' : 'postalCode') ?? '');
    return {
      x: row.get(guesses.get('longitude')?.path ?? ''),
      y: row.get(guesses.get('latitude')?.path ?? ''),
      postalCode: (whole?.postalCode ?? at(row, 'postalCode'))?.padStart(5, '0'),
      city: at(row, 'city') ?? whole?.city,
    };
  });
  const codes = places.flatMap(({ postalCode }) => postalCode ?? []);
  const grid = system ?? chooseGrid(places);
  return {
    isSplit,
    isCodeAndCity,
    insee: guesses.has('city') || isSplit || isCodeAndCity ? undefined : inseeColumn(columns),
    grid: grid && quote(grid),
    isFrench: isFrenchSet(places),
    ...expectedOf(codes),
  };
}

function inseeColumn(columns: readonly SampledColumn[]): string | undefined {
  const isCode = (value: string) => /^(?:\d{4,5}|2[AB]\d{3})$/.test(value.trim());
  return columns.find(
    (column) => /insee|code[_ ]?(?:com|commune)$/i.test(column.path) && shareOf(column, isCode) > nearlyAll,
  )?.path;
}

function expectedOf(codes: readonly string[]): Pick<Where, 'expected'> {
  const departements = codes.flatMap((code) => departementOfPostalCode(code) ?? []);
  const regions = Map.groupBy(departements, (code) => regionOf(code));
  const [region, most] = [...regions].sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  if (!region || !most || most.length < departements.length * nearlyAll) return {};
  return { expected: { region, departements: [...new Set(most)].sort() } };
}

/** Postal codes of elsewhere do not stand for a French commune, or only by chance; without codes the names of communes tell. */
function isFrenchSet(
  places: readonly { readonly postalCode?: string | undefined; readonly city?: string | undefined }[],
) {
  const coded = places.filter(({ postalCode }) => postalCode !== undefined);
  const said = coded.length > 0 ? coded : places.filter(({ city }) => city !== undefined);
  // A code for large receivers is none of a commune's, and the word for it is French.
  const known = said.filter(({ postalCode, city = '' }) =>
    postalCode === undefined ? communeNamed(city) : /\bcedex\b/i.test(city) || communeByPostalCode(postalCode),
  );
  return known.length > said.length / 2;
}
