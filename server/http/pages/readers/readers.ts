import type { EntityType, FacetName } from '../../../directory/entity.ts';

/** What of the directory answers a reader's question: the first entries of a list, or the counts of a facet. */
export type LiveAnswer =
  | { readonly kind: 'rows'; readonly type: EntityType; readonly title: LiveKey }
  | { readonly kind: 'bars'; readonly type: EntityType; readonly facet: FacetName; readonly title: LiveKey };

type LiveKey =
  | ('practised' | 'read' | 'offered' | 'sought' | 'where' | 'trades' | 'people')
  | ('cooperations' | 'experiences' | 'diagnosis' | 'seekers');

export interface Reader {
  readonly key: 'chercheurs' | 'lieux' | 'collectifs' | 'conseillers' | 'territoires';
  /** What they are asked for, so that the answer is theirs. */
  readonly asks?: 'place' | 'territory';
  /** What is counted for them. */
  readonly counts: readonly EntityType[];
  readonly live: readonly LiveAnswer[];
  /** Ways on, by the key of their text, with their address. */
  readonly doors: Readonly<Partial<Record<DoorKey, string>>>;
}

type DoorKey =
  | ('sparql' | 'snapshots' | 'observatory' | 'data' | 'publish' | 'check')
  | ('who' | 'practices' | 'territories' | 'sought' | 'flows' | 'ecosystem');

/** The five kinds of readers, each with an address of their own. */
export const readers: readonly Reader[] = [
  {
    key: 'chercheurs',
    counts: ['place', 'experience', 'effect', 'network'],
    live: [
      { kind: 'bars', type: 'place', facet: 'practice', title: 'practised' },
      { kind: 'bars', type: 'place', facet: 'freshness', title: 'read' },
    ],
    doors: { sparql: '/sparql', observatory: '/observatoire', snapshots: '/snapshots', data: '/donnees' },
  },
  {
    key: 'lieux',
    asks: 'place',
    counts: ['offer', 'need', 'network', 'experience'],
    live: [
      { kind: 'bars', type: 'offer', facet: 'resource', title: 'offered' },
      { kind: 'rows', type: 'need', title: 'seekers' },
    ],
    doors: { publish: '/publier', check: '/verifier', practices: '/pratiques' },
  },
  {
    key: 'collectifs',
    counts: ['cooperation', 'event', 'experience', 'network'],
    live: [
      { kind: 'rows', type: 'cooperation', title: 'cooperations' },
      { kind: 'rows', type: 'experience', title: 'experiences' },
    ],
    doors: {
      ecosystem: '/ecosysteme?vue=network',
      who: '/qui-fait-quoi',
      practices: '/pratiques',
      publish: '/publier',
    },
  },
  {
    key: 'conseillers',
    counts: ['need', 'person', 'organization', 'cooperation'],
    live: [
      { kind: 'bars', type: 'need', facet: 'resource', title: 'sought' },
      { kind: 'bars', type: 'need', facet: 'territory', title: 'where' },
      { kind: 'bars', type: 'organization', facet: 'discipline', title: 'trades' },
      { kind: 'bars', type: 'person', facet: 'discipline', title: 'people' },
    ],
    doors: { who: '/qui-fait-quoi', territories: '/territoires', sought: '/sparql?example=sought-not-offered' },
  },
  {
    key: 'territoires',
    asks: 'territory',
    counts: ['place', 'organization', 'network', 'effect'],
    live: [{ kind: 'bars', type: 'place', facet: 'territory', title: 'diagnosis' }],
    doors: {
      territories: '/territoires',
      ecosystem: '/ecosysteme',
      flows: '/?liens=departements',
      observatory: '/observatoire',
    },
  },
];

/** The page for a kind of reader. */
export function readerPath({ key }: Pick<Reader, 'key'>): string {
  return `/pour/${key}`;
}
