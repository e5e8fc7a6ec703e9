import express, { type Request, type Response, Router } from 'express';
import { type Draft, writeDraft } from '../../publish/draft.ts';
import { draftToQuads } from '../../publish/draft-to-quads.ts';
import { type Entries, entriesOf } from '../../publish/entries.ts';
import { type Form, readForm } from '../../publish/form.ts';
import { readEntries } from '../../publish/read-entries.ts';
import { writeHtmlSnippet } from '../../publish/write-html-snippet.ts';
import { writeTurtle } from '../../publish/write-turtle.ts';
import type { Contexts } from '../../rdf/contexts.ts';
import type { Language } from '../../rdf/text.ts';
import type { FormAnswer } from '../contract.ts';
import type { AppDeps } from '../deps.ts';
import { problem } from '../errors.ts';
import { languageOf } from '../language.ts';
import { type FormPageInput, formPage } from '../pages/form-page.ts';
import { formTexts } from '../texts/form-texts.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { ContextOf } from './page-context.ts';

const bodyLimit = '1mb';
/** More inputs than any form has: two hundred needs with all their answers. */
const mostInputs = 5000;
/** Where a file is until somebody has put it somewhere. */
const anyAddress = 'https://monlieu.example/fiche.ttl';
const linkLine = '<link rel="describedby" type="application/ld+json" href="/fiche.jsonld">';

/** `/publier/fiche`: the form that writes a profile, with and without script. */
export function formRoutes(
  deps: Pick<AppDeps, 'check' | 'readProfile' | 'directory'>,
  { vocabulary, contextOf }: { readonly vocabulary: Vocabulary; readonly contextOf: ContextOf },
): Router {
  const router = Router();
  const form = readForm(vocabulary.shapes());
  const contexts = ownContext(vocabulary);
  const concepts = (scheme: string) => deps.directory.concepts(scheme);
  const page = (request: Request, response: Response, input: Omit<FormPageInput, 'context' | 'form' | 'concepts'>) =>
    response.type('html').send(formPage({ context: contextOf(request, response), form, concepts, ...input }));
  const body = express.urlencoded({ extended: false, limit: bodyLimit, parameterLimit: mostInputs });

  const check = async (draft: Draft) => {
    const checked = await deps.check({ body: Buffer.from(JSON.stringify(draft)), mediaType: 'application/ld+json' });
    if ('state' in checked) throw problem(400, { detail: checked.detail });
    return checked;
  };

  router.get('/publier/fiche', async (request, response) => {
    const url = String(request.query['depuis'] ?? '').trim();
    const started =
      url === ''
        ? { entries: entriesOf([]) }
        : await startFrom(url, { form, read: deps.readProfile, language: languageOf(response) });
    if ('from' in started && started.from.refusal) response.status(400);
    if (started.entries.size === 0) return page(request, response, started);
    const draft = writeDraft(form, started.entries, languageOf(response));
    return page(request, response, { ...started, answer: await check(draft), files: filesOf(draft) });
  });

  router.post('/publier/fiche', body, async (request: Request, response: Response) => {
    const language = languageOf(response);
    const entries = entriesOf(pairsOf(request.body));
    const draft = writeDraft(form, entries, language);
    const [file] = entries.get('fichier') ?? [];
    if (file) return sendFile(response, draft, { file, contexts });
    response.vary('Accept');
    const answer = await check(draft);
    if (request.accepts(['text/html', 'application/json']) === 'application/json')
      return response.json({ ...answer, files: filesOf(draft) } satisfies FormAnswer);
    return page(request, response, { entries, answer, files: filesOf(draft), adding: entries.get('ajouter')?.[0] });
  });
  return router;
}

/** The answers that a page or file already gives. */
async function startFrom(
  url: string,
  { form, read, language }: { readonly form: Form; readonly read: AppDeps['readProfile']; readonly language: Language },
): Promise<{ readonly entries: Entries; readonly from: NonNullable<FormPageInput['from']> }> {
  const nothing = (refusal: string) => ({ entries: entriesOf([]), from: { url, refusal } });
  const met = await read(url);
  if (met.state === 'refused') return nothing(met.detail[language]);
  const found = readEntries(form, met.quads, { documentUrl: met.url, language });
  if (!found) return nothing(formTexts(language).noPlace);
  return { entries: found.entries, from: { url, leftOut: found.leftOut } };
}

function sendFile(
  response: Response,
  draft: Draft,
  { file, contexts }: { readonly file: string; readonly contexts: Contexts },
): void {
  if (file === 'ttl') {
    response.attachment('fiche.ttl').type('text/turtle');
    response.send(writeTurtle(draftToQuads(draft, anyAddress, contexts), anyAddress));
  } else if (file === 'jsonld') {
    response.attachment('fiche.jsonld').type('application/ld+json');
    response.send(`${JSON.stringify(draft, null, 2)}\n`);
  } else throw problem(400, { parameter: 'fichier', value: file.slice(0, 50), allowed: ['jsonld', 'ttl'] });
}

function filesOf(draft: Draft): FormAnswer['files'] {
  return { snippet: writeHtmlSnippet(draft), link: linkLine };
}

function* pairsOf(body: unknown): Iterable<readonly [string, string]> {
  for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>))
    for (const one of Array.isArray(value) ? value : [value]) if (typeof one === 'string') yield [name, one];
}

/** Our JSON-LD context, as drafts name it. */
export function ownContext(vocabulary: Pick<Vocabulary, 'context'>): Contexts {
  return new Map([['https://w3id.org/obsidienne/context.jsonld', JSON.parse(vocabulary.context()) as object]]);
}
