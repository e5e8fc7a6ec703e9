import { Router } from 'express';
import type { EntityType, Filter, Summary } from '../../directory/entity.ts';
import type { Pool } from '../../directory/pooled.ts';
import { communeByPostalCode } from '../../geography/communes.ts';
import type { Territory } from '../../geography/territory.ts';
import { comparedWith, findTerritory, territoryTree } from '../../geography/territory.ts';
import type { Language } from '../../rdf/text.ts';
import type { AppDeps, DirectoryReader } from '../deps.ts';
import { languageOf } from '../language.ts';
import type { PageContext } from '../pages/page-context.ts';
import { territoryIndex, territoryPage } from '../pages/territory-page.ts';
import { sectionOf } from '../sections.ts';
import type { SendList } from './lists.ts';
import type { ContextOf } from './page-context.ts';

const shownItems = 8;
const shownExchanges = 20;
/** More dots than these are one spot on a drawing of this size. */
const shownDots = 2000;
const shownCommunes = 60;

/** The pages of régions, départements and communes by their INSEE codes, whether or not anybody published them, and the way to them. */
export function territoryRoutes(
  { directory }: Pick<AppDeps, 'directory'>,
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
  router.get('/territoires/:code', (request, response, next) => {
    const { code } = request.params;
    const territory = findTerritory(code.toUpperCase());
    if (!territory) return next();
    if (territory.code !== code) {
      response.redirect(301, request.originalUrl.replace(`/${code}`, `/${territory.code}`));
      return;
    }
    const context = contextOf(request, response);
    response.type('html').send(territoryPage({ ...read(territory, directory, context), context }));
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
  const known = firstPlaces({ type: 'place', territory: [territory.code] }, directory, language);
  const around = territory.within.map(findTerritory).find((one) => one !== undefined);
  const published = publishedAs(territory, directory, language);
  const own = figures(territory);
  return {
    figures: own,
    places: of('place'),
    positions: known.flatMap(({ position }) => position ?? []),
    needs: pooled(territory, 'need', shownExchanges),
    offers: pooled(territory, 'offer', shownExchanges),
    events: of('event'),
    others: comparedWith(territory)
      .map(findTerritory)
      .filter((one) => one !== undefined)
      .map(figures),
    communes: territory.level === 'departement' ? communesOf(known, directory, language) : [],
    ...(own.places === 0 && around
      ? { wider: { territory: around, places: countOf(directory, 'place', { code: around.code, language }) } }
      : {}),
    ...(published ? { published } : {}),
  };
}

function poolOf({ level, code, departements }: Territory): Pool {
  return level === 'commune' ? { departements, commune: code } : { departements };
}

function firstPlaces(filter: Filter, directory: DirectoryReader, language: Language): readonly Summary[] {
  const found: Summary[] = [];
  for (const piece of directory.all(filter, { language }).pieces) {
    found.push(...piece);
    if (found.length >= shownDots) break;
  }
  return found;
}

/** The communes of some places, with how many each has, the most first. */
function communesOf(places: readonly Summary[], directory: DirectoryReader, language: Language) {
  const codes = places.map(({ postalCode, commune }) => postalCode && communeByPostalCode(postalCode, commune)?.code);
  return [...new Set(codes)]
    .map((code) => code && findTerritory(code))
    .filter((one) => typeof one === 'object')
    .map((one) => ({ territory: one, places: countOf(directory, 'place', { code: one.code, language }) }))
    .sort((a, b) => b.places - a.places || a.territory.name.localeCompare(b.territory.name, 'fr'))
    .slice(0, shownCommunes);
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
