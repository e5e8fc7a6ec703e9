import { dayNumber } from '../../directory/facets/facets.ts';
import type { Actor, ActorType, Exchange, Meeting, Source, Tie } from './actor.ts';
import type { Row } from './base-rows.ts';
import type { ConceptSpace } from './concept-space.ts';

/** Of one actor so many needs, and as many offers, are compared: ten thousand of one profile must not drown all others. */
export const mostOfOneSide = 40;

type Said = Readonly<Record<string, readonly number[]>>;
const none: readonly number[] = [];

/** Makes actors, ties and meetings of rows; lists of concepts that are alike are kept once. */
export function createRowReader(space: ConceptSpace, sourceOf: (registration: string) => Source | undefined) {
  const parsed = new Map<string, Said>();
  const lists = new Map<string, readonly number[]>();
  const conceptsOf = (json: string): Said => {
    const before = parsed.get(json);
    if (before) return before;
    const said = JSON.parse(json) as Record<string, readonly string[]>;
    const numbered = Object.fromEntries(
      Object.entries(said).map(([name, iris]) => [name, listOf(iris.map(space.numberOf))]),
    );
    // Most profiles say one of some thousand things; what is not among them is not kept.
    if (parsed.size < 20_000) parsed.set(json, numbered);
    return numbered;
  };
  const listOf = (numbers: readonly number[]): readonly number[] => {
    if (numbers.length === 0) return none;
    const key = numbers.join(' ');
    const before = lists.get(key);
    if (before) return before;
    lists.set(key, numbers);
    return numbers;
  };
  const unknownSource: Source = { registration: '', readDay: 0, changedDay: 0 };

  function exchange(row: Row, holder: Actor): Exchange {
    const said = conceptsOf(row['concepts'] as string);
    const states = (said['exchangeState'] ?? none).map(space.iriOf);
    const named = said['resource'] ?? none;
    const words = named.length === 0 && (said['practice'] ?? none).length === 0 ? wordsOf(row['names']) : '';
    const guessed = words === '' ? none : space.resourcesIn(words).slice(0, 2);
    const until = row['ends_at'] as string | null;
    const radius = row['radius'];
    return {
      id: row['id'] as number,
      side: row['type'] as Exchange['side'],
      holder,
      source: sourceOf(row['document'] as string) ?? unknownSource,
      resources: named.length > 0 ? named : listOf(guessed),
      practices: said['practice'] ?? none,
      isGuessed: named.length === 0 && guessed.length > 0,
      isFromAfar: row['is_from_afar'] === 1,
      isMet: states.some((iri) => iri.endsWith('/exchange-states/met')),
      isInTalks: states.some((iri) => iri.endsWith('/exchange-states/in-talks')),
      untilDay: until === null ? Number.POSITIVE_INFINITY : lastDayOf(until),
      radiusKm: typeof radius === 'number' && radius > 0 ? radius : Number.POSITIVE_INFINITY,
    };
  }

  return {
    actor(row: Row, exchanges: readonly Row[], where: { readonly lon: number; readonly lat: number }): Actor {
      const said = conceptsOf(row['concepts'] as string);
      const [needs, offers]: [Exchange[], Exchange[]] = [[], []];
      const actor: Actor = {
        id: row['id'] as number,
        iri: row['iri'] as string,
        type: row['type'] as ActorType,
        source: sourceOf(row['document'] as string) ?? unknownSource,
        departement: row['departement'] as string | null,
        commune: row['commune_code'] as string | null,
        practices: said['practice'] ?? none,
        scales: said['scale'] ?? none,
        disciplines: said['discipline'] ?? none,
        needs,
        offers,
        leftOut:
          Math.max(0, count(exchanges, 'need') - mostOfOneSide) +
          Math.max(0, count(exchanges, 'offer') - mostOfOneSide),
        lon: where.lon,
        lat: where.lat,
      };
      for (const one of exchanges) {
        const list = one['type'] === 'need' ? needs : offers;
        if (list.length < mostOfOneSide && !list.some(({ id }) => id === one['id'])) list.push(exchange(one, actor));
      }
      return actor;
    },
    tie: (row: Row): Tie => ({
      relation: row['relation'] as string,
      subject: row['subject'] as string,
      object: row['object'] as string,
      isMutual: (row['sides'] as number) > 1,
    }),
    meeting: (row: Row): Meeting => ({
      id: row['id'] as number,
      startsAt: row['starts_at'] as string,
      source: sourceOf(row['document'] as string) ?? unknownSource,
      practices: conceptsOf(row['concepts'] as string)['practice'] ?? none,
      holders: JSON.parse(row['holders'] as string) as string[],
    }),
  };
}

function count(rows: readonly Row[], side: Exchange['side']): number {
  return new Set(rows.filter((row) => row['type'] === side).map((row) => row['id'])).size;
}

function wordsOf(names: unknown): string {
  return typeof names === 'string' ? Object.values(JSON.parse(names) as Record<string, string>).join(' ') : '';
}

/** The last day of a date, which may be a month or a year only. */
function lastDayOf(date: string): number {
  const [year = '', month] = date.slice(0, 10).split('-');
  if (date.length < 7) return dayNumber(`${year}-12-31`);
  if (date.length < 10) return dayNumber(new Date(Date.UTC(Number(year), Number(month), 0)));
  return dayNumber(date.slice(0, 10));
}
