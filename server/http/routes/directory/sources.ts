import { Router } from 'express';
import { type RecordSet, recordUrl } from '../../../registry/records.ts';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { pager } from '../../pages/frame/pager.ts';
import { type DescribedSet, sourcePage, sourcesPage } from '../../pages/opendata/sources-page.ts';
import { sourcesTexts } from '../../texts/sources-texts.ts';
import type { ContextOf } from '../page-context.ts';

/** Records on one page. */
const pageSize = 100;

/** `/sources`: the records that were taken from others, set by set, with what each import lost; each record as the document that is read. */
export function sourceRoutes({ records, config }: Pick<AppDeps, 'records' | 'config'>, contextOf: ContextOf): Router {
  const router = Router();
  const startOf = (key: string) => recordUrl(config.recordsBase, key, '');
  const find = (key: string): RecordSet => {
    const found = records.findSet(key);
    if (!found) throw problem(404);
    return found;
  };
  router.get('/sources', (request, response) => {
    const sets = records.sets().map(describe);
    response.type('html').send(sourcesPage(sets, { startOf }, contextOf(request, response)));
  });
  router.get('/sources/:set.json', (request, response) => {
    response.json(describe(find(request.params.set)));
  });
  router.get('/sources/:set', (request, response) => {
    const set = find(request.params.set);
    const asked = Number(request.query['page'] ?? 1);
    const pages = Math.max(1, Math.ceil(set.records / pageSize));
    if (!Number.isInteger(asked) || asked < 1 || asked > pages) throw problem(404);
    const context = contextOf(request, response);
    const ids = records.ids(set.key, (asked - 1) * pageSize, pageSize);
    const links = pager({ page: asked, last: pages, path: `/sources/${set.key}` }, context);
    response.type('html').send(sourcePage(describe(set), { ids, pager: links, start: startOf(set.key) }, context));
  });
  router.get('/sources/:set/:id', (request, response) => {
    const { key } = find(request.params.set);
    const found = records.find(key, request.params.id);
    if (!found) {
      const [fr, en] = (['fr', 'en'] as const).map((language) => sourcesTexts.plain(language).gone);
      throw problem(410, { detail: { fr: fr ?? '', en: en ?? '' } });
    }
    response.setHeader('ETag', `"${found.hash}"`);
    response.type('application/ld+json').send(found.document);
  });
  return router;
}

function describe({ description, report, ...set }: RecordSet): DescribedSet {
  return { ...JSON.parse(description), ...set, report: JSON.parse(report) };
}
