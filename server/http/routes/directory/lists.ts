import { type Request, type Response, Router } from 'express';
import { canEnd } from '../../../directory/facets/facets.ts';
import type { Suggestions } from '../../../directory/search/suggestion.ts';
import type { Language } from '../../../rdf/text.ts';
import type { AppDeps, DirectoryReader } from '../../deps.ts';
import { readAround } from '../../lists/around.ts';
import { withKnownConcepts } from '../../lists/known-concepts.ts';
import { listForms } from '../../lists/list-address.ts';
import { choicesOf, widerFilters } from '../../lists/list-choices.ts';
import { type ListQuery, readPageQuery } from '../../lists/list-query.ts';
import { lastPage, pageLinks, withParameters } from '../../lists/pagination.ts';
import type { Content } from '../../pages/frame/html.ts';
import type { PageContext } from '../../pages/frame/page-context.ts';
import { type ListPageInput, listPage } from '../../pages/lists/list-page.ts';
import { whoIntro } from '../../pages/who/who-page.ts';
import { type Section, sections } from '../../sections.ts';
import { fill, texts } from '../../texts/texts.ts';
import type { ContextOf } from '../page-context.ts';

const maxMeanings = 3;

/** Answers the list of a section as a page. */
export type SendList = (
  section: Section,
  request: Request,
  answer: { readonly response: Response; readonly intro?: (context: PageContext) => Content },
) => void;

export interface ListDeps extends Pick<AppDeps, 'directory'> {
  readonly contextOf: ContextOf;
}

/** Makes the answerer of list pages. */
export function createSendList({ directory, contextOf }: ListDeps): SendList {
  return (section, request, { response, intro }) => {
    const context = contextOf(request, response);
    const { language, now } = context;
    const around = canEnd(section.type) ? readAround(request.originalUrl) : undefined;
    if (around?.state === 'found') {
      response.redirect(303, around.address);
      return;
    }
    const read = withKnownConcepts(readPageQuery(request.query, section, language), directory);
    const unknown = around?.state === 'unknown' ? [{ name: 'around', value: around.name }] : [];
    const query = { ...read, leftOut: [...read.leftOut, ...unknown] };
    const page = directory.list(query.filter, query.options);
    if (page.page > lastPage(page)) {
      response.redirect(303, withParameters(request.originalUrl, { page: lastPage(page) }));
      return;
    }
    const { atom } = listForms(section, query.filter, language);
    response.append('Link', pageLinks(request.originalUrl, page));
    response.append('Link', `<${atom}>; rel="alternate"; type="application/atom+xml"`);
    const input: ListPageInput = {
      section,
      query,
      page,
      widenings: page.total === 0 ? widen(query, directory) : [],
      meanings: meaningsOf(query, language, directory),
      ended: endedBeside(query, page.total, directory),
      sparql: context.queries().list(query.filter, now),
      context,
      ...(intro ? { intro: intro(context) } : {}),
    };
    response.type('html').send(listPage(input));
  };
}

/** The lists at their French addresses. */
export function listRoutes(sendList: SendList): Router {
  const router = Router();
  for (const section of sections) {
    // The practices and the territories have a page of their own around their list.
    if (section.type !== 'practice' && section.type !== 'territory')
      router.get(section.path, (request, response) =>
        sendList(section, request, { response, ...(section.type === 'person' ? { intro: whoIntro } : {}) }),
      );
  }
  return router;
}

/** How many more the list would have with what is met or over. */
function endedBeside({ filter, options }: ListQuery, total: number, directory: DirectoryReader): number {
  if (!canEnd(filter.type) || filter.ended) return 0;
  const all = directory.list({ ...filter, ended: true }, { ...options, page: 1, size: 1, facets: false });
  return all.total - total;
}

/** For an empty list: what could be taken back or taken wider, and what the list would then count. */
function widen({ filter, options }: ListQuery, directory: DirectoryReader): ListPageInput['widenings'] {
  const { language } = options;
  const t = texts(language).list;
  const page = { facets: directory.list(filter, { ...options, page: 1, size: 1 }).facets };
  const offers = [
    ...widerFilters(filter, language).map(({ label, filter: wider }) => ({
      label: fill(t.widenTo, { label }),
      filter: wider,
    })),
    ...choicesOf(filter, page, language).map(({ label, without }) => ({
      label: fill(t.widen, { label }),
      filter: without,
    })),
  ];
  return offers
    .map((offer) => ({
      ...offer,
      total: directory.list(offer.filter, { ...options, page: 1, size: 1, facets: false }).total,
    }))
    .filter(({ total }) => total > 0);
}

/** On the first page of places only, and only what is called so: the list itself shows what merely has the words. */
function meaningsOf(
  { filter, options }: ListQuery,
  language: Language,
  directory: DirectoryReader,
): ListPageInput['meanings'] {
  if (filter.type !== 'place' || !filter.q || options.page > 1) return { areas: [], concepts: [] };
  const { areas, concepts }: Suggestions = directory.suggest(filter.q, { limit: maxMeanings, language });
  const isCalledSo = ({ match, places }: { readonly match: string; readonly places: number }) =>
    places > 0 && (match === 'exact' || match === 'prefix' || match === 'near');
  return { areas: areas.filter(isCalledSo), concepts: concepts.filter(isCalledSo) };
}
