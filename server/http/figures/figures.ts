import { completenessAspects } from '../../directory/aspects.ts';
import { type EntityType, entityTypes, type Facet, type FacetName } from '../../directory/entity.ts';
import { type CountAt, countOverTime, momentsUntil } from '../../opendata/figures/count-over-time.ts';
import { given } from '../../rdf/given.ts';
import type { Language } from '../../rdf/text.ts';
import type { AppDeps } from '../deps.ts';
import { narrowedList } from '../lists/list-query.ts';
import type { PageContext } from '../pages/frame/page-context.ts';
import { sectionOf } from '../sections.ts';
import { entry, opendataTexts, texts } from '../texts/texts.ts';

/** One line of a figure. */
export interface FigureRow {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  /** The list that it counts. */
  readonly href?: string;
}

interface FigureHead {
  /** Its name in addresses. */
  readonly key: string;
  readonly title: string;
  /** The query that counts the same. */
  readonly query?: string;
}

/** What the profiles say together about one thing: counts of today, or one count over time. */
export type Figure = FigureHead &
  ({ readonly rows: readonly FigureRow[] } | { readonly over: readonly CountAt[]; readonly what: string });

type FigureDeps = Pick<AppDeps, 'directory' | 'changes' | 'health' | 'now'>;

/** Facets whose counts are figures, by address. */
const counted: readonly (readonly [key: string, type: EntityType, facet: FacetName])[] = [
  ['lieux-par-type', 'place', 'kind'],
  ['pratiques', 'place', 'practice'],
  ['lieux-par-territoire', 'place', 'territory'],
  ['lieux-par-etat', 'place', 'status'],
  ['besoins', 'need', 'resource'],
  ['offres', 'offer', 'resource'],
];
const overTime: readonly EntityType[] = ['place', 'network'];

/** Makes the figures of `/observatoire`, in the order in which they are shown. */
export function createFigures({ directory, changes, health, now }: FigureDeps) {
  const known = new Map<string, { readonly of: string; readonly counts: readonly CountAt[] }>();

  /** Made again when something changed, or on another day: it is a pass over the whole log. */
  function countsOf(type: EntityType): readonly CountAt[] {
    const of = `${changes.last} ${now().toISOString().slice(0, 10)}`;
    const found = known.get(type);
    if (found?.of === of) return found.counts;
    const lines = [...changes.history(type)];
    const counts = lines[0] ? countOverTime(lines, momentsUntil(now(), new Date(lines[0].at))) : [];
    known.set(type, { of, counts });
    return counts;
  }

  function facetRows(type: EntityType, name: FacetName, facets: readonly Facet[], language: Language): FigureRow[] {
    return facets
      .filter(({ count }) => count > 0)
      .map(({ key, label, count }) => ({
        key,
        label: label[language],
        count,
        href: narrowedList(sectionOf(type), name, key),
      }));
  }

  return async ({ language, queries }: Pick<PageContext, 'language' | 'queries'>): Promise<readonly Figure[]> => {
    const t = texts(language);
    const o = opendataTexts(language).figures;
    const counts = directory.counts();
    const facetsOf = new Map(
      (['place', 'need', 'offer'] as const).map((type) => [
        type as EntityType,
        directory.list({ type }, { page: 1, size: 1, sort: 'name', language }).facets,
      ]),
    );
    const facet = (key: string, type: EntityType, name: FacetName): Figure => ({
      key,
      title: entry(o.titles, key, key),
      ...given('query', queries().facet({ type }, name, { language, now: now() })),
      rows: facetRows(type, name, facetsOf.get(type)?.[name] ?? [], language),
    });
    const complete = directory.completeness('place');
    const { registrations } = await health();
    return [
      {
        key: 'total',
        title: t.observatory.totals,
        query: queries().types,
        rows: entityTypes
          .filter((type) => counts[type] > 0)
          .map((type) => ({
            key: type,
            label: t.sections[type].title,
            count: counts[type],
            href: sectionOf(type).path,
          })),
      },
      ...overTime.map(
        (type): Figure => ({
          key: `evolution-${sectionOf(type).path.slice(1)}`,
          title: o.overTime[type as 'place' | 'network'],
          what: t.sections[type].title,
          // Of a day, it counts what the line shows there: the query page takes the day.
          query: queries().types,
          over: countsOf(type),
        }),
      ),
      ...counted.map((one) => facet(...one)),
      {
        key: 'ce-que-disent-les-lieux',
        title: o.titles['ce-que-disent-les-lieux'],
        query: queries().completeness('place'),
        rows: completenessAspects.map((aspect) => ({ key: aspect, label: o.aspects[aspect], count: complete[aspect] })),
      },
      facet('fraicheur', 'place', 'freshness'),
      {
        key: 'fiches',
        title: o.titles.fiches,
        query: queries().profiles,
        rows: Object.entries(registrations)
          .filter(([, count]) => count > 0)
          .map(([key, count]) => ({ key, label: entry(o.statuses, key, key), count })),
      },
    ];
  };
}
