import express, { type Request, type Response, Router } from 'express';
import type { AppDeps, Registered } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { readNotification } from '../../read-notification.ts';
import { openToAll } from '../../security.ts';
import { registrationPath } from './registrations.ts';

const bodyLimit = '64kb';
const accepted = ['application/ld+json', 'text/turtle', 'application/activity+json'] as const;
const methods = 'GET, HEAD, POST, OPTIONS';

/** The header by which the home page says where notifications go (Linked Data Notifications, section 3.1). */
export function inboxLink(origin: string | undefined): string {
  return `<${origin ?? ''}/inbox>; rel="http://www.w3.org/ns/ldp#inbox"`;
}

const ldp = 'http://www.w3.org/ns/ldp#';
const container = {
  '@context': { contains: { '@id': `${ldp}contains`, '@type': '@id' } },
  '@id': '',
  '@type': `${ldp}Container`,
  contains: [],
};

/**
 * The inbox for Linked Data Notifications: each one is a hint to read an address. Nothing of it is kept, so that to
 * those who read it (section 3.3.2) it is an empty container.
 */
export function inboxRoutes({ registrations, readApart }: Pick<AppDeps, 'registrations' | 'readApart'>): Router {
  const router = Router();
  router.use((_request, response, next) => {
    response.setHeader('Allow', methods);
    response.setHeader('Accept-Post', accepted.join(', '));
    next();
  }, openToAll);

  router.post(
    '/',
    express.raw({ type: () => true, limit: bodyLimit }),
    async (request: Request, response: Response) => {
      const [mediaType = ''] = (request.headers['content-type'] ?? '')
        .split(';')
        .map((part) => part.trim().toLowerCase());
      if (!accepted.some((type) => type === mediaType)) throw problem(415, { value: mediaType, allowed: accepted });
      const body: unknown = request.body;
      const notification = await readNotification(
        {
          body: body instanceof Uint8Array ? body : new Uint8Array(),
          mediaType: mediaType === 'text/turtle' ? mediaType : 'application/ld+json',
        },
        readApart,
      );
      if (notification.state === 'unreadable') throw problem(400, { detail: notification.detail });
      const answers = await Promise.all(
        notification.iris.map(async (iri) => ({ iri, answer: await registrations.hint(iri) })),
      );
      const taken = answers.flatMap(({ answer }) =>
        answer.state === 'registered' ? [registrationPath(answer.id)] : [],
      );
      const [first] = taken;
      if (first === undefined) throw refused(answers);
      // We keep no notification that could be asked for again: what it led to is the registration.
      response.status(202).location(first).json({ registrations: taken });
    },
  );

  router.get('/', (request, response) => {
    response.vary('Accept');
    const type = request.accepts(['application/ld+json', 'text/turtle']);
    if (type === 'text/turtle') response.type(type).send(`<> a <${ldp}Container> .\n`);
    else response.type('application/ld+json').send(JSON.stringify(container));
  });

  router.all('/', () => {
    throw problem(405, {
      allowed: methods.split(', '),
      detail: {
        fr: 'Cette boîte reçoit des notifications (POST) et se lit (GET) ; rien d’autre.',
        en: 'This inbox takes notifications (POST) and can be read (GET); nothing else.',
      },
    });
  });
  return router;
}

function refused(answers: readonly { readonly iri: string; readonly answer: Registered }[]) {
  const first = answers.find(({ answer }) => answer.state === 'refused');
  return problem(400, {
    parameter: 'object',
    value: first?.iri.slice(0, 200) ?? '',
    ...(first?.answer.state === 'refused' ? { detail: first.answer.detail } : {}),
  });
}
