import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Decision, Verdict } from '../../identity/decisions.ts';
import type { Decided } from '../../identity/identity.ts';
import type { Bilingual } from '../../rdf/text.ts';
import type { AppDeps } from '../deps.ts';
import { problem } from '../errors.ts';
import { readSides } from '../identity-view.ts';
import { languageOf } from '../language.ts';
import { badValue } from '../lists/list-parameters.ts';
import { lastPage, pageLinks, withParameters } from '../lists/pagination.ts';
import { createOperatorSession } from '../operator-session.ts';
import { decisionsPage, identityPage, identityPath } from '../pages/identity/identity-page.ts';
import { identityTexts } from '../texts/identity-texts.ts';
import { fill } from '../texts/texts.ts';
import type { ContextOf } from './page-context.ts';

const size = 10;
const decisionSize = 50;
const recentDecisions = 10;
const form = express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 20 });

const parameters = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  score: z.union([z.literal('').transform(() => undefined), z.coerce.number().min(0).max(1)]).optional(),
  source: z.string().max(200).optional(),
  departement: z.union([z.literal(''), z.string().regex(/^(?:\d{2,3}|2[AB])$/i)]).optional(),
});
const word = z.object({
  a: z.string().min(1).max(2000),
  b: z.string().min(1).max(2000),
  decision: z.enum(['merged', 'refused', 'undone']),
});

/** `/exploitation/identites`: the pairs that wait and what was decided, readable by all; the word of operators, and how they come in. */
export function identityRoutes(
  deps: Pick<AppDeps, 'identity' | 'decideIdentity' | 'directory' | 'config' | 'now'>,
  contextOf: ContextOf,
): Router {
  const { identity, config } = deps;
  const router = Router();
  const session = createOperatorSession({
    key: config.operatorKey,
    origin: config.origin,
    now: deps.now,
  });

  const readDecisions = (page: number, count: number, response: Response) => {
    const { total, items } = identity.decisions.list({ page, size: count });
    const toPair = (about: Decision) => ({
      about,
      sides: readSides(about, deps, languageOf(response)),
      isLast: identity.decisions.of(about.a, about.b)?.id === about.id,
    });
    return { total, items: items.map(toPair) };
  };

  router.get(identityPath, (request, response) => {
    const asked = readParameters(request);
    const filter = {
      ...(asked.score === undefined ? {} : { leastScore: asked.score }),
      ...(asked.source ? { source: asked.source } : {}),
      ...(asked.departement ? { departement: asked.departement.toUpperCase() } : {}),
    };
    const proposals = identity.proposals.waiting(filter, { page: asked.page, size });
    // A decision may have emptied the last page.
    const last = lastPage({ total: proposals.total, size });
    if (asked.page > last) return response.redirect(302, withParameters(request.originalUrl, { page: last }));
    tellNobody(response);
    response.vary('Accept');
    if (request.accepts(['application/json', 'text/html']) !== 'text/html') {
      response.setHeader('Link', pageLinks(request.originalUrl, { total: proposals.total, page: asked.page, size }));
      response.json({ ...proposals, page: asked.page, size });
      return;
    }
    const language = languageOf(response);
    const toPair = (about: (typeof proposals.items)[number]) => ({ about, sides: readSides(about, deps, language) });
    const notice = noticeOf(request, response);
    const page = identityPage(
      {
        proposals: { total: proposals.total, items: proposals.items.map(toPair) },
        decisions: readDecisions(1, recentDecisions, response),
        filter: textsOf(request, ['score', 'source', 'departement']),
        page: asked.page,
        size,
        isPossible: session.isPossible,
        operator: session.find(request),
        ...(notice ? { notice } : {}),
      },
      contextOf(request, response),
    );
    response.type('html').send(page);
  });

  router.get(`${identityPath}/decisions`, (request, response) => {
    const { page } = readParameters(request);
    const decisions = readDecisions(page, decisionSize, response);
    if (page > lastPage({ total: decisions.total, size: decisionSize })) throw badValue('page', page, ['1 – …']);
    tellNobody(response);
    response.vary('Accept');
    if (request.accepts(['application/json', 'text/html']) !== 'text/html') {
      response.setHeader('Link', pageLinks(request.originalUrl, { total: decisions.total, page, size: decisionSize }));
      response.json({
        total: decisions.total,
        page,
        size: decisionSize,
        items: decisions.items.map(({ about }) => about),
      });
      return;
    }
    const operator = session.find(request);
    response
      .type('html')
      .send(decisionsPage({ decisions, page, size: decisionSize, operator }, contextOf(request, response)));
  });

  router.post(identityPath, form, async (request, response) => {
    const operator = session.find(request);
    if (!operator || !session.isOurs(request, operator, request.body?.['jeton']))
      throw problem(403, { detail: both((t) => t.expired) });
    const said = word.safeParse(request.body);
    if (!said.success)
      throw problem(400, {
        detail: both((t) => fill(t.gone, { iri: '' })),
        parameter: String(said.error.issues[0]?.path[0]),
      });
    const { a, b, decision } = said.data;
    const decided = await deps.decideIdentity([a, b], { decision, by: operator.name });
    if (decided.state !== 'decided') throw refusal(decided);
    // Where the next pair is, under what was just done.
    response.redirect(303, `${withParameters(backTo(request.body?.['retour']), { fait: decision })}#paires`);
  });

  router.post('/exploitation/session', form, (request, response) => {
    const { cle, nom } = textsOfBody(request);
    if (!session.open(response, { key: cle, name: nom }))
      throw problem(403, { detail: both((t) => (session.isPossible ? t.badKey : t.noKey)) });
    response.redirect(303, identityPath);
  });

  router.post('/exploitation/session/fin', form, (request, response) => {
    const operator = session.find(request);
    if (operator && session.isOurs(request, operator, request.body?.['jeton'])) session.close(response);
    response.redirect(303, identityPath);
  });
  return router;
}

