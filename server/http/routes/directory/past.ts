import { type Response, Router } from 'express';
import type { EntityType } from '../../../directory/entity.ts';
import type { Past } from '../../../opendata/history/past-entities.ts';
import type { Language } from '../../../rdf/text.ts';
import { baseOf } from '../../base-of.ts';
import { longDate } from '../../dates.ts';
import type { AppDeps } from '../../deps.ts';
import { type Problem, problem } from '../../errors.ts';
import { languageOf } from '../../language.ts';
import { badValue } from '../../lists/list-parameters.ts';
import { readMoment } from '../../moment.ts';
import { negotiate, sendQuads, splitSuffix } from '../../negotiate.ts';
import { entityPage } from '../../pages/entity/entity-page.ts';
import { pastNotice, versionsPage } from '../../pages/entity/past-page.ts';
import { entityPath, sections } from '../../sections.ts';
import { fill, opendataTexts } from '../../texts/texts.ts';
import type { ContextOf } from '../page-context.ts';

type PastDeps = Pick<AppDeps, 'directory' | 'past' | 'config' | 'now'>;

/**
 * Entities as they were (RFC 7089, pattern 1.1): their page is its own TimeGate, `?at=` gives a past state, and
 * `/versions` lists them.
 */
export function pastRoutes(deps: PastDeps, contextOf: ContextOf): Router {
  const router = Router();
  for (const { type, path } of sections) {
    router.get(`${path}/:key/versions`, (request, response) => {
      const { key } = request.params;
      const moments = deps.past.moments(type, key);
      if (moments.length === 0) throw problem(404);
      const page = entityPath({ type, key });
      response.vary('Accept');
      if (request.accepts(['text/html', 'application/link-format']) === 'text/html') {
        const entity = deps.directory.entity(type, key, languageOf(response), () => false);
        response
          .type('html')
          .send(versionsPage({ page, name: entity?.name ?? key, moments }, contextOf(request, response)));
        return;
      }
      response.removeHeader('Content-Language');
      response.type('application/link-format').send(timeMap(baseOf(request, deps.config) + page, moments));
    });
    router.get(`${path}/:key`, async (request, response, next) => {
      const { key, format } = splitSuffix(request.params.key);
      const page = entityPath({ type, key });
      response.vary('Accept-Datetime');
      response.append('Link', [
        `<${page}>; rel="original timegate"`,
        `<${page}/versions>; rel="timemap"; type="application/link-format"`,
      ]);
      if (request.query['at'] === undefined) {
        const asked = request.get('Accept-Datetime');
        if (asked === undefined || format) return next();
        response.redirect(302, `${page}?at=${negotiateMoment(deps, { type, key }, asked)}`);
        return;
      }
      const moment = readMoment(request.query['at']);
      if (!moment || moment.slice(0, 10) > deps.now().toISOString().slice(0, 10))
        throw badValue('at', request.query['at'], ['2026-01-31', '2026-01-31T12:00:00Z']);
      const past = deps.past.read({ type, key }, moment, languageOf(response));
      if (past.state !== 'shown') throw notThen(past, page);
      const chosen = format ?? negotiate(request, response);
      tellMemento(response, past, { page, moments: deps.past.moments(type, key) });
      if (chosen !== 'html') {
        await sendQuads(response, past.quads, chosen);
        return;
      }
      const context = contextOf(request, response);
      const notice = pastNotice(past, page, context);
      response
        .type('html')
        .send(entityPage(past.entity, { leads: 'none', trouble: null, around: [], notice }, context));
    });
  }
  return router;
}

/** The moment of the state that a client asks for by `Accept-Datetime`: the last one before, else the first of all. */
function negotiateMoment({ past }: PastDeps, of: { type: EntityType; key: string }, asked: string): string {
  const time = Date.parse(asked);
  if (Number.isNaN(time)) throw badValue('Accept-Datetime', asked, ['Thu, 31 May 2007 20:35:00 GMT']);
  const moments = past.moments(of.type, of.key);
  const wanted = new Date(time).toISOString();
  const found = moments.findLast((at) => at <= wanted) ?? moments[0];
  if (found === undefined) throw problem(404);
  return found;
}

function tellMemento(
  response: Response,
  { at }: Extract<Past, { state: 'shown' }>,
  { page, moments }: { readonly page: string; readonly moments: readonly string[] },
): void {
  const index = moments.indexOf(at);
  const link = (rel: string, moment: string | undefined) =>
    moment === undefined ? [] : [`<${page}?at=${moment}>; rel="${rel}"; datetime="${new Date(moment).toUTCString()}"`];
  response.setHeader('Memento-Datetime', new Date(at).toUTCString());
  response.append('Link', [
    ...link('first memento', moments[0]),
    ...link('prev memento', moments[index - 1]),
    ...link('next memento', moments[index + 1]),
    ...link('last memento', moments.at(-1)),
  ]);
  // What was said is there for those who look for it, not in place of what is said now.
  response.setHeader('X-Robots-Tag', 'noindex');
}

/** A TimeMap (RFC 7089, section 5) in the link format. */
function timeMap(page: string, moments: readonly string[]): string {
  const dated = (moment: string) => `datetime="${new Date(moment).toUTCString()}"`;
  const [first = '', last = ''] = [moments[0], moments.at(-1)];
  return [
    `<${page}>; rel="original timegate"`,
    `<${page}/versions>; rel="self"; type="application/link-format"; from="${new Date(first).toUTCString()}"; until="${new Date(last).toUTCString()}"`,
    ...moments.map((moment) => `<${page}?at=${moment}>; rel="memento"; ${dated(moment)}`),
  ].join(',\n');
}

function notThen(past: Exclude<Past, { state: 'shown' }>, page: string): Problem {
  if (past.state === 'unknown') return problem(404);
  const [moment, words] = past.state === 'gone' ? [past.since, 'goneThen'] : [past.first, 'notYet'];
  const tell = (language: Language) =>
    fill(opendataTexts.plain(language).past[words as 'goneThen' | 'notYet'], { date: longDate(moment, language) });
  return problem(404, {
    detail: { fr: tell('fr'), en: tell('en') },
    more: {
      href: `${page}/versions`,
      label: { fr: opendataTexts.plain('fr').past.versions, en: opendataTexts.plain('en').past.versions },
    },
  });
}
