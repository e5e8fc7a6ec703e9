import type { Request, Response } from 'express';
import type { Concept } from '../../directory/entity.ts';
import type { AppDeps } from '../deps.ts';
import { createFigureQueries, type FigureQueries } from '../figures/figure-queries.ts';
import { languageOf } from '../language.ts';
import type { PageContext } from '../pages/frame/page-context.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** Makes the page context of each request. */
export type ContextOf = (request: Request, response: Response) => PageContext;

/** Concepts are indexed on first use: their schemes are files that do not change while the server runs. */
export function createContextOf(
  { directory, assets, config, now }: Pick<AppDeps, 'directory' | 'assets' | 'config' | 'now'>,
  vocabulary: Pick<Vocabulary, 'ontology'>,
): ContextOf {
  let made: FigureQueries | undefined;
  const queries = () => {
    made ??= createFigureQueries({
      ontology: vocabulary.ontology(),
      concepts: (scheme) => directory.concepts(scheme),
      networkIri: (key) => directory.entity('network', key, 'fr')?.iri,
    });
    return made;
  };
  const schemes = new Map<string, ReadonlyMap<string, Concept>>();
  const findConcept = (scheme: string, key: string) => {
    const known = schemes.get(scheme) ?? new Map(directory.concepts(scheme).map((concept) => [concept.key, concept]));
    schemes.set(scheme, known);
    return known.get(key);
  };
  return (request, response) => ({
    language: languageOf(response),
    path: request.originalUrl,
    ...(config.origin ? { origin: config.origin } : {}),
    ...(config.pods ? { pods: config.pods } : {}),
    ...(config.contact ? { contact: config.contact } : {}),
    assets: assets.pages,
    now: now(),
    reach: config.reach ?? ((url) => url),
    findConcept,
    queries,
  });
}
