import { Router } from 'express';
import type { Entity } from '../../../directory/entity.ts';
import { statementQuads } from '../../../opendata/history/statement-quads.ts';
import type { Statement } from '../../../opendata/history/statements.ts';
import { baseOf } from '../../base-of.ts';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { notShown } from '../../gone.ts';
import { languageOf } from '../../language.ts';
import { badValue } from '../../lists/list-parameters.ts';
import { lastPage, pageLinks } from '../../lists/pagination.ts';
import { sendQuads } from '../../negotiate.ts';
import { irisOf } from '../../pages/entity/statement-value.ts';
import { statementsPage } from '../../pages/entity/statements-page.ts';
import { entityPath, sections } from '../../sections.ts';
import { createNameIris } from '../../sparql/terms/name-iris.ts';
import { createTermBook } from '../../sparql/terms/query-terms.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import type { ContextOf } from '../page-context.ts';

const size = 100;
const media = { html: 'text/html', json: 'application/json', ttl: 'text/turtle' } as const;

/** `/lieux/{key}/provenance`: every statement on an entity, which document says it, since when and until when. */
export function statementRoutes(
  deps: Pick<AppDeps, 'directory' | 'statements' | 'changes' | 'config'>,
  { vocabulary, contextOf }: { readonly vocabulary: Vocabulary; readonly contextOf: ContextOf },
): Router {
  const router = Router();
  const nameIris = createNameIris(deps.directory.namesOfIris, createTermBook(vocabulary));
  for (const { type, path } of sections)
    router.get([`${path}/:key/provenance`, `${path}/:key/provenance.:format`], async (request, response) => {
      const { key, format } = request.params as { key: string; format?: string };
      const entity = deps.directory.entity(type, key, languageOf(response), () => false);
      if (!entity) {
        const heir = deps.directory.replacedBy(type, key);
        if (heir) return response.redirect(302, `${entityPath(heir)}/provenance${format ? `.${format}` : ''}`);
        throw notShown(deps, type, key);
      }
      response.vary('Accept');
      const accepted = request.accepts([media.html, media.json, media.ttl]);
      const chosen = format ?? Object.entries(media).find(([, name]) => name === accepted)?.[0];
      if (chosen === undefined) throw problem(406, { allowed: Object.values(media) });
      if (!Object.hasOwn(media, chosen)) throw problem(404);
      response.setHeader('X-Robots-Tag', 'noindex');
      const all = deps.statements(deps.directory.speakersOf(entity.iri), { withHistory: type !== 'person' });
      const page = readPage(request.query['page'], lastPage({ total: all.length, size }));
      const shown = all.slice((page - 1) * size, page * size);
      const home = entityPath(entity);
      if (chosen !== 'html')
        response.setHeader('Link', pageLinks(request.originalUrl, { total: all.length, page, size }));
      if (chosen === 'ttl') {
        await sendQuads(
          response,
          statementQuads(shown, (_, index) => `${baseOf(request, deps.config)}${home}/provenance#${index + 1}`),
          'turtle',
        );
        return;
      }
      if (chosen === 'json') {
        response.removeHeader('Content-Language');
        response.json(answerOf(entity, shown, { total: all.length, page, size }));
        return;
      }
      const names = nameIris(shown.flatMap(irisOf), languageOf(response));
      const input = { name: entity.name, iri: entity.iri, home, statements: shown, total: all.length, page, names };
      const last = lastPage({ total: all.length, size });
      response
        .type('html')
        .send(statementsPage({ ...input, last, isPerson: type === 'person' }, contextOf(request, response)));
    });
  return router;
}

function answerOf(
  { iri }: Entity,
  statements: readonly Statement[],
  page: { readonly total: number; readonly page: number; readonly size: number },
) {
  return { iri, ...page, items: statements };
}

function readPage(asked: unknown, last: number): number {
  const page = Number(asked ?? 1);
  if (!Number.isInteger(page) || page < 1 || page > last) throw badValue('page', asked, [`1 – ${last}`]);
  return page;
}
