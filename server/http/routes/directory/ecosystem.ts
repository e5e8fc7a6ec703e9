import { type Request, type Response, Router } from 'express';
import { ecosystemViews, sectorChoices } from '../../../cooperation/ecosystem/draw-ecosystem.ts';
import { type ActorType, actorTypes } from '../../../directory/actors/read-actors.ts';
import { type Filter, facetNames } from '../../../directory/entity.ts';
import { given } from '../../../rdf/given.ts';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { languageOf } from '../../language.ts';
import { checkConcepts, withKnownConcepts } from '../../lists/known-concepts.ts';
import { choicesOf } from '../../lists/list-choices.ts';
import { badValue } from '../../lists/list-parameters.ts';
import { type ListQuery, readApiQuery, readPageQuery } from '../../lists/list-query.ts';
import { lastPage, pageLinks } from '../../lists/pagination.ts';
import type { EcosystemInput } from '../../pages/ecosystem/ecosystem-input.ts';
import { ecosystemPage } from '../../pages/ecosystem/ecosystem-page.ts';
import { ecosystemSvg } from '../../pages/ecosystem/ecosystem-svg.ts';
import { html, render } from '../../pages/frame/html.ts';
import type { PageContext } from '../../pages/frame/page-context.ts';
import { sectionOf } from '../../sections.ts';
import { ecosystemTexts } from '../../texts/ecosystem-texts.ts';
import { fill } from '../../texts/texts.ts';
import type { ContextOf } from '../page-context.ts';

/** So many actors can be told apart in one drawing, and so many an address may name. */
export const drawnActors = 150;

type Deps = Pick<AppDeps, 'directory' | 'ecosystem' | 'config'>;

/** `/ecosysteme`, its picture and its data. */
export function ecosystemRoutes(deps: Deps, contextOf: ContextOf): Router {
  const router = Router();
  const read = (request: Request, response: Response) =>
    readEcosystem(deps, contextOf(request, response), readAddress(deps, request, response));
  router.get('/ecosysteme', async (request, response) => {
    response.type('html').send(ecosystemPage(await read(request, response)));
  });
  router.get('/ecosysteme.svg', async (request, response) => {
    const input = await read(request, response);
    const base = deps.config.origin ?? `${request.protocol}://${request.get('host')}`;
    const drawn = render(html`${ecosystemSvg(input, { site: new URL(base).host, base })}`);
    response.type('image/svg+xml').send(`<?xml version="1.0" encoding="UTF-8"?>\n${drawn}`);
  });
  router.get('/api/ecosystem', async (request, response) => {
    const { drawing, names, page, size, view, sectors, notices } = await readEcosystem(
      deps,
      contextOf(request, response),
      readApiAddress(deps, request, response),
    );
    const actor = (id: number) => names.get(id) ?? null;
    const told = ({ count, first }: { count: number; first: readonly number[] }) => ({
      count,
      first: first.map(actor),
    });
    const { actors, ties, groups, bridges, isolated, rings, total, links, mutual, unscaled } = drawing;
    response.setHeader('Link', pageLinks(request.originalUrl, { total, page, size }));
    response.json({
      total,
      page,
      size,
      view,
      sectors,
      links,
      mutual,
      unscaled,
      notices,
      items: actors.map(({ id, ...own }) => ({ name: actor(id)?.name ?? null, ...own })),
      ties: ties.map(({ from, to, relations, isMutual }) => ({ from, to, relations, mutual: isMutual })),
      rings: rings ?? null,
      groups: { count: groups.count, items: groups.items.map(told) },
      bridges: {
        count: bridges.count,
        items: bridges.items.map(({ actor: id, cutOff }) => ({ actor: actor(id), cutOff: told(cutOff) })),
      },
      isolated: told(isolated),
    });
  });
  return router;
}

/** What an address asks for. */
interface EcosystemAsked {
  readonly view: (typeof ecosystemViews)[number];
  readonly sectors: (typeof sectorChoices)[number];
  readonly query: ListQuery;
  /** IRIs, or type and key. */
  readonly named: readonly string[];
}

