import type { Request, Response } from 'express';
import { facetNames } from '../../directory/entity.ts';
import type { Bounds } from '../../points/manifest.ts';
import type { Selection } from '../../points/selection.ts';
import { problem } from '../errors.ts';
import { languageOf } from '../language.ts';
import { sectionOf } from '../sections.ts';
import { readApiQuery } from './list-query.ts';

const places = sectionOf('place');

/** What is asked of the points, by the parameters of `/api/places`. */
export interface PointQuery {
  readonly selection: Selection;
  readonly box?: Bounds;
}

/** Reads the filters of a request for points; parameters of its own are named in `own`. Throws a 400 problem like the lists. */
export function readPointQuery(request: Request, response: Response, own: readonly string[] = []): PointQuery {
  const given = Object.fromEntries(Object.entries(request.query).filter(([name]) => !own.includes(name)));
  const { filter } = readApiQuery(given, places, languageOf(response));
  const facets = Object.fromEntries(facetNames.flatMap((name) => (filter[name] ? [[name, filter[name]]] : [])));
  return { selection: { q: filter.q ?? '', facets }, ...(filter.bbox ? { box: filter.bbox } : {}) };
}

/** A whole number in an address or a parameter; throws a 400 problem when it is none, or not between the bounds. */
export function readWhole(
  text: unknown,
  { name, from, to }: { readonly name: string; readonly from: number; readonly to: number },
): number {
  const number = typeof text === 'string' && /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= from && number <= to) return number;
  throw problem(400, {
    parameter: name,
    value: String(text).slice(0, 100),
    allowed: [`a whole number from ${from} to ${to}`],
    detail: {
      fr: `« ${name} » doit être un nombre entier entre ${from} et ${to}.`,
      en: `“${name}” must be a whole number from ${from} to ${to}.`,
    },
  });
}

/**
 * Lets caches keep an answer about a version for ever, except where it depends on the minute or on a search, whose words
 * are looked up in what is known now.
 */
export function keepForever(response: Response, { q, facets }: Selection): void {
  const changes = q !== '' || (facets['open']?.length ?? 0) > 0;
  if (!changes) response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
  forAllReaders(response);
}

/** Points are the same in every language: labels and names come in all of them. */
export function forAllReaders(response: Response): void {
  response.removeHeader('Content-Language');
  response.setHeader('Vary', 'Accept-Encoding');
}
