import { readFileSync } from 'node:fs';
import type { Quad, Term } from '@rdfjs/types';
import { parseTurtle } from '../../rdf/parse-turtle.ts';
import {
  activity,
  blankNode,
  dct,
  foaf,
  ldes,
  literal,
  namedNode,
  prov,
  quadOf,
  rdf,
  schema,
  tree,
  xsd,
} from '../../rdf/terms.ts';
import { topicsOf } from '../../rdf/topics.ts';
import type { FeedEntry, FeedPage, ProfileState } from './feed-source.ts';

const template = readFileSync(new URL('feed.ttl', import.meta.url), 'utf8');

/** The stream and where its pages are, with the moments between which each was written; `base` is `https://host`. */
export function describeFeed(pages: readonly FeedPage[], base: string): Quad[] {
  const quads = parseTurtle(template, 'turtle', `${base}/`);
  const view = namedNode(`${base}/feed`);
  for (const { number, from, until, isFull } of pages) {
    const bound = (type: string, moment: string) => {
      const relation = blankNode(`${type}${number}`);
      quads.push(
        quadOf(view, tree('relation'), relation),
        quadOf(relation, rdf('type'), tree(type)),
        quadOf(relation, tree('node'), namedNode(pageOf(number, base))),
        quadOf(relation, tree('path'), activity('published')),
        quadOf(relation, tree('value'), literal(moment, xsd('dateTime'))),
      );
    };
    bound('GreaterThanOrEqualToRelation', from);
    // What is still being written may hold anything that comes.
    if (isFull) bound('LessThanOrEqualToRelation', until);
  }
  return quads;
}

/** One page of the stream: each entry with what its profile said then, in a graph named like the entry. */
export function describePage(
  { number, isFull }: Pick<FeedPage, 'number' | 'isFull'>,
  entries: readonly FeedEntry[],
  base: string,
): Quad[] {
  const page = pageOf(number, base);
  const stream = namedNode(`${base}/feed#stream`);
  const quads: Quad[] = [
    quadOf(namedNode(page), rdf('type'), tree('Node')),
    quadOf(stream, rdf('type'), ldes('EventStream')),
    quadOf(stream, tree('view'), namedNode(`${base}/feed`)),
    // Clients need not ask for it again.
    ...(isFull ? [quadOf(namedNode(page), ldes('immutable'), literal('true', xsd('boolean')))] : []),
  ];
  for (const entry of entries) {
    const member = namedNode(`${page}#${entry.seq}`);
    const say = (predicate: Quad['predicate'], object: Term) => quads.push(quadOf(member, predicate, object));
    quads.push(quadOf(stream, tree('member'), member));
    say(rdf('type'), activity(entry.kind));
    say(activity('published'), literal(entry.at, xsd('dateTime')));
    say(dct('isVersionOf'), namedNode(entry.url));
    say(activity('object'), namedNode(entry.url));
    for (const topic of new Set(entry.topics)) say(foaf('topic'), namedNode(topic));
    const { state } = entry;
    if (entry.kind === 'Delete' || state) say(activity('result'), namedNode(recordOf(entry.registration, base)));
    if (!state) continue;
    say(dct('license'), licenseTerm(state.license));
    for (const { subject, predicate, object } of describeRecord(state, base))
      quads.push(quadOf(apart(subject, entry.seq), predicate, apart(object, entry.seq), member));
  }
  return quads;
}

/**
 * A profile as this observatory passes it on, at an address of ours: what it says, where and when it was read, and on which
 * terms. It speaks as a record about somebody else's address, and never in that one's name.
 */
export function describeRecord(state: ProfileState, base: string): Quad[] {
  const record = namedNode(recordOf(state.registration, base));
  const source = namedNode(state.url);
  const quads = [
    quadOf(record, rdf('type'), foaf('Document')),
    quadOf(record, prov('wasDerivedFrom'), source),
    quadOf(record, prov('wasAttributedTo'), namedNode(`${base}/catalog#publisher`)),
    quadOf(record, prov('generatedAtTime'), literal(state.at, xsd('dateTime'))),
    quadOf(record, dct('license'), licenseTerm(state.license)),
  ];
  if (state.credit) quads.push(quadOf(record, schema('creditText'), literal(state.credit)));
  for (const topic of topicsOf(state.quads, [state.url]))
    quads.push(quadOf(record, foaf('primaryTopic'), namedNode(topic)));
  return [...quads, ...state.quads];
}

function pageOf(number: number, base: string): string {
  return `${base}/feed/${number}`;
}

function recordOf(registration: string, base: string): string {
  return `${base}/feed/profiles/${registration}`;
}

function licenseTerm(license: string): Term {
  return URL.canParse(license) ? namedNode(license) : literal(license);
}

/** Blank nodes of two states must not meet on one page. */
function apart(term: Term, seq: number): Term {
  return term.termType === 'BlankNode' ? blankNode(`m${seq}${term.value}`) : term;
}
