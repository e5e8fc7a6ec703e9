import express, { type Request, type Response, Router } from 'express';
import { type Draft, writeDraft } from '../../../publish/draft.ts';
import { draftToQuads } from '../../../publish/draft-to-quads.ts';
import { type Entries, entriesOf } from '../../../publish/entries.ts';
import { type Form, readForm } from '../../../publish/form.ts';
import { writeHtmlSnippet } from '../../../publish/write-html-snippet.ts';
import { writeTurtle } from '../../../publish/write-turtle.ts';
import type { Contexts } from '../../../rdf/contexts.ts';
import type { Finding } from '../../../validation/report.ts';
import type { FormAnswer, PlacedAnswer } from '../../contract.ts';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { languageOf } from '../../language.ts';
import { entityPage } from '../../pages/entity/entity-page.ts';
import { draftNotice } from '../../pages/publishing/draft-notice.ts';
import { type FormPageInput, formPage } from '../../pages/publishing/form-page.ts';
import { addressLine, placeAddress, tellPlaced } from '../../publishing/place-address.ts';
import { resolveLinks } from '../../publishing/resolve-links.ts';
import { startForm } from '../../publishing/start-form.ts';
import { mostPictureBytes, tellPicture } from '../../publishing/tell-picture.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import type { ContextOf } from '../page-context.ts';

const bodyLimit = '1mb';
/** More inputs than any form has: two hundred needs with all their answers. */
const mostInputs = 5000;
/** Where a file is until somebody has put it somewhere. */
const anyAddress = 'https://monlieu.example/fiche.ttl';
const linkLine = '<link rel="describedby" type="application/ld+json" href="/fiche.jsonld">';

