import type { Quad, Term } from '@rdfjs/types';
import { foaf, rdf } from '../../rdf/terms.ts';
import { orphansOf } from '../../rdf/withhold.ts';
import { type Finding, type Report, toReport } from '../../validation/report.ts';
import { askingToBeListed, type TypeOfClass } from '../discovery/our-classes.ts';

/**
 * Keeps out of the public graph, and out of the public report, what a document says of persons who do not ask in it to be
 * listed (`obs:listed true`): every statement about them, with the nameless things that only these led to. Links to a person
 * whose address lies in another document stay, since that one may ask; its publisher is told how many were left out.
 */
export function withoutUnlistedPersons(
  quads: readonly Quad[],
  report: Report,
  { documentUrl, typeOf }: { readonly documentUrl: string; readonly typeOf: TypeOfClass },
): { readonly quads: readonly Quad[]; readonly report: Report } {
  const persons = unlistedIn(quads, typeOf);
  if (persons.size === 0) return { quads, report };
  const page = pageOf(documentUrl);
  const isHere = (key: string) => !key.startsWith('<') || pageOf(key.slice(1, -1)) === page;
  const { left, dropped } = withoutNodes(quads, {
    about: (subject) => persons.has(subject),
    to: (object) => persons.has(object) && isHere(object),
    typeOf,
  });
  const values = (lines: readonly Quad[]) => new Set(lines.map(({ object }) => object.value));
  const hidden = values(dropped).difference(values(left));
  return {
    quads: left,
    report: toReport([...report.findings.map((finding) => silenced(finding, hidden)), leftOut(persons.size)]),
  };
}

/**
 * Keeps out of a past graph what it says of persons whom no profile lists any more (`isListed`, by IRI), and every link to
 * them: who leaves takes what was said of them along.
 */
export function withoutFormerPersons(
  quads: readonly Quad[],
  { typeOf, isListed }: { readonly typeOf: TypeOfClass; readonly isListed: (iri: string) => boolean },
): readonly Quad[] {
  const persons = personsIn(quads, typeOf);
  const isGone = (key: string) => persons.has(key) && !(key.startsWith('<') && isListed(key.slice(1, -1)));
  return persons.size === 0 ? quads : withoutNodes(quads, { about: isGone, to: isGone, typeOf }).left;
}

/** Parts statements from those about and to some nodes, with the nameless things, needs and offers that only these led to. */
function withoutNodes(
  quads: readonly Quad[],
  {
    about,
    to,
    typeOf,
  }: {
    readonly about: (key: string) => boolean;
    readonly to: (key: string) => boolean;
    readonly typeOf: TypeOfClass;
  },
): { readonly left: readonly Quad[]; readonly dropped: readonly Quad[] } {
  const told = quads.map((quad) => ({ subject: keyOf(quad.subject), object: keyOf(quad.object), quad }));
  const [dropped, kept] = partition(told, ({ subject, object }) => about(subject) || to(object));
  const orphans = new Set([...orphansOf(kept, dropped), ...exchangesOf(dropped, kept, typeOf)]);
  const [alsoDropped, left] = partition(kept, ({ subject, object }) => orphans.has(subject) || orphans.has(object));
  const quadsOf = (lines: typeof told) => lines.map(({ quad }) => quad);
  return { left: quadsOf(left), dropped: quadsOf([...dropped, ...alsoDropped]) };
}

interface Told {
  readonly subject: string;
  readonly object: string;
  readonly quad: Quad;
}

const aboutPages: ReadonlySet<string> = new Set(['primaryTopic', 'topic'].map((name) => foaf(name).value));

/** The needs and offers that were somebody's and are nobody's now: they are what a person says of themselves. */
function exchangesOf(dropped: readonly Told[], kept: readonly Told[], typeOf: TypeOfClass): string[] {
  const held = new Set(dropped.map(({ object }) => object));
  // That a page is about it makes it nobody's.
  const stillHeld = new Set(
    kept.filter(({ quad }) => !aboutPages.has(quad.predicate.value)).map(({ object }) => object),
  );
  return kept.flatMap(({ subject, quad: { predicate, object } }) => {
    const type = predicate.equals(rdf('type')) ? typeOf(object.value) : undefined;
    return (type === 'need' || type === 'offer') && held.has(subject) && !stillHeld.has(subject) ? subject : [];
  });
}

/** The keys of those whom a document calls persons. */
function personsIn(quads: readonly Quad[], typeOf: TypeOfClass): ReadonlySet<string> {
  return new Set(
    quads
      .filter(({ predicate, object }) => predicate.equals(rdf('type')) && typeOf(object.value) === 'person')
      .map(({ subject }) => keyOf(subject)),
  );
}

/** The keys of those whom a document calls persons and who do not ask in it to be listed. */
function unlistedIn(quads: readonly Quad[], typeOf: TypeOfClass): ReadonlySet<string> {
  const persons = personsIn(quads, typeOf);
  if (persons.size === 0) return persons;
  return persons.difference(new Set(askingToBeListed(quads).map(keyOf)));
}

/** A term as `orphansOf` tells them apart; a literal never looks like a node. */
function keyOf({ termType, value }: Term): string {
  return termType === 'NamedNode' ? `<${value}>` : termType === 'BlankNode' ? `_:${value}` : '"';
}

function pageOf(address: string): string {
  return address.split('#', 1)[0] ?? '';
}

/** What a finding quotes of somebody who is not to be told of. */
function silenced(finding: Finding, hidden: ReadonlySet<string>): Finding {
  const { value, ...rest } = finding;
  if (value === undefined || !hidden.has(value)) return finding;
  const { fr, en } = finding.message;
  return { ...rest, message: { fr: fr.replaceAll(value, '…'), en: en.replaceAll(value, '…') } };
}

function partition<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  const { true: first = [], false: second = [] } = Object.groupBy(items, (item) => `${isFirst(item)}`);
  return [first, second];
}

function leftOut(count: number): Finding {
  const [persons, people] =
    count === 1
      ? ['d’une personne qui n’a', 'one person who has']
      : [`de ${count} personnes qui n’ont`, `${count} persons who have`];
  return {
    severity: 'info',
    rule: 'profile/unlisted-person',
    message: {
      fr: `Cette fiche parle ${persons} pas demandé à figurer dans l’annuaire : nous n’en gardons rien. Qui le souhaite ajoute "listed": true à sa description.`,
      en: `This profile speaks of ${people} not asked to appear in the directory: we keep nothing of it. Whoever wishes to adds "listed": true to their description.`,
    },
  };
}
