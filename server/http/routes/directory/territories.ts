import { Router } from 'express';
import type { EntityType, Summary } from '../../../directory/entity.ts';
import type { Pool } from '../../../directory/pooled.ts';
import type { Territory } from '../../../geography/territory.ts';
import { comparedWith, findTerritory, territoryTree } from '../../../geography/territory.ts';
import type { Language } from '../../../rdf/text.ts';
import type { AppDeps, DirectoryReader } from '../../deps.ts';
import { languageOf } from '../../language.ts';
import { askerOf } from '../../lead-address.ts';
import type { PageContext } from '../../pages/frame/page-context.ts';
import { territoryIndex, territoryPage } from '../../pages/lists/territory-page.ts';
import { sectionOf } from '../../sections.ts';
import { leadsAmong } from '../../short-leads.ts';
import type { ContextOf } from '../page-context.ts';
import type { SendList } from './lists.ts';

const shownItems = 8;
const shownExchanges = 20;
/** More dots than these could not be told apart. */
const shownDots = 2000;
const shownCommunes = 60;

/** The pages of régions, départements and communes by their INSEE codes, whether or not anybody published them, and the way to them. */
export function territoryRoutes(
  { directory, leads }: Pick<AppDeps, 'directory' | 'leads'>,
  { contextOf, sendList }: { readonly contextOf: ContextOf; readonly sendList: SendList },
): Router {
  const router = Router();
  router.get('/territoires', (request, response) => {
    const language = languageOf(response);
    const { facets } = directory.list({ type: 'place' }, { page: 1, size: 1, language });
    const counts = new Map((facets['territory'] ?? []).map(({ key, count }) => [key, count]));
    // Régions are no values of the facet, but of the filter.
    const placesOf = (code: string) =>
      code.startsWith('R') ? countOf(directory, 'place', { code, language }) : (counts.get(code) ?? 0);
    sendList(sectionOf('territory'), request, {
      response,
      intro: (context) => territoryIndex(territoryTree(), placesOf, context),
    });
  });
  router.get('/territoires/:code', async (request, response, next) => {
    const { code } = request.params;
    const territory = findTerritory(code.toUpperCase());
    if (!territory) return next();
    if (territory.code !== code) {
      response.redirect(301, request.originalUrl.replace(`/${code}`, `/${territory.code}`));
      return;
    }
    const context = contextOf(request, response);
    const found = await leadsAmong(leads, askerOf(territory), context);
    response.type('html').send(territoryPage({ ...read(territory, directory, context), leads: found, context }));
  });
  return router;
}

function countOf(
  directory: DirectoryReader,
  type: EntityType,
  { code, language }: { readonly code: string; readonly language: Language },
): number {
  return directory.list({ type, territory: [code] }, { page: 1, size: 1, language, facets: false }).total;
}

function read(territory: Territory, directory: DirectoryReader, { language, now }: PageContext) {
  const today = now.toISOString().slice(0, 10);
  const pooled = (one: Territory, type: 'need' | 'offer', limit: number) =>
    directory.pooled(poolOf(one), { type, today, language, limit });
  const of = (type: EntityType) =>
    directory.list({ type, territory: [territory.code] }, { page: 1, size: shownItems, language });
  const figures = (one: Territory) => {
    const count = (type: EntityType) => countOf(directory, type, { code: one.code, language });
    return {
      territory: one,
      places: count('place'),
      needs: pooled(one, 'need', 0).total,
      offers: pooled(one, 'offer', 0).total,
      networks: count('network'),
    };
  };
  const around = territory.within.map(findTerritory).find((one) => one !== undefined);
  const published = publishedAs(territory, directory, language);
  const own = figures(territory);
  return {
    figures: own,
    places: of('place'),
    positions: directory.positionsOf({ type: 'place', territory: [territory.code] }, shownDots),
    needs: pooled(territory, 'need', shownExchanges),
    offers: pooled(territory, 'offer', shownExchanges),
    events: directory.list(
      { type: 'event', territory: [territory.code], when: ['upcoming'] },
      { page: 1, size: shownItems, language },
    ),
    others: comparedWith(territory)
      .map(findTerritory)
      .filter((one) => one !== undefined)
      .map(figures),
    communes: territory.level === 'departement' ? communesIn(territory, directory) : [],
    ...(own.places === 0 && around
      ? { wider: { territory: around, places: countOf(directory, 'place', { code: around.code, language }) } }
      : {}),
    ...(published ? { published } : {}),
  };
}

function poolOf({ level, code, departements }: Territory): Pool {
  return level === 'commune' ? { departements, commune: code } : { departements };
}

function communesIn({ code: departement }: Territory, directory: DirectoryReader) {
  return directory
    .communesOf(departement)
    .slice(0, shownCommunes)
    .flatMap(({ code, places }) => {
      const territory = findTerritory(code);
      return territory ? [{ territory, places }] : [];
    });
}

/** The entity that somebody publishes for a territory, by its INSEE code. */
function publishedAs({ name, insee }: Territory, directory: DirectoryReader, language: Language): Summary | undefined {
  const isIt = ({ key }: Summary) =>
    directory
      .entity('territory', key, language)
      ?.properties['inseeCode']?.some((value) => value.kind === 'text' && Object.values(value.text).includes(insee));
  return directory
    .list({ type: 'territory', q: name }, { page: 1, size: shownItems, language, facets: false })
    .items.find(isIt);
}
