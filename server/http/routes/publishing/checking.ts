import express, { type Request, type Response, Router } from 'express';
import { formatOfMediaType } from '../../../rdf/media-types.ts';
import { messageIn } from '../../../rdf/typeset-french.ts';
import type { AppDeps, Checked, CheckInput } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { languageOf } from '../../language.ts';
import { checkPage } from '../../pages/publishing/check-page.ts';
import { scored, sendCheck } from '../../publishing/send-check.ts';
import { fieldOf, isWebAddress, notAnAddress, readUrl } from '../../read-url.ts';
import { texts } from '../../texts/texts.ts';
import type { ContextOf } from '../page-context.ts';

/** A profile is a few kilobytes; a page with all its markup, some hundreds. */
const documentLimit = '1mb';

/** Checking a profile without registering it: `POST /check` for machines, `/verifier` for people. */
export function checkRoutes(deps: Pick<AppDeps, 'check' | 'config' | 'now'>, contextOf: ContextOf): Router {
  const router = Router();
  const { check } = deps;
  const form = express.urlencoded({ extended: false, limit: documentLimit });

  router.post(
    '/check',
    express.raw({ type: () => true, limit: documentLimit }),
    async (request: Request, response: Response) => {
      const input = readCheckBody(request);
      const checked = await check(input);
      if ('state' in checked) throw problem(400, { detail: checked.detail });
      await sendCheck(request, response, {
        checked,
        profileUrl: 'url' in input ? input.url : undefined,
        at: deps.now(),
      });
    },
  );

  /** Checks what was asked for and shows it. */
  async function showCheck(request: Request, response: Response, { url, content }: { url: string; content: string }) {
    const { language } = contextOf(request, response);
    const typed = { context: contextOf(request, response), ...(url ? { url } : {}), ...(content ? { content } : {}) };
    const checked: Checked = content.trim()
      ? await check({ body: Buffer.from(content), mediaType: '' })
      : isWebAddress(url)
        ? await check({ url })
        : { state: 'refused', detail: notAnAddress(url) };
    if ('state' in checked) {
      const robot = checked.isByRobots ? { robot: deps.config.userAgent.split('/')[0] ?? '' } : {};
      response
        .status(400)
        .type('html')
        .send(checkPage({ ...typed, refusal: messageIn(checked.detail, language), ...robot }));
    } else response.type('html').send(checkPage({ ...typed, answer: scored(checked) }));
  }
  router.get('/verifier', async (request, response) => {
    const url = String(request.query['url'] ?? '').trim();
    if (url) return showCheck(request, response, { url, content: '' });
    response.type('html').send(checkPage({ context: contextOf(request, response) }));
  });
  router.post('/verifier', form, async (request: Request, response: Response) => {
    const url = String(fieldOf(request.body, 'url') ?? '').trim();
    const content = String(fieldOf(request.body, 'content') ?? '');
    if (url || content.trim()) return showCheck(request, response, { url, content });
    const refusal = texts(languageOf(response)).check.nothing;
    response
      .status(400)
      .type('html')
      .send(checkPage({ context: contextOf(request, response), refusal }));
  });
  return router;
}

/** Types that say nothing of the content: the reader looks at it. */
const vague = new Set(['', 'text/plain', 'application/octet-stream', 'application/xml', 'text/xml']);

/** A document by its media type, or `{ "url" }` as JSON; any other JSON is taken for JSON-LD. */
function readCheckBody(request: Request): CheckInput {
  const [mediaType = '', ...parameters] = (request.headers['content-type'] ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase());
  const body: unknown = request.body;
  if (!(body instanceof Uint8Array) || body.length === 0)
    throw problem(400, {
      detail: {
        fr: 'Envoyez le contenu d’une fiche, ou { "url": "…" }.',
        en: 'Send the content of a profile, or { "url": "…" }.',
      },
    });
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  const document = (type: string): CheckInput => ({ body, mediaType: type, ...(charset ? { charset } : {}) });
  if (mediaType === 'application/json') {
    const json = parseJson(body);
    return fieldOf(json, 'url') !== undefined && fieldOf(json, '@context') === undefined
      ? { url: readUrl(json) }
      : document('application/ld+json');
  }
  if (!vague.has(mediaType) && formatOfMediaType(mediaType) === undefined) throw problem(415, { value: mediaType });
  return document(vague.has(mediaType) ? '' : mediaType);
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch (error) {
    const met = error instanceof Error ? error.message : String(error);
    throw problem(400, { detail: { fr: `Ce JSON est mal formé : ${met}`, en: `This JSON is malformed: ${met}` } });
  }
}
