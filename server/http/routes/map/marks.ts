import { type Request, type Response, Router } from 'express';
import { markLayers } from '../../../directory/overviews/marks.ts';
import { given } from '../../../rdf/given.ts';
import type { MarkCell, MarksAnswer } from '../../contract.ts';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { languageOf } from '../../language.ts';
import { checkConcepts } from '../../lists/known-concepts.ts';
import { badValue } from '../../lists/list-parameters.ts';
import { readApiQuery } from '../../lists/list-query.ts';
import { pageLinks } from '../../lists/pagination.ts';
import { readWhole } from '../../lists/point-query.ts';
import { sectionOf } from '../../sections.ts';

const deepest = 17;

/** What is found at places under `/api/marks`: a page of the places, and all of them gathered for a map of some zoom. */
export function markRoutes({ directory, overviews, now }: Pick<AppDeps, 'directory' | 'overviews' | 'now'>): Router {
  const router = Router();
  router.get('/marks', async (request: Request, response: Response) => {
    const { layer: asked, about, zoom, ...others } = request.query;
    const layer = markLayers.find((one) => one === asked);
    if (!layer) throw badValue('layer', asked, markLayers);
    const query = readApiQuery(others, sectionOf('place'), languageOf(response));
    checkConcepts(query, directory);
    const { page, size, language } = query.options;
    const { places, cells, ...counted } = await overviews.marks({
      layer,
      among: query.filter,
      today: now().toISOString().slice(0, 10),
      offset: (page - 1) * size,
      limit: size,
      ...given('practice', layer === 'practices' ? practiceOf(about) : undefined),
      ...given('zoom', zoom === undefined ? undefined : readWhole(zoom, { name: 'zoom', from: 0, to: deepest })),
    });
    const names = directory.namesOf(
      [
        ...places.flatMap(({ id, marks }) => [id, ...marks.map((mark) => mark.id)]),
        ...cells.flatMap(({ only = [] }) => only),
      ],
      language,
    );
    const answer: MarksAnswer = {
      ...counted,
      page,
      size,
      layer,
      items: places.flatMap(({ id, marks, ...rest }) => {
        const place = names.get(id);
        if (!place) return [];
        return {
          place: { ...place, ...rest },
          marks: marks.flatMap(({ kind, id: marked, startsAt }) => {
            const named = names.get(marked);
            return named ? { kind, ...named, ...given('startsAt', startsAt || undefined) } : [];
          }),
        };
      }),
      cells: cells.map(({ only, ...cell }): MarkCell => {
        const one = only === undefined ? undefined : names.get(only);
        return { ...cell, ...given('place', one && { key: one.key, name: one.name }) };
      }),
    };
    response.setHeader('Link', pageLinks(request.originalUrl, answer));
    response.setHeader('X-Total-Count', answer.total);
    response.json(answer);
  });

  function practiceOf(about: unknown) {
    const concept = directory.concepts('practices').find(({ key, iri }) => key === about || iri === about);
    if (!concept)
      throw problem(400, {
        parameter: 'about',
        value: String(about ?? ''),
        allowed: directory.concepts('practices').map(({ key }) => key),
        detail: { fr: '« about » nomme une pratique.', en: '“about” names a practice.' },
      });
    return { iri: concept.iri, key: concept.key };
  }
  return router;
}
