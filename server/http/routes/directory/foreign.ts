import { Router } from 'express';
import { type ForeignFormat, readForeignFormats, type WritablePlace, writeAs } from '../../../crosswalk/write-as.ts';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { languageOf } from '../../language.ts';
import { formatsPage } from '../../pages/entity/formats-page.ts';
import { openToAll } from '../../security.ts';
import type { ContextOf } from '../page-context.ts';

/** `/lieux/{key}/formats`: a place as other directories take it, with what each format asks for and has no room for. */
export function foreignRoutes({ directory }: Pick<AppDeps, 'directory'>, contextOf: ContextOf): Router {
  const formats = readForeignFormats();
  const router = Router();
  const find = (key: string, language: 'fr' | 'en') => {
    const place = directory.entity('place', key, language);
    if (!place) throw problem(404);
    return place;
  };
  router.get('/lieux/:key/formats', async (request, response) => {
    const context = contextOf(request, response);
    const place = find(request.params.key, context.language);
    const written = await Promise.all(
      formats.map(async (format) => ({
        ...format,
        ...(await writeAs(format, place as unknown as WritablePlace, context.language)),
      })),
    );
    response.type('html').send(formatsPage(place, written, context));
  });
  router.get('/lieux/:key/formats/:format', openToAll, async (request, response) => {
    const params = request.params as { readonly key: string; readonly format: string };
    const language = languageOf(response);
    const place = find(params.key, language);
    const format = formats.find(({ name }) => `${name}.json` === params.format || name === params.format);
    if (!format) throw problem(404);
    const { document, missing } = await writeAs(format, place as unknown as WritablePlace, language);
    if (missing.length > 0) throw problem(422, { detail: lacking(format, missing) });
    response.type(format.mediaType).send(JSON.stringify(document, null, 2));
  });
  return router;
}

function lacking({ title }: ForeignFormat, missing: readonly string[]) {
  const names = missing.join(', ');
  return {
    fr: `${title} demande ce que cette fiche ne dit pas : ${names}.`,
    en: `${title} asks for what this profile does not tell: ${names}.`,
  };
}
