import { describe, expect, it } from 'vitest';
import { createLeadGraph, type LeadGraph, type SaidLead } from '../../server/crawl/lead-graph.ts';
import type { GraphChange } from '../../server/graph/graph.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { OBS } from '../../server/rdf/terms.ts';

const lead = (id: string, document: string): SaidLead => ({
  id,
  kind: 'answers-need',
  self: { iri: 'https://a.example/#lieu' },
  actor: { iri: `${document}#lieu` },
  others: [],
  distanceKm: 12,
  reasons: [{ fr: 'Une raison « à elle »', en: 'A reason' }],
  score: { value: 0.51234 },
  statements: [
    { document: 'https://a.example/', entity: 'https://a.example/#lieu' },
    { document, entity: `${document}#lieu` },
  ],
});
const idsIn = (triples: string) => [
  ...new Set([...triples.matchAll(/<urn:obsidienne:lead:(\w+)>/g)].map(([, id]) => id)),
];
/** The graph as an engine holds it that was told the changes. */
function createHolder() {
  let lines: Set<string> | undefined;
  return {
    take(changes: Iterable<GraphChange>) {
      const all = [...changes];
      for (const change of all)
        if ('triples' in change) lines = change.triples === null ? undefined : linesOf(change.triples);
        // As the contract says: nothing happens to a graph that is not held.
        else if (lines) lines = linesOf(change.added).union(lines.difference(linesOf(change.removed)));
      return all;
    },
    ids: () => idsIn([...(lines ?? [])].join('\n')),
    text: () => lines && [...lines].sort(),
  };
}
const linesOf = (text: string) => new Set(text.split('\n').filter((line) => line !== ''));
const heldNow = (graph: LeadGraph) => {
  const whole = graph.current();
  return 'triples' in whole && whole.triples !== null ? [...linesOf(whole.triples)].sort() : undefined;
};
const profile = (iri: string) => [{ iri, triples: null, role: 'profile' } as const];

describe('the graph of leads', () => {
  it('says of each its reasons in both languages and what it rests on, under a name of its own', () => {
    const [change] = createLeadGraph().replace([lead('un', 'https://b.example/')]);
    expect(change).toMatchObject({ iri: 'urn:obsidienne:leads', role: 'about' });
    const triples = change && 'triples' in change ? change.triples : null;
    const quads = parseTurtle(triples ?? '', 'turtle', 'https://x.example/');
    const said = (name: string) =>
      quads
        .filter((q) => q.predicate.value === OBS + name)
        .map((q) => q.object.value)
        .sort();
    expect(said('leadReason')).toEqual(['A reason', 'Une raison « à elle »']);
    expect(said('restsOn')).toEqual(['https://a.example/#lieu', 'https://b.example/#lieu']);
    expect(said('leadScore')).toEqual(['0.512']);
  });

  it('loses a lead at once with a profile that it rests on, and is left alone otherwise', () => {
    const graph = createLeadGraph();
    const engine = createHolder();
    engine.take(graph.replace([lead('un', 'https://b.example/'), lead('deux', 'https://c.example/')]));
    expect(graph.follow(profile('https://other.example/'))).toEqual([]);
    engine.take(graph.follow(profile('https://b.example/')));
    expect([engine.ids(), idsIn(heldNow(graph)?.join('\n') ?? '')]).toEqual([['deux'], ['deux']]);
    engine.take(graph.follow(profile('https://a.example/')));
    expect([engine.text(), heldNow(graph)]).toEqual([undefined, undefined]);
  });

  it('tells what differs and nothing else, in pieces', () => {
    const graph = createLeadGraph();
    const engine = createHolder();
    const many = Array.from({ length: 250 }, (_, at) => lead(`l${at}`, `https://b${at}.example/`));
    expect(engine.take(graph.replace(many))).toHaveLength(3);
    expect([engine.ids().length, engine.text()]).toEqual([250, heldNow(graph)]);
    expect(engine.take(graph.replace(many))).toEqual([]);
    const [second, ...others] = many.slice(1);
    const changed = [{ ...(second as SaidLead), kind: 'shares-practice' }, ...others];
    const told = engine.take(graph.replace(changed));
    expect(told.map((change) => ('added' in change ? [idsIn(change.removed), idsIn(change.added)] : change))).toEqual([
      [['l0'], []],
      [['l1'], ['l1']],
    ]);
    expect(engine.text()).toEqual(heldNow(graph));
  });

  it('may lose leads while others are still coming', () => {
    const graph = createLeadGraph();
    const engine = createHolder();
    const many = Array.from({ length: 250 }, (_, at) => lead(`l${at}`, `https://b${at}.example/`));
    for (const change of graph.replace(many)) {
      engine.take([change]);
      engine.take(graph.follow(profile('https://b7.example/')));
    }
    expect(engine.ids()).not.toContain('l7');
    expect([engine.ids().length, engine.text()]).toEqual([249, heldNow(graph)]);
  });
});
