import { type Request, type Response, Router } from 'express';
import type { EntityType, Filter, Summary } from '../../../directory/entity.ts';
import { findTerritory } from '../../../geography/territory.ts';
import { baseOf } from '../../base-of.ts';
import type { AppDeps } from '../../deps.ts';
import { writeCalendar } from '../../feeds/calendar.ts';
import { calendarEvents } from '../../feeds/calendar-events.ts';
import { notShown } from '../../gone.ts';
import { languageOf } from '../../language.ts';
import { withKnownConcepts } from '../../lists/known-concepts.ts';
import { readPageQuery } from '../../lists/list-query.ts';
import { lastPage, withParameters } from '../../lists/pagination.ts';
import { agendaPage, agendaPath, whenOfFilter } from '../../pages/meetings/agenda-page.ts';
import { sectionOf } from '../../sections.ts';
import { openToAll } from '../../security.ts';
import { meetingsTexts } from '../../texts/meetings-texts.ts';
import { fill } from '../../texts/texts.ts';
import type { ContextOf } from '../page-context.ts';

type Deps = Pick<AppDeps, 'directory' | 'changes' | 'registrations' | 'config' | 'now'>;

/** Of these the events are held, organised or had. */
const holders: readonly EntityType[] = ['place', 'network', 'organization', 'person', 'cooperation'];
const mostEvents = 500;

/** `/agenda`, the events to come by month, and the calendars of whoever holds some (`/lieux/{key}/agenda.ics` and its like). */
export function agendaRoutes(deps: Deps, contextOf: ContextOf): Router {
  const router = Router();
  const { directory } = deps;
  const events = sectionOf('event');

  // Cooperations are what people call projects: both words lead there.
  router.get(['/projets', '/projets/:key'], (request, response) => {
    response.redirect(301, request.originalUrl.replace(/^\/projets/, sectionOf('cooperation').path));
  });

  router.get(agendaPath, (request, response) => {
    const context = contextOf(request, response);
    const read = withKnownConcepts(readPageQuery(request.query, events, context.language), directory);
    const filter = { ...read.filter, when: [whenOfFilter(read.filter)] } as Filter;
    const query = { ...read, filter };
    const page = directory.list(filter, { ...read.options, sort: 'date' });
    if (page.page > lastPage(page)) {
      response.redirect(303, withParameters(request.originalUrl, { page: lastPage(page) }));
      return;
    }
    const found = page.items.flatMap(({ key }) => directory.entity('event', key, context.language) ?? []);
    response.type('html').send(agendaPage({ query, page, events: found, context }));
  });

  const send = (request: Request, response: Response, { name, items }: { name: string; items: readonly Summary[] }) => {
    const language = languageOf(response);
    const parts = { directory, language, base: baseOf(request, deps.config) };
    response.type('text/calendar').send(writeCalendar({ name, events: calendarEvents(items, parts) }));
  };

  for (const { type, path } of [...holders, 'event' as const].map(sectionOf)) {
    router.use(`${path}/:key/agenda.ics`, openToAll);
    router.get(`${path}/:key/agenda.ics`, (request, response) => {
      const language = languageOf(response);
      const entity = directory.entity(type, request.params.key, language, () => false);
      if (!entity) throw notShown(deps, type, request.params.key);
      const today = deps.now().toISOString().slice(0, 10);
      const { upcoming, past } =
        type === 'event'
          ? { upcoming: { items: [entity] }, past: { items: [] } }
          : directory.eventsOf(entity.iri, { today, language, limit: mostEvents });
      const name =
        type === 'event' ? entity.name : fill(meetingsTexts.plain(language).calendarOf, { name: entity.name });
      send(request, response, { name, items: [...upcoming.items, ...past.items.filter(isRecent(deps.now()))] });
    });
  }

  // A territory and a practice narrow the calendar of all.
  router.get('/territoires/:code/agenda.ics', (request, response, next) => {
    const territory = findTerritory(request.params.code.toUpperCase());
    if (!territory) return next();
    response.redirect(302, withParameters(`${events.path}.ics`, { territoire: territory.code }));
  });
  router.get('/pratiques/:key/agenda.ics', (request, response, next) => {
    if (!directory.concepts('practices').some(({ key }) => key === request.params.key)) return next();
    response.redirect(302, withParameters(`${events.path}.ics`, { pratique: request.params.key }));
  });
  return router;
}

const yearMs = 366 * 24 * 60 * 60 * 1000;

/** What began more than a year ago has left the calendars. */
export function isRecent(now: Date): (item: Pick<Summary, 'startsAt'>) => boolean {
  return ({ startsAt }) => startsAt === undefined || !(Date.parse(startsAt) < now.getTime() - yearMs);
}
