import type { Graph, GraphChange } from '../graph/graph.ts';
import { dct, literal, namedNode, obs, prov, quadOf, rdf, xsd } from '../rdf/terms.ts';
import type { Bilingual } from '../rdf/text.ts';
import { writeNTriples } from '../rdf/write-ntriples.ts';

/** What the graph says of a lead. */
export interface SaidLead {
  readonly id: string;
  readonly kind: string;
  readonly self: { readonly iri: string };
  readonly actor: { readonly iri: string };
  readonly others: readonly { readonly iri: string }[];
  readonly distanceKm?: number;
  readonly reasons: readonly Bilingual[];
  readonly score: { readonly value: number };
  readonly statements: readonly { readonly document: string; readonly entity: string }[];
}

/** Reached by GRAPH only: nobody has said them. */
const leadGraphIri = 'urn:obsidienne:leads';

/** So many are written at once: the thread that writes them is that of pages. */
const atOnce = 100;

/** Writes a lead (`obs:Lead`) with its reasons, what it rests on and the documents that say it (`prov:wasDerivedFrom`), as N-Triples. */
function writeLead({ id, kind, self, actor, others, distanceKm, reasons, score, statements }: SaidLead): string {
  const lead = namedNode(`urn:obsidienne:lead:${id}`);
  return writeNTriples([
    quadOf(lead, rdf('type'), obs('Lead')),
    quadOf(lead, dct('type'), literal(kind)),
    quadOf(lead, obs('leadFor'), namedNode(self.iri)),
    ...[actor, ...others].map(({ iri }) => quadOf(lead, obs('leadTo'), namedNode(iri))),
    ...reasons.flatMap(({ fr, en }) => [
      quadOf(lead, obs('leadReason'), literal(fr, 'fr')),
      quadOf(lead, obs('leadReason'), literal(en, 'en')),
    ]),
    quadOf(lead, obs('leadScore'), literal(score.value.toFixed(3), xsd('decimal'))),
    ...(distanceKm === undefined ? [] : [quadOf(lead, obs('distanceKm'), literal(String(distanceKm), xsd('integer')))]),
    ...[...new Set(statements.map(({ entity }) => entity))].map((entity) =>
      quadOf(lead, obs('restsOn'), namedNode(entity)),
    ),
    ...[...new Set(statements.map(({ document }) => document))].map((document) =>
      quadOf(lead, prov('wasDerivedFrom'), namedNode(document)),
    ),
  ]);
}

/** The graph `urn:obsidienne:leads`, of which only what differs is told. */
export interface LeadGraph {
  /** The whole, as it is now. */
  current(): GraphChange;
  /** What has to change for the graph to tell these leads and no others, in pieces that are made as they are taken. */
  replace(leads: readonly SaidLead[]): Iterable<GraphChange>;
  /** What has to change with the graphs of profiles: a lead goes at once when a profile that it rests on changes or goes. */
  follow(changes: readonly GraphChange[]): readonly GraphChange[];
}

interface Held {
  readonly text: string;
  readonly documents: readonly string[];
}

/** Holds the leads that the graph tells. */
export function createLeadGraph(): LeadGraph {
  const held = new Map<string, Held>();
  const graph = { iri: leadGraphIri, role: 'about' } as const;
  const current = (): GraphChange => ({
    ...graph,
    triples: held.size > 0 ? [...held.values()].map(({ text }) => text).join('') : null,
  });

  /** Takes and gives leads, and tells what that is to the graph: nothing, its content at the first and the last lead, else an exchange. */
  function exchange(leaving: readonly string[], coming: readonly SaidLead[]): readonly GraphChange[] {
    const isFirst = held.size === 0;
    const [removed, added]: [string[], string[]] = [[], []];
    for (const id of leaving) {
      removed.push(held.get(id)?.text ?? '');
      held.delete(id);
    }
    for (const lead of coming) {
      const text = writeLead(lead);
      const before = held.get(lead.id)?.text;
      if (text === before) continue;
      if (before !== undefined) removed.push(before);
      added.push(text);
      held.set(lead.id, { text, documents: lead.statements.map(({ document }) => document) });
    }
    if (removed.length + added.length === 0) return [];
    if (isFirst || held.size === 0) return [current()];
    return [{ ...graph, removed: removed.join(''), added: added.join('') }];
  }

  return {
    current,
    *replace(leads) {
      const wanted = new Set(leads.map(({ id }) => id));
      yield* exchange(
        [...held.keys()].filter((id) => !wanted.has(id)),
        [],
      );
      for (let at = 0; at < leads.length; at += atOnce) yield* exchange([], leads.slice(at, at + atOnce));
    },
    follow(changes) {
      const changed = new Set(changes.filter(({ role }) => role === 'profile').map(({ iri }) => iri));
      const leaving = [...held].filter(([, { documents }]) => documents.some((document) => changed.has(document)));
      return exchange(
        leaving.map(([id]) => id),
        [],
      );
    },
  };
}

/** A whole dataset with the leads that were found in it. */
export async function* withLeads(changes: AsyncIterable<GraphChange>, leads: LeadGraph): AsyncIterable<GraphChange> {
  yield* changes;
  yield leads.current();
}

/** The way to the graph, with which leads leave what they rest on. */
export function followedByLeads(graph: Pick<Graph, 'change'>, leads: LeadGraph): Pick<Graph, 'change'> {
  return { change: (changes) => graph.change([...changes, ...leads.follow(changes)]) };
}
