import type { Quad } from '@rdfjs/types';
import { given } from '../../rdf/given.ts';
import { activity, dct, ldes, rdf, tree } from '../../rdf/terms.ts';
import { writeNTriples } from '../../rdf/write-ntriples.ts';

/** What became of one profile, as another observatory's feed tells it. */
export interface FeedActivity {
  readonly id: string;
  readonly at: string;
  readonly kind: 'Create' | 'Update' | 'Delete';
  /** Where the profile is published. */
  readonly profile: string;
  /** Where that observatory passes it on; absent when it may not. */
  readonly record?: string;
  /** The record itself as N-Triples, where the document has it. */
  readonly ntriples?: string;
}

/** One document of a feed: where its pages are, or what is on one. */
export interface FeedReading {
  readonly pages: readonly {
    readonly url: string;
    /** No entry on it is later. */
    readonly until?: string;
    /** No entry on it is earlier. */
    readonly from?: string;
  }[];
  /** The oldest first. */
  readonly activities: readonly FeedActivity[];
}

/** Reads a document of a Linked Data Event Stream of activities about profiles; undefined when it is none. */
export function readFeed(all: readonly Quad[]): FeedReading | undefined {
  const graphs = Map.groupBy(all, ({ graph }) => graph.value);
  // What a record says is no statement of the feed about itself.
  const quads = graphs.get('') ?? [];
  const subjects = Map.groupBy(quads, ({ subject }) => subject.value);
  const said = (subject: string, { value }: Quad['predicate']) =>
    subjects.get(subject)?.find(({ predicate }) => predicate.value === value)?.object.value;
  const objects = ({ value }: Quad['predicate']) =>
    quads.filter(({ predicate }) => predicate.value === value).map(({ object }) => object.value);
  if (!quads.some((q) => q.predicate.equals(rdf('type')) && q.object.equals(ldes('EventStream')))) return undefined;

  const pages = new Map<string, { url: string; until?: string; from?: string }>();
  for (const relation of objects(tree('relation'))) {
    const url = said(relation, tree('node'));
    if (!url) continue;
    const page = pages.get(url) ?? { url };
    pages.set(url, page);
    if (said(relation, tree('path')) !== activity('published').value) continue;
    const value = said(relation, tree('value'));
    const type = said(relation, rdf('type'));
    if (value && type === tree('LessThanOrEqualToRelation').value) page.until = value;
    if (value && type === tree('GreaterThanOrEqualToRelation').value) page.from = value;
  }
  const activities = objects(tree('member')).flatMap((id): FeedActivity[] => {
    const kind = kinds.find((one) => said(id, rdf('type')) === activity(one).value);
    const at = said(id, activity('published'));
    const profile = said(id, dct('isVersionOf'));
    if (!kind || !profile || !at || Number.isNaN(Date.parse(at))) return [];
    const own = graphs.get(id);
    return [
      {
        id,
        at: new Date(at).toISOString(),
        kind,
        profile,
        ...given('record', said(id, activity('result'))),
        ...given('ntriples', own && writeNTriples(own)),
      },
    ];
  });
  return {
    pages: [...pages.values()].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1)),
    activities: activities.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
  };
}

const kinds = ['Create', 'Update', 'Delete'] as const;
