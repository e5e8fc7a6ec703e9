import { Router } from 'express';
import { findTerritory, territoryTree } from '../../../geography/territory.ts';
import { given } from '../../../rdf/given.ts';
import type { AppDeps } from '../../deps.ts';
import { languageOf } from '../../language.ts';
import { withParameters } from '../../lists/pagination.ts';
import { diagnosisPath } from '../../pages/diagnosis/diagnosis-page.ts';
import { readerPage, readersPage } from '../../pages/readers/reader-page.ts';
import { type LiveAnswer, readers } from '../../pages/readers/readers.ts';
import type { ContextOf } from '../page-context.ts';

const shownRows = 8;

/** `/pour/…`: a page for each kind of reader, answered from what is published right now. */
export function readerRoutes({ directory }: Pick<AppDeps, 'directory'>, contextOf: ContextOf): Router {
  const router = Router();
  router.get('/pour', (request, response) => {
    response.type('html').send(readersPage(contextOf(request, response)));
  });
  router.get('/pour/:reader', (request, response, next) => {
    const reader = readers.find(({ key }) => key === request.params.reader);
    if (!reader) return next();
    const language = languageOf(response);
    const said = [request.query['territoire'] ?? ''].flat().map(String)[0]?.trim() ?? '';
    const territory = reader.asks === 'territory' && said !== '' ? territoryCalled(said) : undefined;
    if (territory) {
      const lang = language === 'en' ? 'en' : undefined;
      return response.redirect(302, withParameters(diagnosisPath(territory.code), { lang }));
    }
    const counts = reader.counts.map((type) => ({
      type,
      count: directory.list({ type }, { page: 1, size: 1, language, facets: false }).total,
    }));
    const read = (answer: LiveAnswer) =>
      answer.kind === 'rows'
        ? directory.list({ type: answer.type }, { page: 1, size: shownRows, language, facets: false })
        : directory.list({ type: answer.type }, { page: 1, size: 1, sort: 'name', language });
    const input = {
      reader,
      counts,
      live: reader.live.map((answer) => ({ answer, page: read(answer) })),
      territories: reader.asks === 'territory' ? wideTerritories() : [],
      ...given('unknown', reader.asks === 'territory' && said !== '' ? said.slice(0, 60) : undefined),
    };
    response.type('html').send(readerPage(input, contextOf(request, response)));
  });
  return router;
}

function wideTerritories() {
  return territoryTree().flatMap(({ region, parts }) => [region, ...parts]);
}

/** A territory by its code, or a région or département by its name, however that is written. */
function territoryCalled(said: string) {
  const plain = (name: string) =>
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .toLowerCase();
  const wanted = plain(said);
  return findTerritory(said.toUpperCase()) ?? wideTerritories().find(({ name }) => plain(name) === wanted);
}
