import { readFileSync } from 'node:fs';
import { type Request, type Response, Router } from 'express';
import type { Filter } from '../../../directory/entity.ts';
import { contrast } from '../../colours.ts';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { withKnownConcepts } from '../../lists/known-concepts.ts';
import { withFilter } from '../../lists/list-address.ts';
import { choicesOf } from '../../lists/list-choices.ts';
import { readPageQuery } from '../../lists/list-query.ts';
import { withParameters } from '../../lists/pagination.ts';
import { type EmbedView, embedPage, fullEmbedPage } from '../../pages/embed/embed-page.ts';
import { type EmbedChoices, integratePage } from '../../pages/embed/integrate-page.ts';
import type { Locked } from '../../pages/lists/map-page.ts';
import { sectionOf } from '../../sections.ts';
import { openToAll } from '../../security.ts';
import { embedTexts } from '../../texts/embed-texts.ts';
import { fill } from '../../texts/texts.ts';
import type { ContextOf } from '../page-context.ts';

/** Enough for a list in a frame; the way to all of them is below it. */
const listed = 100;
const paper = 'fbfaf7';
const leastContrast = 4.5;
const component = new URL('../../../../map-ui/embed/obsidienne-map.js', import.meta.url);

/** Maps and lists for other people's pages: `/embed`, its stylesheet for a colour, `/embed.js`, and `/integrer`, which makes the lines to paste. */
export function embedRoutes(deps: Pick<AppDeps, 'directory' | 'assets' | 'config'>, contextOf: ContextOf): Router {
  const { directory, assets, config } = deps;
  const router = Router();
  const place = sectionOf('place');

  router.get('/embed', (request, response) => {
    openToFrames(response);
    const context = contextOf(request, response);
    const { vue, couleur, ...others } = request.query;
    const query = withKnownConcepts(readPageQuery(others, place, context.language), directory);
    // What the points of the map cannot tell is not asked of the list either, so that both show the same.
    const { near: _near, bbox: _bbox, ...filter } = query.filter;
    const page = directory.list(filter, { ...query.options, page: 1, size: listed });
    const whole = withFilter('/', filter);
    const shown = {
      context,
      page,
      choices: choicesOf(filter, page, context.language).map(({ label }) => label),
      selection: selectionOf(filter),
      whole: context.language === 'en' ? withParameters(whole, { lang: 'en' }) : whole,
      colour: readColour(couleur),
    };
    const view = readView(vue);
    const html =
      view === 'complete'
        ? fullEmbedPage({ ...shown, assets: assets.map, baseMap: config.baseMap })
        : embedPage({ ...shown, assets: assets.embed, view });
    response.type('html').send(html);
  });

  router.get('/embed/:colour.css', (request, response) => {
    const colour = readColour(request.params.colour);
    if (!colour || contrast(colour, paper) < leastContrast) throw problem(404);
    response.setHeader('Cache-Control', 'public, max-age=86400');
    response.type('css').send(`@media (prefers-color-scheme: light) { :root { --ember: #${colour}; } }\n`);
  });

  router.get('/embed.js', openToAll, (_request, response) => {
    response.setHeader('Cache-Control', 'public, max-age=86400');
    response.type('text/javascript').send(readFileSync(component, 'utf8'));
  });

  router.get('/integrer', (request, response) => {
    const context = contextOf(request, response);
    const t = embedTexts(context.language);
    const choices = readChoices(request);
    const colour = readColour(choices.couleur);
    const isPale = colour !== undefined && contrast(colour, paper) < leastContrast;
    const isWrong = choices.couleur !== '' && (colour === undefined || isPale);
    const { facets } = directory.list({ type: 'place' }, { page: 1, size: 1, language: context.language });
    const alive = (name: string) => (facets[name] ?? []).filter(({ count }) => count > 0);
    const { hauteur: _height, couleur: _colour, ...shown } = choices;
    const origin = deps.config.origin ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`;
    const address = withParameters('/embed', {
      ...Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== '')),
      couleur: isWrong ? undefined : colour,
      lang: context.language === 'en' ? 'en' : undefined,
    });
    response.type('html').send(
      integratePage({
        context,
        choices,
        facets: {
          type: alive('kind'),
          pratique: alive('practice'),
          reseau: alive('network'),
          territoire: alive('territory'),
        },
        src: origin + address,
        script: `${origin}/embed.js`,
        refusal: isWrong
          ? fill(isPale ? t.colourPale : t.colourWrong, { colour: choices.couleur.slice(0, 20) })
          : undefined,
      }),
    );
  });
  return router;
}

/** Any site may show this page in a frame; it sets no cookie there. */
function openToFrames(response: Response): void {
  const policy = String(response.getHeader('Content-Security-Policy') ?? '');
  response.setHeader('Content-Security-Policy', policy.replace(/frame-ancestors [^;]*/, 'frame-ancestors *'));
  response.removeHeader('X-Frame-Options');
  response.removeHeader('Set-Cookie');
}

function selectionOf({ type: _type, q = '', near: _near, bbox: _bbox, ended: _ended, ...facets }: Filter): Locked {
  const chosen = Object.entries(facets).flatMap(([name, keys]) => (keys ? [[name, keys] as const] : []));
  return { q, facets: Object.fromEntries(chosen) };
}

function readView(given: unknown): EmbedView {
  return given === 'liste' || given === 'complete' ? given : 'carte';
}

function readColour(given: unknown): string | undefined {
  return typeof given === 'string' ? /^#?([0-9a-f]{6})$/i.exec(given)?.[1]?.toLowerCase() : undefined;
}

const heights = { least: 240, most: 2000, usual: 480 };

function readChoices({ query }: Request): EmbedChoices {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name].trim().slice(0, 200) : '');
  const height = Number(text('hauteur') || heights.usual);
  return {
    type: text('type'),
    pratique: text('pratique'),
    reseau: text('reseau'),
    territoire: text('territoire'),
    vue: readView(text('vue')),
    couleur: text('couleur'),
    hauteur: Number.isFinite(height)
      ? Math.min(heights.most, Math.max(heights.least, Math.round(height)))
      : heights.usual,
  };
}
