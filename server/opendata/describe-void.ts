import type { Quad, Term } from '@rdfjs/types';
import type { EntityType } from '../directory/entity.ts';
import { dct, foaf, literal, namedNode, OBS, quadOf, rdf, SCHEMA, schema, xsd } from '../rdf/terms.ts';
import type { Snapshot } from './snapshot.ts';

/** A dataset of others that profiles point to, and how often they do. */
export interface LinkedDataset {
  readonly key: string;
  readonly title: string;
  readonly homepage: string;
  /** What the addresses of its things begin with. */
  readonly spaces: readonly string[];
  readonly links: number;
}

/** What the description of the dataset counts and names. */
export interface VoidState {
  readonly base: string;
  readonly counts: Readonly<Record<EntityType, number>>;
  /** Class of each type of entity. */
  readonly classes: Readonly<Partial<Record<EntityType, string>>>;
  readonly changedAt?: string;
  /** Statements of all profiles. */
  readonly triples: number;
  /** The newest state that can be downloaded: profiles without a licence are in none of its files. */
  readonly snapshot?: Snapshot;
  readonly linked: readonly LinkedDataset[];
  /** Some of what is described. */
  readonly examples: readonly string[];
}

const voidTerm = (local: string) => namedNode(`http://rdfs.org/ns/void#${local}`);
const formats = ['Turtle', 'JSON-LD', 'N-Quads', 'TriG'].map((name) => `http://www.w3.org/ns/formats/${name}`);
const vocabularies = [OBS, SCHEMA, 'http://xmlns.com/foaf/0.1/', 'http://www.w3.org/2004/02/skos/core#'];
const integer = (value: number) => literal(String(value), xsd('integer'));

/** The dataset in the words of VoID (https://www.w3.org/TR/void/), for `/.well-known/void`. */
export function describeVoid(state: VoidState): Quad[] {
  const { base, counts, classes, changedAt, triples, examples } = state;
  const document = namedNode(`${base}/.well-known/void`);
  const dataset = namedNode(`${base}/catalog#dataset`);
  const quads: Quad[] = [];
  const say = (subject: Term, predicate: Quad['predicate'], ...objects: readonly Term[]) => {
    for (const object of objects) quads.push(quadOf(subject as Quad['subject'], predicate, object));
  };
  const text = (fr: string, en: string) => [literal(fr, 'fr'), literal(en, 'en')];
  say(document, rdf('type'), voidTerm('DatasetDescription'));
  say(
    document,
    dct('title'),
    ...text(
      'Description des données d’un observatoire des tiers-lieux',
      'Description of the data of an observatory of third places',
    ),
  );
  say(document, dct('creator'), namedNode(`${base}/catalog#publisher`));
  say(document, foaf('primaryTopic'), dataset);
  say(dataset, rdf('type'), voidTerm('Dataset'));
  say(
    dataset,
    dct('title'),
    ...text('Tiers-lieux, réseaux, pratiques, besoins et liens', 'Third places, networks, practices, needs and links'),
  );
  say(
    dataset,
    dct('description'),
    ...text(
      'Une fiche par lieu, réseau, personne, besoin, offre, coopération ou événement, telle que son auteur la publie ; chacune dit sa licence.',
      'One profile for each place, network, person, need, offer, cooperation or event, as its author publishes it; each states its licence.',
    ),
  );
  say(dataset, foaf('homepage'), namedNode(`${base}/donnees`));
  say(dataset, dct('publisher'), namedNode(`${base}/catalog#publisher`));
  if (changedAt) say(dataset, dct('modified'), literal(changedAt, xsd('dateTime')));
  say(dataset, voidTerm('sparqlEndpoint'), namedNode(`${base}/sparql`));
  say(dataset, voidTerm('triples'), integer(triples));
  say(dataset, voidTerm('entities'), integer(Object.values(counts).reduce((sum, count) => sum + count, 0)));
  say(dataset, voidTerm('feature'), ...formats.map(namedNode));
  say(dataset, voidTerm('vocabulary'), ...vocabularies.map(namedNode));
  say(dataset, voidTerm('exampleResource'), ...examples.map(namedNode));
  for (const [type, iri] of Object.entries(classes)) {
    const partition = namedNode(`${base}/.well-known/void#${type}`);
    say(dataset, voidTerm('classPartition'), partition);
    say(partition, rdf('type'), voidTerm('Dataset'));
    say(partition, voidTerm('class'), namedNode(iri));
    say(partition, voidTerm('entities'), integer(counts[type as EntityType]));
  }
  describeDumps(state, { dataset, say });
  describeLinks(state, { dataset, say });
  return quads;
}

interface Telling {
  readonly dataset: Term;
  readonly say: (subject: Term, predicate: Quad['predicate'], ...objects: readonly Term[]) => void;
}

/** Each part of the snapshot is a set of its own: what may be done with it, and how many statements its dump has. */
function describeDumps({ base, snapshot }: VoidState, { dataset, say }: Telling): void {
  for (const { terms, quads, licenses, files } of snapshot?.parts ?? []) {
    const part = namedNode(`${base}/snapshots/${snapshot?.date}#${terms}`);
    const dumps = files.filter(({ name }) => name.endsWith('.nq.gz'));
    const addresses = dumps.map(({ name }) => namedNode(`${base}/snapshots/${snapshot?.date}/${name}`));
    say(dataset, voidTerm('subset'), part);
    say(dataset, voidTerm('dataDump'), ...addresses);
    say(part, rdf('type'), voidTerm('Dataset'));
    say(part, dct('issued'), literal(snapshot?.at ?? '', xsd('dateTime')));
    say(part, voidTerm('triples'), integer(quads));
    say(part, voidTerm('dataDump'), ...addresses);
    say(part, dct('license'), ...licenses.flatMap(({ iri }) => (URL.canParse(iri) ? namedNode(iri) : [])));
  }
}

/** How often profiles say to be the same as something of a dataset of others. */
function describeLinks({ base, linked }: VoidState, { dataset, say }: Telling): void {
  for (const { key, title, homepage, spaces, links } of linked) {
    if (links === 0) continue;
    const linkset = namedNode(`${base}/.well-known/void#to-${key}`);
    const other = namedNode(`${base}/.well-known/void#${key}`);
    say(dataset, voidTerm('subset'), linkset);
    say(linkset, rdf('type'), voidTerm('Linkset'));
    say(linkset, voidTerm('subjectsTarget'), dataset);
    say(linkset, voidTerm('objectsTarget'), other);
    say(linkset, voidTerm('linkPredicate'), schema('sameAs'));
    say(linkset, voidTerm('triples'), integer(links));
    say(other, rdf('type'), voidTerm('Dataset'));
    say(other, dct('title'), literal(title));
    say(other, foaf('homepage'), namedNode(homepage));
    say(other, voidTerm('uriSpace'), ...spaces.map((space) => literal(space)));
  }
}
