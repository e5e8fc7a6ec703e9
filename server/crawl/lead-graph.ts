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

/** Writes leads (`obs:Lead`) with their reasons, what they rest on and the documents that say it (`prov:wasDerivedFrom`). */
function writeLeadGraph(leads: readonly SaidLead[]): GraphChange {
  const quads = leads.flatMap(({ id, kind, self, actor, others, distanceKm, reasons, score, statements }) => {
    const lead = namedNode(`urn:obsidienne:lead:${id}`);
    return [
      quadOf(lead, rdf('type'), obs('Lead')),
      quadOf(lead, dct('type'), literal(kind)),
      quadOf(lead, obs('leadFor'), namedNode(self.iri)),
      ...[actor, ...others].map(({ iri }) => quadOf(lead, obs('leadTo'), namedNode(iri))),
      ...reasons.flatMap(({ fr, en }) => [
        quadOf(lead, obs('leadReason'), literal(fr, 'fr')),
        quadOf(lead, obs('leadReason'), literal(en, 'en')),
      ]),
      quadOf(lead, obs('leadScore'), literal(score.value.toFixed(3), xsd('decimal'))),
      ...(distanceKm === undefined
        ? []
        : [quadOf(lead, obs('distanceKm'), literal(String(distanceKm), xsd('integer')))]),
      ...[...new Set(statements.map(({ entity }) => entity))].map((entity) =>
        quadOf(lead, obs('restsOn'), namedNode(entity)),
      ),
      ...[...new Set(statements.map(({ document }) => document))].map((document) =>
        quadOf(lead, prov('wasDerivedFrom'), namedNode(document)),
      ),
    ];
  });
  return { iri: leadGraphIri, triples: quads.length > 0 ? writeNTriples(quads) : null, role: 'about' };
}

/** The graph `urn:obsidienne:leads` as it is to be now. */
export interface LeadGraph {
  current(): GraphChange;
  replace(leads: readonly SaidLead[]): GraphChange;
  /** What has to change with the graphs of profiles: a lead goes at once when a profile that it rests on changes or goes. */
  follow(changes: readonly GraphChange[]): readonly GraphChange[];
}

/** Holds the leads that the graph tells. */
export function createLeadGraph(): LeadGraph {
  let leads: readonly SaidLead[] = [];
  const current = () => writeLeadGraph(leads);
  return {
    current,
    replace(found) {
      leads = found;
      return current();
    },
    follow(changes) {
      const changed = new Set(changes.filter(({ role }) => role === 'profile').map(({ iri }) => iri));
      const left = leads.filter(({ statements }) => !statements.some(({ document }) => changed.has(document)));
      if (left.length === leads.length) return [];
      leads = left;
      return [current()];
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