function readAddress({ directory }: Deps, { query: asked }: Request, response: Response): EcosystemAsked {
  return {
    view: chosen(asked, 'vue', ecosystemViews),
    sectors: chosen(asked, 'secteurs', sectorChoices),
    query: withKnownConcepts(readPageQuery(asked, sectionOf('place'), languageOf(response)), directory),
    named: wordsOf(asked['acteurs']),
  };
}

/** The same by the API's names: what it does not know is refused. */
function readApiAddress({ directory }: Deps, request: Request, response: Response): EcosystemAsked {
  const { view: _view, sectors: _sectors, actors, ...others } = request.query;
  if (others['size'] !== undefined) throw badValue('size', others['size'], [String(drawnActors)]);
  const query = readApiQuery(others, sectionOf('place'), languageOf(response));
  checkConcepts(query, directory);
  return {
    view: chosen(request.query, 'view', ecosystemViews),
    sectors: chosen(request.query, 'sectors', sectorChoices),
    query,
    named: wordsOf(actors),
  };
}

function wordsOf(asked: unknown): readonly string[] {
  return [asked ?? ''].flat().join(' ').split(/\s+/).filter(Boolean);
}

async function readEcosystem(
  { directory, ecosystem }: Deps,
  context: PageContext,
  { view, sectors, query, named }: EcosystemAsked,
): Promise<EcosystemInput> {
  const { language } = context;
  const t = ecosystemTexts(language);
  const { page } = query.options;
  const isNamed = named.length > 0;
  const notices = named.length > drawnActors ? [fill(t.tooMany, { most: drawnActors, count: named.length })] : [];
  const kept = named.slice(0, drawnActors);
  const known = kept.filter((one) => actorAt(directory, one));
  for (const one of kept.filter((name) => !known.includes(name)).slice(0, 5))
    notices.push(fill(t.unknown, { value: one.slice(0, 200) }));
  const { network = [] } = query.filter;
  const drawing = await ecosystem.draw({
    among: isNamed ? new Uint32Array() : actorsOf(directory, query.filter),
    named: isNamed ? known : network.map((one) => (one.includes(':') ? one : `network/${one}`)),
    view,
    sectors,
    sectorOrder: directory
      .concepts(sectors === 'practice' ? 'practices' : 'disciplines')
      .filter(({ broader }) => sectors === 'discipline' || broader === undefined)
      .map(({ key }) => key),
    offset: (page - 1) * drawnActors,
    limit: drawnActors,
  });
  if (page > lastPage({ total: drawing.total, size: drawnActors })) throw problem(404);
  const { actors, groups, bridges, isolated } = drawing;
  const ids = [
    ...actors.map(({ id }) => id),
    ...groups.items.flatMap(({ first }) => first),
    ...bridges.items.flatMap(({ actor, cutOff }) => [actor, ...cutOff.first]),
    ...isolated.first,
  ];
  const places = directory.list(query.filter, { page: 1, size: 1, language });
  const labels = choicesOf(query.filter, places, language).map(({ label }) => label);
  return {
    drawing,
    names: directory.namesOf([...new Set(ids)], language),
    view,
    sectors,
    query,
    named: kept,
    places,
    page,
    size: drawnActors,
    notices,
    ...given('of', labels.length > 0 ? labels.join(', ').slice(0, 200) : undefined),
    context,
  };
}

/** Actors of every type to whom all of the filter can apply: only places have kinds, so a kind shows places. */
function actorsOf(directory: Deps['directory'], filter: Filter): Uint32Array {
  const used = facetNames.filter((name) => filter[name] !== undefined);
  const types = actorTypes.filter((type) => used.every((name) => sectionOf(type).filters.includes(name)));
  return Uint32Array.from(types.flatMap((type) => directory.idsOf({ ...filter, type })));
}

function actorAt(directory: Deps['directory'], named: string): boolean {
  if (named.includes(':')) return actorTypes.includes(directory.locate(named)?.type as ActorType);
  const [type, key] = named.split('/');
  return actorTypes.includes(type as ActorType) && key !== undefined && key !== '';
}

function chosen<One extends string>(
  query: Readonly<Record<string, unknown>>,
  name: string,
  allowed: readonly [One, ...One[]],
): One {
  const value = query[name] ?? allowed[0];
  const found = allowed.find((one) => one === value);
  if (!found) throw badValue(name, value, allowed);
  return found;
}
