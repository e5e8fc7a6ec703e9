import { type Request, type Response, Router } from 'express';
import type { Filter } from '../../../directory/entity.ts';
import type { Language } from '../../../rdf/text.ts';
import type { AppDeps } from '../../deps.ts';
import { writeCalendar } from '../../feeds/calendar.ts';
import { calendarEvents } from '../../feeds/calendar-events.ts';
import { deadlineEvent } from '../../feeds/deadline-event.ts';
import { writeListFeed } from '../../feeds/list-feed.ts';
import { languageOf } from '../../language.ts';
import { withKnownConcepts } from '../../lists/known-concepts.ts';
import { withFilter } from '../../lists/list-address.ts';
import { choicesOf } from '../../lists/list-choices.ts';
import { readPageQuery } from '../../lists/list-query.ts';
import { lastPage, withParameters } from '../../lists/pagination.ts';
import { type Section, sectionOf, sections } from '../../sections.ts';
import { texts } from '../../texts/texts.ts';
import { isRecent } from '../directory/agenda.ts';

const feedSize = 50;
const maxCalendarEvents = 1000;

type FeedDeps = Pick<AppDeps, 'directory' | 'config' | 'now'>;

/** `/lieux.atom` and its like, `/evenements.ics`, `/feed.ics`, and the last days of needs and offers as `/besoins.ics`, `/offres.ics`: what a filter keeps can be subscribed to. */
export function listFeedRoutes(deps: FeedDeps): Router {
  const router = Router();
  for (const section of sections)
    router.get(`${section.path}.atom`, (request, response) => sendFeed(section, request, { response, deps }));
  const events = sectionOf('event');
  for (const type of ['need', 'offer'] as const) {
    const section = sectionOf(type);
    router.get(`${section.path}.ics`, (request, response) => sendCalendar(section, request, { response, deps }));
  }
  router.get([`${events.path}.ics`, '/feed.ics'], (request, response) =>
    sendCalendar(events, request, { response, deps }),
  );
  return router;
}

interface Answer {
  readonly response: Response;
  readonly deps: FeedDeps;
}

function baseOf(request: Request, { config }: Pick<FeedDeps, 'config'>): string {
  return config.origin ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`;
}

/** A filter in words: the section's title and what narrows it. */
function titleOf(section: Section, filter: Filter, { deps, language }: { deps: FeedDeps; language: Language }): string {
  const page = deps.directory.list(filter, { page: 1, size: 1, language });
  const own = texts.plain(language).sections[section.type].title;
  return [own, ...choicesOf(filter, page, language).map(({ label }) => label)].join(' · ');
}

function sendFeed(section: Section, request: Request, { response, deps }: Answer): void {
  const language = languageOf(response);
  const { filter, options } = withKnownConcepts(readPageQuery(request.query, section, language), deps.directory);
  const page = deps.directory.list(filter, { ...options, size: feedSize, sort: 'changed', facets: false });
  const base = baseOf(request, deps);
  const atomType = 'application/atom+xml';
  const to = (number: number) => base + withParameters(request.originalUrl, { page: number });
  const updatedAt = page.items[0]?.provenance.changedAt;
  if (updatedAt) response.setHeader('Last-Modified', new Date(updatedAt).toUTCString());
  const frame = {
    id: base + withParameters(request.originalUrl, { page: undefined, lang: undefined }),
    title: `${texts.plain(language).layout.name} : ${titleOf(section, filter, { deps, language })}`,
    links: [
      { rel: 'self', href: base + request.originalUrl, type: atomType },
      { rel: 'alternate', href: base + withFilter(section.path, filter), type: 'text/html' },
      { rel: 'first', href: to(1), type: atomType },
      ...(page.page < lastPage(page) ? [{ rel: 'next', href: to(page.page + 1), type: atomType }] : []),
      ...(page.page > 1 ? [{ rel: 'previous', href: to(page.page - 1), type: atomType }] : []),
    ],
    isArchive: false,
    language,
  };
  response.type(atomType).send(writeListFeed(frame, page.items, base));
}

function sendCalendar(section: Section, request: Request, { response, deps }: Answer): void {
  const language = languageOf(response);
  const { filter } = withKnownConcepts(readPageQuery(request.query, section, language), deps.directory);
  const { items } = deps.directory.list(filter, {
    page: 1,
    size: maxCalendarEvents,
    sort: section.type === 'event' ? 'date' : 'changed',
    language,
    facets: false,
  });
  const base = baseOf(request, deps);
  const name = `${texts.plain(language).layout.name} · ${titleOf(section, filter, { deps, language })}`;
  // Who asks for what is over has it all; a calendar that one follows forgets it after a year.
  const kept = filter.when ? items : items.filter(isRecent(deps.now()));
  const events =
    section.type === 'event'
      ? calendarEvents(kept, { directory: deps.directory, language, base })
      : items.flatMap((item) => deadlineEvent(item, { language, base }) ?? []);
  response.type('text/calendar').send(writeCalendar({ name, events }));
}