/** What an operator sees is in no cache, and in no search engine. */
function tellNobody(response: Response): void {
  response.setHeader('X-Robots-Tag', 'noindex');
  response.setHeader('Cache-Control', 'no-store');
}

function readParameters(request: Request): z.infer<typeof parameters> {
  const read = parameters.safeParse(request.query);
  if (read.success) return read.data;
  const name = String(read.error.issues[0]?.path[0]);
  throw badValue(name, request.query[name], [{ page: '1', score: '0 – 1', departement: '35, 2A, 974' }[name] ?? '']);
}

function textsOf(request: Request, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (typeof request.query[name] === 'string' ? [[name, request.query[name]]] : [])),
  );
}

function textsOfBody(request: Request): { readonly cle: string; readonly nom: string } {
  const text = (name: string) => (typeof request.body?.[name] === 'string' ? (request.body[name] as string) : '');
  return { cle: text('cle'), nom: text('nom') };
}

/** Only back to this page. */
function backTo(asked: unknown): string {
  const isHere =
    typeof asked === 'string' &&
    (asked === identityPath || asked.startsWith(`${identityPath}?`) || asked.startsWith(`${identityPath}/`));
  return isHere ? asked : identityPath;
}

function noticeOf(request: Request, response: Response) {
  const done: Readonly<Record<string, string>> = identityTexts(languageOf(response)).done;
  const asked = request.query['fait'];
  const text = typeof asked === 'string' && Object.hasOwn(done, asked) ? done[asked as Verdict] : undefined;
  return text === undefined ? undefined : { text, isError: false };
}

function both(tell: (t: ReturnType<typeof identityTexts>) => string): Bilingual {
  return { fr: tell(identityTexts.plain('fr')), en: tell(identityTexts.plain('en')) };
}

function refusal(decided: Exclude<Decided, { state: 'decided' }>) {
  switch (decided.state) {
    case 'unknown':
      return problem(409, { detail: both((t) => fill(t.gone, { iri: decided.iri })) });
    case 'two-kinds':
      return problem(409, { detail: both((t) => t.twoKinds) });
    case 'nothing-decided':
      return problem(409, { detail: both((t) => t.nothingDecided) });
    default:
      return decided satisfies never;
  }
}
