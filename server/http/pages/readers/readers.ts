import type { EntityType, FacetName } from '../../../directory/entity.ts';

/** What of the directory answers a reader's question: the first entries of a list, or the counts of a facet. */
export type LiveAnswer =
  | { readonly kind: 'rows'; readonly type: EntityType }
  | { readonly kind: 'bars'; readonly type: EntityType; readonly facet: FacetName };

export interface Reader {
  readonly key: 'chercheurs' | 'lieux' | 'collectifs' | 'conseillers' | 'territoires';
  /** What is counted for them. */
  readonly counts: readonly EntityType[];
  readonly live: LiveAnswer;
  /** Ways on, by the key of their text, with their address. */
  readonly doors: Readonly<Partial<Record<DoorKey, string>>>;
}

type DoorKey =
  | ('sparql' | 'snapshots' | 'observatory' | 'data' | 'publish' | 'check')
  | ('who' | 'practices' | 'territories' | 'sought' | 'flows');

/** The five kinds of readers, each with an address of their own. */
export const readers: readonly Reader[] = [
  {
    key: 'chercheurs',
    counts: ['place', 'experience', 'effect', 'network'],
    live: { kind: 'bars', type: 'place', facet: 'practice' },
    doors: { sparql: '/sparql', observatory: '/observatoire', snapshots: '/snapshots', data: '/donnees' },
  },
  {
    key: 'lieux',
    counts: ['need', 'offer', 'network', 'experience'],
    live: { kind: 'rows', type: 'need' },
    doors: { publish: '/publier', check: '/verifier', practices: '/pratiques' },
  },
  {
    key: 'collectifs',
    counts: ['cooperation', 'event', 'experience', 'network'],
    live: { kind: 'rows', type: 'cooperation' },
    doors: { who: '/qui-fait-quoi', practices: '/pratiques', publish: '/publier' },
  },
  {
    key: 'conseillers',
    counts: ['need', 'person', 'organization', 'cooperation'],
    live: { kind: 'bars', type: 'need', facet: 'resource' },
    doors: { who: '/qui-fait-quoi', territories: '/territoires', sought: '/sparql?example=sought-not-offered' },
  },
  {
    key: 'territoires',
    counts: ['place', 'organization', 'network', 'effect'],
    live: { kind: 'bars', type: 'place', facet: 'territory' },
    doors: { territories: '/territoires', flows: '/?liens=departements', observatory: '/observatoire' },
  },
];

/** The page for a kind of reader. */
export function readerPath({ key }: Pick<Reader, 'key'>): string {
  return `/pour/${key}`;
}