/** `/publier/fiche`: the form that writes a profile, with and without script. */
export function formRoutes(
  deps: Pick<
    AppDeps,
    | 'check'
    | 'readProfile'
    | 'directory'
    | 'documentQuads'
    | 'entityAlone'
    | 'lookAtPicture'
    | 'geocode'
    | 'config'
    | 'now'
  >,
  { vocabulary, contextOf }: { readonly vocabulary: Vocabulary; readonly contextOf: ContextOf },
): Router {
  const router = Router();
  const form = readForm(vocabulary.shapes());
  const contexts = ownContext(vocabulary);
  const concepts = (scheme: string) => deps.directory.concepts(scheme);
  const { baseMap } = deps.config;
  const canPlace = deps.geocode !== undefined;
  const page = (request: Request, response: Response, input: Omit<FormPageInput, 'context' | 'form' | 'concepts'>) =>
    response
      .type('html')
      .send(formPage({ context: contextOf(request, response), form, concepts, baseMap, canPlace, ...input }));
  const body = express.urlencoded({ extended: false, limit: bodyLimit, parameterLimit: mostInputs });

  /** What is made of answers, checked as it will be published. */
  const answer = async (entries: Entries, response: Response, told: readonly Finding[] = []): Promise<FormAnswer> => {
    const language = languageOf(response);
    const resolved = resolveLinks(form, entries, { directory: deps.directory, language });
    const draft = writeDraft(form, resolved.entries, language);
    const checked = await deps.check({ body: Buffer.from(JSON.stringify(draft)), mediaType: 'application/ld+json' });
    if ('state' in checked) throw problem(400, { detail: checked.detail });
    const findings = [...told, ...resolved.findings, ...checked.findings];
    return { ...checked, findings, links: resolved.links, files: filesOf(draft) };
  };

  /** The whole page as it will be. */
  const sendPage = (draft: Draft, request: Request, response: Response) => {
    const context = contextOf(request, response);
    const document = { registration: 'draft', url: anyAddress, finalUrl: anyAddress, readAt: deps.now().toISOString() };
    const entity = deps.entityAlone(document, draftToQuads(draft, anyAddress, contexts), context);
    if (!entity) throw problem(400, { parameter: 'name', detail: noName });
    const notice = draftNotice(context.language);
    response.type('html').send(entityPage(entity, { leads: 'none', trouble: null, around: [], notice }, context));
  };

  router.get('/publier/fiche', async (request, response) => {
    const started = await startForm(request.query, { form, deps, language: languageOf(response) });
    if (started.from?.refusal) response.status(400);
    if (started.entries.size === 0) return page(request, response, started);
    return page(request, response, { ...started, answer: await answer(started.entries, response) });
  });

  router.post('/publier/fiche', body, async (request: Request, response: Response) => {
    const entries = entriesOf(pairsOf(request.body));
    const [file] = entries.get('fichier') ?? [];
    if (file) {
      const language = languageOf(response);
      const resolved = resolveLinks(form, entries, { directory: deps.directory, language });
      const draft = writeDraft(form, resolved.entries, language);
      return file === 'page' ? sendPage(draft, request, response) : sendFile(response, draft, { file, contexts });
    }
    response.vary('Accept');
    // The page's script completes the address and looks at pictures while somebody types.
    if (request.accepts(['text/html', 'application/json']) === 'application/json')
      return response.json(await answer(entries, response));
    const completed = await placeAddress(entries, deps);
    const told = [...addressFindings(form, completed.told), ...(await pictureFindings(form, entries, deps))];
    return page(request, response, {
      entries: completed.entries,
      answer: await answer(completed.entries, response, told),
      adding: entries.get('ajouter')?.[0],
    });
  });

  router.post('/publier/image', body, async (request: Request, response: Response) => {
    const entries = entriesOf(pairsOf(request.body));
    const [finding] = await pictureFindings(form, entries, deps);
    if (!finding) throw problem(400, { parameter: 'image', allowed: ['https://…'] });
    response.json(finding);
  });

  router.post('/publier/position', body, async (request: Request, response: Response) => {
    const line = addressLine(entriesOf(pairsOf(request.body)));
    if (!deps.geocode) throw problem(404);
    if (line === undefined) throw problem(400, { parameter: 'address.streetAddress', detail: noStreet });
    const found = await deps.geocode(line);
    if (!found) throw problem(404, { detail: notPlaced });
    response.json({ lat: found.lat, lon: found.lon, message: tellPlaced(found) } satisfies PlacedAnswer);
  });
  return router;
}

const noName = {
  fr: 'Donnez d’abord un nom à votre lieu.',
  en: 'Give your place a name first.',
};
const noStreet = {
  fr: 'Écrivez la rue et la commune : elles suffisent pour placer l’épingle.',
  en: 'Write the street and the commune: they are enough to place the pin.',
};
const notPlaced = {
  fr: 'Cette adresse n’a pas été reconnue. Vérifiez-la, ou placez l’épingle à la main.',
  en: 'This address was not recognised. Check it, or place the pin by hand.',
};

/** What was found out about the address, beside its question. */
function addressFindings(form: Form, told: Finding['message'] | undefined): Finding[] {
  const field = form.flatMap(({ fields }) => fields).find(({ key }) => key === 'address');
  return told && field
    ? [{ severity: 'info', rule: 'form/address', path: field.path, field: field.label, message: told }]
    : [];
}

/** What is at the addresses of pictures, asked at once. */
function pictureFindings(form: Form, entries: Entries, { lookAtPicture }: Pick<AppDeps, 'lookAtPicture'>) {
  const fields = form.flatMap((group) => group.fields).filter(({ input }) => input === 'image');
  const asked = fields.flatMap((field) => {
    const url = entries.get(field.key)?.[0];
    return url && URL.canParse(url) ? [{ field, url }] : [];
  });
  return Promise.all(
    asked.map(async ({ field, url }) => tellPicture(await lookAtPicture(url, mostPictureBytes), field, url)),
  );
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
  } else throw problem(400, { parameter: 'fichier', value: file.slice(0, 50), allowed: ['jsonld', 'ttl', 'page'] });
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
