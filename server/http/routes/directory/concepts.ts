import { type Request, type Response, Router } from 'express';
import type { Concept, Filter } from '../../../directory/entity.ts';
import { facetSources } from '../../../directory/facets/facets.ts';
import { skos } from '../../../rdf/terms.ts';
import type { Language } from '../../../rdf/text.ts';
import { claimedEffects } from '../../claimed-effects.ts';
import type { AppDeps, DirectoryReader } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { languageOf } from '../../language.ts';
import { negotiate, sendQuads, splitSuffix } from '../../negotiate.ts';
import { conceptPath } from '../../pages/entity/property-values.ts';
import type { PageContext } from '../../pages/frame/page-context.ts';
import { type ConceptPageInput, type ConceptUse, conceptPage } from '../../pages/lists/concept-page.ts';
import { practicesTree } from '../../pages/lists/practices-tree.ts';
import { sectionOf, sections } from '../../sections.ts';
import { ownSignposts } from '../../signposts.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import type { ContextOf } from '../page-context.ts';
import type { SendList } from './lists.ts';

const shownUses = 12;
const [shownSeekers, shownEffects] = [30, 12];
/** More dots than these could not be told apart. */
const shownDots = 2000;

/** Practices, concepts, ontology, shapes and context: each for people and, at the same address, for machines. */
export function conceptRoutes(
  { directory }: Pick<AppDeps, 'directory'>,
  { vocabulary, contextOf, sendList }: { vocabulary: Vocabulary; contextOf: ContextOf; sendList: SendList },
): Router {
  const router = Router();
  const find = (scheme: string, key: string) => directory.concepts(scheme).find((concept) => concept.key === key);

  const sendConcept = async (
    request: Request,
    response: Response,
    { concept, format }: { concept: Concept; format: ReturnType<typeof splitSuffix>['format'] },
  ) => {
    const chosen = format ?? negotiate(request, response);
    response.append(
      'Link',
      ownSignposts(conceptPath(concept) ?? '/vocab', {
        iri: concept.iri,
        type: skos('Concept').value,
        format: chosen,
        collection: `/vocab/${concept.scheme}`,
      }),
    );
    if (chosen !== 'html') {
      const quads = (vocabulary.scheme(concept.scheme) ?? []).filter((q) => q.subject.value === concept.iri);
      return sendQuads(response, quads, chosen);
    }
    const all = directory.concepts(concept.scheme);
    const context = contextOf(request, response);
    const input = {
      concept,
      broader: all.find(({ iri }) => iri === concept.broader),
      narrower: all.filter(({ broader }) => broader === concept.iri),
      uses: usesOf(concept, directory, languageOf(response)),
      ...practitionersOf(concept, directory, languageOf(response)),
      ...seekersOf(concept, directory, context),
      ...effectsOf(concept, directory, context),
      context,
    };
    response.type('html').send(conceptPage(input));
  };

  router.get('/pratiques', (request, response) => {
    const { facets } = directory.list(
      { type: 'place' },
      { page: 1, size: 1, sort: 'name', language: languageOf(response) },
    );
    const counts = new Map((facets.practice ?? []).map(({ iri, count }) => [iri, count]));
    const intro = (context: ReturnType<ContextOf>) => practicesTree(directory.concepts('practices'), counts, context);
    sendList(sectionOf('practice'), request, { response, intro });
  });
  router.get('/pratiques/:key', async (request, response, next) => {
    const { key, format } = splitSuffix(request.params.key);
    const concept = find('practices', key);
    // A practice that somebody describes has its page among the entities.
    if (!concept) return next();
    await sendConcept(request, response, { concept, format });
  });
  router.get('/vocab/:scheme/:key', async (request, response) => {
    const { key, format } = splitSuffix(request.params.key);
    const concept = find(request.params.scheme, key);
    if (!concept) throw problem(404);
    await sendConcept(request, response, { concept, format });
  });
  return router;
}

/** For each type of entity that can be narrowed by the concept's scheme: how many use it, and the first of them. */
function usesOf(concept: Concept, directory: DirectoryReader, language: Language): ConceptUse[] {
  return sections.flatMap((section) =>
    section.filters
      .filter((name) => {
        const source = facetSources[name];
        return source.kind === 'concept' && source.scheme === concept.scheme;
      })
      .map((facet) => {
        const filter = { type: section.type, [facet]: [concept.key] } as Filter;
        const { total, items } = directory.list(filter, { page: 1, size: shownUses, sort: 'name', language });
        return { section, facet, total, items };
      }),
  );
}

/** Of a practice that some place declares: where these places are, and what their facets count. */
function practitionersOf(
  concept: Concept,
  directory: DirectoryReader,
  language: Language,
): Pick<ConceptPageInput, 'practitioners'> {
  if (concept.scheme !== 'practices') return {};
  const filter: Filter = { type: 'place', practice: [concept.key] };
  const { total, facets } = directory.list(filter, { page: 1, size: 1, language });
  return total > 0 ? { practitioners: { facets, positions: directory.positionsOf(filter, shownDots) } } : {};
}

/** Of a practice: the needs about it or about what is narrower, and whose they are. */
function seekersOf(
  { scheme, iri }: Concept,
  directory: DirectoryReader,
  { language, now }: PageContext,
): Pick<ConceptPageInput, 'seekers'> {
  if (scheme !== 'practices') return {};
  const today = now.toISOString().slice(0, 10);
  return {
    seekers: directory.pooled(
      { practices: withNarrower(iri, directory.concepts(scheme)) },
      { type: 'need', today, language, limit: shownSeekers },
    ),
  };
}

/** Of a practice: the useful effects that whoever does it, or what is narrower, claims. */
function effectsOf(
  { scheme, iri }: Concept,
  directory: DirectoryReader,
  { language }: PageContext,
): Pick<ConceptPageInput, 'effects'> {
  if (scheme !== 'practices') return {};
  const { total, ids } = directory.effectsOfPractices(withNarrower(iri, directory.concepts(scheme)), shownEffects);
  return { effects: { total, items: claimedEffects(ids, directory, language) } };
}

/** A concept and what is narrower, down to the second step. */
function withNarrower(iri: string, all: readonly Concept[]): readonly string[] {
  const found = all
    .filter((one) => one.iri === iri || one.broader === iri)
    .flatMap((one) => [one.iri, ...all.filter(({ broader }) => broader === one.iri).map((narrower) => narrower.iri)]);
  return [...new Set(found)];
}
