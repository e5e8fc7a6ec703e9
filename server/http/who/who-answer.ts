import type { Language } from '../../rdf/text.ts';
import { wording } from '../../rdf/text.ts';
import { labelsOf, type Who, type WhoChoice, whoPageSize } from './read-who.ts';

/** Who does what, as the API tells it: one page of those who chose to appear, and the principles of all of them. */
export function whoAnswer(choice: WhoChoice, who: Who, language: Language) {
  const chosen = (concept: WhoChoice['theme']) =>
    concept ? { key: concept.key, iri: concept.iri, label: concept.label[language] } : null;
  return {
    theme: chosen(choice.theme),
    role: chosen(choice.role),
    word: choice.word ?? null,
    total: who.total,
    page: choice.page,
    size: whoPageSize,
    items: who.items.map(({ entity, words }) => ({
      type: entity.type,
      key: entity.key,
      iri: entity.iri,
      name: entity.name,
      roles: labelsOf(entity.properties['role'], language),
      disciplines: labelsOf(entity.properties['discipline'], language),
      practices: entity.practices,
      words: words.map(({ key, text }) => ({ key, label: wording(text, language) })),
      source: entity.provenance.source,
      readAt: entity.provenance.readAt,
    })),
    principles: who.principles.map(({ key, label, count, sharers }) => ({ key, label, count, sharers })),
    ties: who.ties,
    morePrinciples: who.morePrinciples,
    themes: who.themes,
  };
}

export type WhoAnswer = ReturnType<typeof whoAnswer>;
