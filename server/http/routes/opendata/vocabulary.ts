import type { Quad } from '@rdfjs/types';
import { type Request, type Response, Router } from 'express';
import { owl, skos, VOCAB } from '../../../rdf/terms.ts';
import type { AppDeps } from '../../deps.ts';
import { type Problem, problem } from '../../errors.ts';
import { negotiate, ownFormats, type RdfFormat, sendQuads, splitSuffix } from '../../negotiate.ts';
import { ontologyPage } from '../../pages/opendata/ontology-page.ts';
import { schemePage } from '../../pages/opendata/scheme-page.ts';
import { shapesPage } from '../../pages/opendata/shapes-page.ts';
import { ownSignposts } from '../../signposts.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import type { ContextOf } from '../page-context.ts';

const versionPattern = /^\d+(\.\d+){0,2}$/;

/** One document of the vocabulary: where it is, what it says, and its page. */
interface Published {
  readonly path: string;
  readonly type: string;
  readonly formats?: readonly RdfFormat[];
  readonly quads: readonly Quad[];
  readonly page: () => string | Promise<string>;
}

/** `/ns`, `/shapes` and `/vocab/{scheme}`, each also at the address of its version, and the JSON-LD context. */
export function vocabularyRoutes(
  { directory }: Pick<AppDeps, 'directory'>,
  { vocabulary, contextOf }: { readonly vocabulary: Vocabulary; readonly contextOf: ContextOf },
): Router {
  const router = Router();

  async function send(published: Published, request: Request, response: Response, asked?: RdfFormat): Promise<void> {
    const { path, type, formats, quads, page } = published;
    const format = asked ?? negotiate(request, response, formats);
    const iri = VOCAB + path.replace(/^\/(vocab\/)?/, '');
    const collection = `/catalog#${path === '/shapes' ? 'shapes' : 'vocabulary'}`;
    response.append('Link', ownSignposts(path, { iri, type, format, collection, ...(formats ? { formats } : {}) }));
    if (format === 'html') response.type('html').send(await page());
    else await sendQuads(response, quads, format);
  }

  /** A version is asked for in full or by its beginning: `0.1` is the latest `0.1.x`. Only the present one is kept. */
  async function sendVersion(published: Published, asked: string, request: Request, response: Response): Promise<void> {
    const version = vocabulary.version();
    const { key, format } = splitSuffix(asked, ownFormats);
    const { path } = published;
    if (key !== version) {
      if (!`${version}.`.startsWith(`${key}.`)) throw unknownVersion(version, path);
      response.redirect(302, `${path}/${version}${asked.slice(key.length)}`);
      return;
    }
    response.append('Link', `<${path}>; rel="latest-version"`);
    await send(published, request, response, format);
  }

  const schemeOf = (key: string, request: Request, response: Response): Published | undefined => {
    const quads = vocabulary.scheme(key);
    return (
      quads && {
        path: `/vocab/${key}`,
        type: skos('ConceptScheme').value,
        quads,
        page: () =>
          schemePage(
            { key, quads, concepts: directory.concepts(key), ontology: vocabulary.ontology() },
            contextOf(request, response),
          ),
      }
    );
  };
  const wholes: Readonly<Record<'/ns' | '/shapes', (request: Request, response: Response) => Published>> = {
    '/ns': (request, response) => ({
      path: '/ns',
      type: owl('Ontology').value,
      formats: ownFormats,
      quads: vocabulary.ontology(),
      page: () => ontologyPage(vocabulary, contextOf(request, response)),
    }),
    '/shapes': (request, response) => ({
      path: '/shapes',
      type: owl('Ontology').value,
      formats: ownFormats,
      quads: vocabulary.shapes(),
      page: () => shapesPage(vocabulary, contextOf(request, response)),
    }),
  };

  for (const [path, published] of Object.entries(wholes)) {
    const suffixes = ['.ttl', '.jsonld', '.nq', '.rdf'].map((suffix) => path + suffix);
    router.get([path, ...suffixes], (request, response) =>
      send(published(request, response), request, response, splitSuffix(request.path, ownFormats).format),
    );
    router.get(`${path}/:version`, (request, response) =>
      sendVersion(published(request, response), request.params.version, request, response),
    );
  }
  router.get('/vocab/:scheme/:version', async (request, response, next) => {
    const { scheme, version } = request.params;
    const published = versionPattern.test(splitSuffix(version).key) ? schemeOf(scheme, request, response) : undefined;
    if (!published) return next();
    await sendVersion(published, version, request, response);
  });
  router.get('/vocab/:scheme', async (request, response) => {
    const { key, format } = splitSuffix(request.params.scheme);
    const published = schemeOf(key, request, response);
    if (!published) throw problem(404);
    await send(published, request, response, format);
  });
  router.get('/context.jsonld', (_request, response) => {
    response.removeHeader('Content-Language');
    response.type('application/ld+json').send(vocabulary.context());
  });
  return router;
}

function unknownVersion(version: string, path: string): Problem {
  return problem(404, {
    detail: {
      fr: `Cette version n’est pas gardée ici ; la version présente est la ${version}.`,
      en: `This version is not kept here; the present one is ${version}.`,
    },
    more: { href: `${path}/${version}`, label: { fr: version, en: version } },
  });
}
