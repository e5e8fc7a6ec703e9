import type { DatabaseSync } from 'node:sqlite';
import type { Concepts } from './concepts.ts';

/** Where an end of links is, and whether it is, or runs, one of the places asked for. */
export interface LinkEnd {
  readonly territory: string | undefined;
  readonly isAmong: boolean;
}

interface Exchange {
  readonly actor: string;
  readonly resources: readonly string[];
}

/** Ends that are alike for whoever counts, and how many there are. */
interface Alike {
  readonly end: LinkEnd;
  readonly count: number;
}

export interface ExchangeCount {
  readonly seeker: LinkEnd;
  readonly maker: LinkEnd;
  readonly count: number;
}

/**
 * How many pairs of an open need and an open offer of another actor fit, by where the two are: the offer has the wanted
 * resource or a narrower one. Counted by what is wanted and not pair by pair, of which there are too many.
 */
export function* countExchanges(
  db: DatabaseSync,
  {
    concepts,
    today,
    endOf,
  }: { readonly concepts: Pick<Concepts, 'find'>; readonly today: string; readonly endOf: (iri: string) => LinkEnd },
): Iterable<ExchangeCount> {
  const needs = openExchanges(db, { relation: 'seeks', type: 'need', today });
  const offers = openExchanges(db, { relation: 'makesOffer', type: 'offer', today }).map((offer) => ({
    actor: offer.actor,
    resources: new Set(offer.resources.flatMap((iri) => [...withBroader(iri, concepts)])),
  }));
  for (const [, alike] of Map.groupBy(needs, ({ resources }) => [...resources].sort().join(' '))) {
    const wanted = alike[0]?.resources ?? [];
    const fitting = offers.filter(({ resources }) => wanted.some((iri) => resources.has(iri)));
    if (fitting.length === 0) continue;
    const makers = groupEnds(fitting, endOf);
    for (const seeker of groupEnds(alike, endOf))
      for (const maker of makers)
        if (seeker.end.isAmong || maker.end.isAmong)
          yield { seeker: seeker.end, maker: maker.end, count: seeker.count * maker.count };
    // Nobody is told of their own offers.
    const own = Map.groupBy(fitting, ({ actor }) => actor);
    for (const { actor } of alike) {
      const end = endOf(actor);
      const count = own.get(actor)?.length ?? 0;
      if (end.isAmong && count > 0) yield { seeker: end, maker: end, count: -count };
    }
  }
}

function groupEnds(exchanges: readonly { readonly actor: string }[], endOf: (iri: string) => LinkEnd): Alike[] {
  const found = new Map<string, Alike>();
  for (const { actor } of exchanges) {
    const end = endOf(actor);
    const key = `${end.territory} ${end.isAmong}`;
    found.set(key, { end, count: 1 + (found.get(key)?.count ?? 0) });
  }
  return [...found.values()];
}

/** What is sought or offered and by whom; the rule of what is open is `isOpenExchange`. */
function openExchanges(
  db: DatabaseSync,
  asked: { readonly relation: 'seeks' | 'makesOffer'; readonly type: 'need' | 'offer'; readonly today: string },
): Exchange[] {
  const rows = db
    .prepare(
      `SELECT DISTINCT l.subject AS actor, e.iri, e.concepts FROM link l JOIN entity e ON e.iri = l.object AND e.lead = 1
       WHERE l.relation = :relation AND e.type = :type
         AND EXISTS (SELECT 1 FROM entity a WHERE a.iri = l.subject AND a.lead = 1)
         AND e.concepts NOT LIKE '%/exchange-states/met"%'
         AND (e.ends_at IS NULL OR substr(e.ends_at, 1, 10) >= substr(:today, 1, length(substr(e.ends_at, 1, 10))))`,
    )
    .all({ ...asked });
  return rows.map((row) => ({
    actor: row['actor'] as string,
    resources: (JSON.parse(row['concepts'] as string) as { resource?: string[] }).resource ?? [],
  }));
}

function* withBroader(iri: string, concepts: Pick<Concepts, 'find'>): Iterable<string> {
  const seen = new Set<string>();
  for (let at: string | undefined = iri; at !== undefined && !seen.has(at); at = concepts.find(at)?.broader) {
    seen.add(at);
    yield at;
  }
}
