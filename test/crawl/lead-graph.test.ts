import { describe, expect, it } from 'vitest';
import { createLeadGraph, type SaidLead } from '../../server/crawl/lead-graph.ts';
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
const idsIn = (triples: string | null) => [
  ...new Set([...(triples ?? '').matchAll(/<urn:obsidienne:lead:(\w+)>/g)].map(([, id]) => id)),
];
const triplesOf = (change: object | undefined) =>
  change && 'triples' in change ? (change.triples as string | null) : undefined;

describe('the graph of leads', () => {
  it('says of each its reasons in both languages and what it rests on, under a name of its own', () => {
    const change = createLeadGraph().replace([lead('un', 'https://b.example/')]);
    expect(change).toMatchObject({ iri: 'urn:obsidienne:leads', role: 'about' });
    const quads = parseTurtle(triplesOf(change) ?? '', 'turtle', 'https://x.example/');
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
    graph.replace([lead('un', 'https://b.example/'), lead('deux', 'https://c.example/')]);
    const profile = (iri: string) => [{ iri, triples: null, role: 'profile' } as const];
    expect(graph.follow(profile('https://other.example/'))).toEqual([]);
    const [change] = graph.follow(profile('https://b.example/'));
    expect(idsIn(triplesOf(change) ?? null)).toEqual(['deux']);
    expect(idsIn(triplesOf(graph.current()) ?? null)).toEqual(['deux']);
    expect(triplesOf(graph.follow(profile('https://a.example/'))[0])).toBeNull();
  });
});
