import type { Concepts } from './concepts.ts';
import { withBroader } from './facets/facets.ts';
import type { OpenExchange } from './open-exchanges.ts';

/** Where an end of links is, and whether it is, or runs, one of the places asked for. */
export interface LinkEnd {
  readonly territory: string | undefined;
  readonly isAmong: boolean;
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
  openOn: (today: string) => Iterable<OpenExchange>,
  {
    concepts,
    today,
    endOf,
  }: { readonly concepts: Pick<Concepts, 'find'>; readonly today: string; readonly endOf: (iri: string) => LinkEnd },
): Iterable<ExchangeCount> {
  const all = [...openOn(today)].filter(({ isKnown }) => isKnown);
  const of = (kind: OpenExchange['kind']) =>
    all
      .filter((one) => one.kind === kind)
      .map(({ holder, concepts: said }) => ({ actor: holder, resources: said['resource'] ?? [] }));
  const needs = of('need');
  const offers = of('offer').map(({ actor, resources }) => ({
    actor,
    resources: new Set(resources.flatMap((iri) => withBroader(concepts, iri))),
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
