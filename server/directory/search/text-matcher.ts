import type { DatabaseSync } from 'node:sqlite';
import type { EntityType } from '../entity.ts';
import { entityTypes } from '../entity.ts';
import type { Bits, Postings } from '../facets/bits.ts';
import { emptyBits, intersect, isEmpty, mergeInto, setBit, subtract } from '../facets/bits.ts';
import type { FacetIndex } from '../facets/facet-index.ts';
import type { FacetTable } from '../facets/facet-table.ts';
import type { Labels } from './labels.ts';
import type { SearchedWord } from './search-words.ts';
import { lookedUp, matchExpression, searchText, searchWords } from './search-words.ts';
import type { Spelling } from './spelling.ts';

/** What a search finds among the entities of one type. */
export interface TextMatch {
  readonly all: Bits;
  /** Parts of `all`, the best first: named exactly so, beginning so, with every word in the name, the rest. */
  readonly tiers: () => readonly Bits[];
  /** Set when nothing has the words searched for: the words that were taken instead. */
  readonly closeTo?: readonly string[];
}

/** Finds entities by words: one meaning of a search for lists, their counts and the suggestions. */
export interface TextMatcher {
  match(type: EntityType, q: string): TextMatch;
}

const keptMatches = 50;
/** What a name may begin with before the first word that one remembers. */
const articles = ['', 'le ', 'la ', 'les ', 'l ', 'the '];

/**
 * Makes the matcher over the full text and the index. Every word must be found, in the text or as a label of a concept or
 * territory that the entity has. The last one may be a beginning; the others may when nothing of the type has them whole, and
 * words near to them are taken when nothing has those either, whatever else narrows the list: so a facet's count is the length
 * of the list behind it.
 */
export function createTextMatcher(
  db: DatabaseSync,
  { index, labels, spelling }: { index: FacetIndex; labels: Labels; spelling: Spelling },
): TextMatcher {
  const sql = {
    text: db.prepare('SELECT group_concat(rowid) AS ids FROM entity_text WHERE entity_text MATCH ?'),
    isKnown: db.prepare('SELECT 1 FROM entity_text WHERE entity_text MATCH ? LIMIT 1'),
    named: db.prepare('SELECT group_concat(id) AS ids FROM entity WHERE lead = 1 AND type = ? AND sort_name = ?'),
    begins: db.prepare(
      'SELECT group_concat(id) AS ids FROM entity WHERE lead = 1 AND type = ? AND sort_name >= ? AND sort_name < ?',
    ),
  };
  const kept = new Map<string, TextMatch>();
  /** What each misspelt word was taken for. */
  const keptNear = new Map<string, readonly string[]>();
  let keptRevision = 0;

  /** Adds to `target` the slots of the ids that a statement groups. */
  function addIds(target: Bits, type: EntityType, row: Record<string, unknown> | undefined): void {
    const ids = row?.['ids'] as string | null | undefined;
    if (!ids) return;
    const typeIndex = entityTypes.indexOf(type);
    for (const id of ids.split(',')) {
      const at = index.slotOf(Number(id));
      if (at?.type === typeIndex) setBit(target, at.slot);
    }
  }

  function search(type: EntityType, words: readonly SearchedWord[]): Bits {
    const table = index.table(type);
    const all = emptyBits(table.ids.length);
    mergeInto(all, table.live);
    const synonyms = words.map((word) => synonymsOf(table, word, words));
    // What only the text can hold is left to it at once.
    const textOnly = words.filter((_, at) => synonyms[at]?.length === 0);
    const narrow = (part: readonly SearchedWord[], alsoIn: readonly Postings[]) => {
      const bits = emptyBits(table.ids.length);
      addIds(bits, type, sql.text.get(matchExpression(part)));
      for (const postings of alsoIn) mergeInto(bits, postings);
      intersect(all, bits);
    };
    if (textOnly.length > 0) narrow(textOnly, []);
    for (const [at, word] of words.entries()) if (synonyms[at]?.length) narrow([word], synonyms[at]);
    return all;
  }

  /** Who has a concept or lies in a territory that is called so; what it only seeks or offers is not what it is. */
  function synonymsOf(table: FacetTable, { called }: SearchedWord, words: readonly SearchedWord[]): Postings[] {
    const all = words.flatMap((word) => word.called);
    const values = new Set(called.flatMap((word) => labels.meantBy(word, all)));
    return [...table.values].flatMap(([facet, postings]) =>
      facet === 'need' || facet === 'offer' ? [] : [...values].flatMap((value) => postings.get(value) ?? []),
    );
  }

  function tiersOf(
    type: EntityType,
    { words, phrase, all }: { words: readonly SearchedWord[]; phrase: string; all: Bits },
  ): Bits[] {
    const [named, begins, inName] = [
      emptyBits(all.length * 32),
      emptyBits(all.length * 32),
      emptyBits(all.length * 32),
    ];
    for (const article of articles) {
      addIds(named, type, sql.named.get(type, article + phrase));
      addIds(begins, type, sql.begins.get(type, article + phrase, `${article}${phrase}\u{10FFFF}`));
    }
    addIds(inName, type, sql.text.get(`name : (${matchExpression(words)})`));
    const rest = all.slice();
    for (const tier of [named, begins, inName]) {
      intersect(tier, rest);
      subtract(rest, tier);
    }
    return [named, begins, inName, rest];
  }

  function find(type: EntityType, q: string): TextMatch {
    const said = searchWords(q);
    const size = index.table(type).ids.length;
    if (said.length === 0) return nothing(size);
    const phrase = searchText(q);
    for (const words of said.length > 1 ? [lookedUp(said, 'last'), lookedUp(said, 'all')] : [lookedUp(said, 'last')]) {
      const all = search(type, words);
      if (!isEmpty(all)) return toMatch(type, { words, phrase, all });
    }
    const near = nearWords(said);
    const all = near ? search(type, near) : emptyBits(size);
    if (!near || isEmpty(all)) return nothing(size);
    const closeTo = near.map(({ called }) => called[0] ?? '');
    return { ...toMatch(type, { words: near, phrase: closeTo.join(' '), all }), closeTo };
  }

  function toMatch(type: EntityType, found: { words: readonly SearchedWord[]; phrase: string; all: Bits }): TextMatch {
    let tiers: readonly Bits[] | undefined;
    return {
      all: found.all,
      tiers() {
        tiers ??= tiersOf(type, found);
        return tiers;
      },
    };
  }

  /** The search with words near to those that nothing has; undefined when every word is known, or one is near to none. */
  function nearWords(words: readonly string[]): readonly SearchedWord[] | undefined {
    let isOther = false;
    const near = lookedUp(words, 'all').map((word) => {
      const [said = ''] = word.called;
      if (sql.isKnown.get(matchExpression([word])) || labels.meantBy(said, words).length > 0) return word;
      isOther = true;
      const found = keptNear.get(said) ?? spelling.near(said);
      keptNear.set(said, found);
      return { called: found, whole: found };
    });
    return isOther && near.every(({ called }) => called.length > 0) ? near : undefined;
  }

  return {
    match(type, q) {
      const revision = index.revision();
      if (revision !== keptRevision || keptNear.size > keptMatches) {
        kept.clear();
        keptNear.clear();
      }
      keptRevision = revision;
      const key = `${type} ${q}`;
      const match = kept.get(key) ?? find(type, q);
      kept.delete(key);
      kept.set(key, match);
      if (kept.size > keptMatches) kept.delete(kept.keys().next().value ?? '');
      return match;
    },
  };
}

function nothing(size: number): TextMatch {
  return { all: emptyBits(size), tiers: () => [] };
}
