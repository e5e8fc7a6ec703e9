import { type Request, type Response, Router } from 'express';
import { type MarkedPlace, markKinds, markLayers } from '../../directory/marks.ts';
import { eastOf, southOf, worldSize } from '../../points/mercator.ts';
import { given } from '../../rdf/given.ts';
import type { MarkCell, MarkCounts, MarksAnswer } from '../contract.ts';
import type { AppDeps } from '../deps.ts';
import { problem } from '../errors.ts';
import { languageOf } from '../language.ts';
import { checkConcepts } from '../lists/known-concepts.ts';
import { badValue } from '../lists/list-parameters.ts';
import { readApiQuery } from '../lists/list-query.ts';
import { pageLinks } from '../lists/pagination.ts';
import { readWhole } from '../lists/point-query.ts';
import { sectionOf } from '../sections.ts';

/** Pixels between marks that would cover each other. */
const cellSize = 56;
const tileSize = 512;
const deepest = 17;

/** What is found at places under `/api/marks`: a page of the places, and all of them gathered for a map of some zoom. */
export function markRoutes({ directory, now }: Pick<AppDeps, 'directory' | 'now'>): Router {
  const router = Router();
  router.get('/marks', (request: Request, response: Response) => {
    const { layer: asked, about, zoom, ...others } = request.query;
    const layer = markLayers.find((one) => one === asked);
    if (!layer) throw badValue('layer', asked, markLayers);
    const query = readApiQuery(others, sectionOf('place'), languageOf(response));
    checkConcepts(query, directory);
    const { page, size, language } = query.options;
    const among = new Set(directory.idsOf(query.filter));
    const practice = layer === 'practices' ? practiceOf(about) : undefined;
    const { places, unplaced } = directory.marks.marked({
      layer,
      among,
      today: now().toISOString().slice(0, 10),
      ...given('practice', practice),
    });
    const shown = places.slice((page - 1) * size, page * size);
    const cells = zoom === undefined ? [] : gather(places, readWhole(zoom, { name: 'zoom', from: 0, to: deepest }));
    const single = cells.flatMap(({ ids }) => (ids.length === 1 ? ids : []));
    const names = directory.marks.names(
      [...shown.flatMap(({ id, marks }) => [id, ...marks.map((mark) => mark.id)]), ...single],
      language,
    );
    const answer: MarksAnswer = {
      total: places.length,
      page,
      size,
      layer,
      counts: countsOf(places),
      unplaced,
      items: shown.flatMap(({ id, marks, ...rest }) => {
        const place = names.get(id);
        if (!place) return [];
        return {
          place: { ...place, ...rest },
          marks: marks.flatMap(({ kind, id: marked, startsAt }) => {
            const named = names.get(marked);
            return named ? { kind, ...named, ...given('startsAt', startsAt || undefined) } : [];
          }),
        };
      }),
      cells: cells.map(({ ids, ...cell }): MarkCell => {
        const only = ids.length === 1 ? names.get(ids[0] ?? 0) : undefined;
        return { ...cell, places: ids.length, ...given('place', only && { key: only.key, name: only.name }) };
      }),
    };
    response.setHeader('Link', pageLinks(request.originalUrl, answer));
    response.setHeader('X-Total-Count', answer.total);
    response.json(answer);
  });

  function practiceOf(about: unknown) {
    const concept = directory.concepts('practices').find(({ key, iri }) => key === about || iri === about);
    if (!concept)
      throw problem(400, {
        parameter: 'about',
        value: String(about ?? ''),
        allowed: directory.concepts('practices').map(({ key }) => key),
        detail: { fr: '« about » nomme une pratique.', en: '“about” names a practice.' },
      });
    return { iri: concept.iri, practising: new Set(directory.idsOf({ type: 'place', practice: [concept.key] })) };
  }
  return router;
}

interface Gathered extends Omit<MarkCell, 'places' | 'place'> {
  readonly ids: readonly number[];
}

/** Places whose marks would cover each other are one, where the first of them is. */
function gather(places: readonly MarkedPlace[], zoom: number): Gathered[] {
  const perWorld = (tileSize * 2 ** zoom) / worldSize;
  const squares = new Map<string, Group[]>();
  const groups: Group[] = [];
  for (const place of places) {
    if (!place.position) continue;
    const { lon, lat } = place.position;
    const [x, y] = [eastOf(lon) * perWorld, southOf(lat) * perWorld];
    const [column, row] = [Math.floor(x / cellSize), Math.floor(y / cellSize)];
    const near = around(column, row).flatMap((square) => squares.get(square) ?? []);
    const group = near.find((one) => Math.abs(one.x - x) < cellSize && Math.abs(one.y - y) < cellSize);
    if (group) {
      group.members.push(place);
      continue;
    }
    const begun: Group = { x, y, lon, lat, members: [place] };
    groups.push(begun);
    squares.set(`${column} ${row}`, [...(squares.get(`${column} ${row}`) ?? []), begun]);
  }
  return groups.map(({ lon, lat, members }) => ({
    lon,
    lat,
    counts: countsOf(members),
    ids: members.map(({ id }) => id),
  }));
}

interface Group {
  readonly x: number;
  readonly y: number;
  readonly lon: number;
  readonly lat: number;
  readonly members: MarkedPlace[];
}

function around(column: number, row: number): string[] {
  const steps = [-1, 0, 1];
  return steps.flatMap((dx) => steps.map((dy) => `${column + dx} ${row + dy}`));
}

function countsOf(places: readonly MarkedPlace[]): MarkCounts {
  const counts = new Map<string, number>();
  for (const { marks } of places) for (const { kind } of marks) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return Object.fromEntries(markKinds.flatMap((kind) => (counts.has(kind) ? [[kind, counts.get(kind)]] : [])));
}
