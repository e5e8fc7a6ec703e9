import { array, integer, json, object, orNull, problemAnswer, query, reference, string, time } from './words.ts';

const bounded = (items: object) => object({ total: integer, items: array(items) });
const named = (name: string) => json(reference(name));
const id = { name: 'id', in: 'path', required: true, schema: string };

/** How readings go, as the API tells it: registrations, the operator's view and the feed of changes. */
export const followingPaths = {
  '/registrations/{id}': {
    get: {
      summary: 'Status, last 20 visits, report and sources of a registered profile; what is wrong with it, in words',
      parameters: [id],
      responses: { 200: { description: 'Registration', content: named('Registration') }, 404: problemAnswer },
    },
  },
  '/registrations/{id}/hint': {
    post: {
      summary: 'Ask for a new reading; a profile is read at most once an hour, and `nextVisitAt` says when',
      parameters: [id],
      responses: { 202: { description: 'Noted', content: named('Registration') }, 404: problemAnswer },
    },
  },
  '/exploitation': {
    get: {
      summary: 'What is wrong with which publisher, and how the observatory itself is',
      responses: { 200: { description: 'Operation', content: named('Operation') } },
    },
  },
  '/feed.atom': {
    get: {
      summary:
        'What readers saw change (RFC 4287), what left as deleted entries (RFC 6721), archives (RFC 5005, section 4)',
      parameters: [
        query('type', 'place, network, need …: one type of entity'),
        query('territoire', 'région codes (R52), département codes (49) or commune codes (49246), separated by commas'),
        query('archive', 'the number of an archive document; leave it out to subscribe'),
        query('lang', 'fr, en'),
      ],
      responses: {
        200: { description: 'Atom', content: { 'application/atom+xml': {} } },
        400: problemAnswer,
        404: problemAnswer,
      },
    },
  },
};

const publisher = object({
  publisher: string,
  since: time,
  invalid: integer,
  shown: integer,
  nextVisitAt: orNull(time),
  profiles: bounded(
    object({
      id: string,
      url: string,
      since: time,
      detail: reference('Bilingual'),
      entries: integer,
      linkedBy: string,
    }),
  ),
});

export const followingSchemas = {
  Bilingual: object({ fr: string, en: string }),
  Trouble: object({
    since: time,
    outcome: string,
    detail: reference('Bilingual'),
    advice: reference('Bilingual'),
    nextVisitAt: orNull(time),
  }),
  Registration: object({
    id: string,
    url: string,
    status: string,
    linkedBy: orNull(string),
    leadsTo: orNull(
      object({
        kind: string,
        items: array(object({ url: string, role: string, id: orNull(string), status: orNull(string) })),
        leftOut: integer,
      }),
    ),
    held: orNull(object({ at: time, detail: reference('Bilingual') })),
    registeredAt: time,
    lastVisitAt: orNull(time),
    nextVisitAt: orNull(time),
    readAt: orNull(time),
    changedAt: orNull(time),
    failingSince: orNull(time),
    withdrawnAt: orNull(time),
    sources: array(object({ url: string, finalUrl: string })),
    mediaType: orNull(string),
    page: orNull(string),
    visits: array(object({ at: time, outcome: string, detail: reference('Bilingual'), siteMs: integer })),
    report: orNull(object({ at: time, conforms: { type: 'boolean' }, findings: array({ type: 'object' }) })),
    trouble: orNull(reference('Trouble')),
  }),
  Operation: object({
    at: time,
    registrations: { type: 'object', additionalProperties: integer },
    suppressed: integer,
    due: object({ count: integer, oldestAt: orNull(time) }),
    nextVisitAt: orNull(time),
    clockAhead: orNull(time),
    rounds: array(
      object({
        startedAt: time,
        endedAt: orNull(time),
        visited: integer,
        outcomes: { type: 'object', additionalProperties: integer },
      }),
    ),
    needing: integer,
    stale: integer,
    failing: bounded(publisher),
    held: bounded(publisher),
    discovered: bounded(publisher),
    slowest: bounded(
      object({ site: string, requests: integer, failures: integer, meanMs: integer, worstMs: integer, lastAt: time }),
    ),
    findings: object({
      total: integer,
      of: integer,
      items: array(
        object({ rule: string, path: string, message: reference('Bilingual'), profiles: integer, example: string }),
      ),
    }),
    storage: object({ writable: { type: 'boolean' }, usedBytes: integer, freeBytes: integer }),
    replicas: orNull(object({ ready: integer, total: integer })),
  }),
};
