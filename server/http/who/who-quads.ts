import type { Quad, Term } from '@rdfjs/types';
import { dct, literal, namedNode, obs, quadOf, rdf, schema, skos } from '../../rdf/terms.ts';
import type { Who } from './read-who.ts';

/**
 * Who does what, as linked data: those of one page with what they chose to show, and each key word as a concept of the page
 * (SKOS) that is the subject of whoever chose it; words that the same actors share are related.
 */
export function whoQuads(who: Who, page: string): readonly Quad[] {
  const quads: Quad[] = [];
  const say = (subject: Term, predicate: Quad['predicate'], ...objects: readonly Term[]) =>
    quads.push(...objects.map((object) => quadOf(subject, predicate, object)));
  const concept = (key: string) => namedNode(`${page}#mot-${encodeURIComponent(key)}`);
  for (const { key, label } of who.principles) {
    say(concept(key), rdf('type'), skos('Concept'));
    say(concept(key), skos('prefLabel'), literal(label));
  }
  for (const { from, to } of who.ties) {
    const [one, other] = [who.principles[from], who.principles[to]];
    if (one && other) say(concept(one.key), skos('related'), concept(other.key));
  }
  const shown = new Set(who.principles.map(({ key }) => key));
  for (const { entity, words } of who.items) {
    const actor = namedNode(entity.iri);
    say(actor, rdf('type'), schema(entity.type === 'person' ? 'Person' : 'Organization'));
    for (const [language, name] of Object.entries(entity.names))
      say(actor, schema('name'), language === '' ? literal(name) : literal(name, language));
    for (const name of ['role', 'discipline', 'practice'] as const)
      say(
        actor,
        obs(name),
        ...(entity.properties[name] ?? []).flatMap((value) =>
          value.kind === 'concept' ? namedNode(value.concept.iri) : [],
        ),
      );
    for (const { key, text } of words) {
      if (shown.has(key)) say(actor, dct('subject'), concept(key));
      for (const [language, word] of Object.entries(text)) {
        say(actor, obs('keyKeyword'), language === '' ? literal(word) : literal(word, language));
      }
    }
    // Whose words these are.
    say(actor, dct('source'), namedNode(entity.provenance.source));
  }
  return quads;
}
