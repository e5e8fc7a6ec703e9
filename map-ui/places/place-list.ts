import { useEffect, useState } from 'preact/hooks';
import type { Language, ListAnswer, Summary } from '../../server/http/contract.ts';
import type { Bounds, PointsManifest } from '../../server/points/manifest.ts';
import { readChoices, type Selection, writeSelection } from '../../server/points/selection.ts';
import { readJson } from './read-answer.ts';

export interface ListQuestion {
  readonly manifest: PointsManifest;
  readonly selection: Selection;
  /** Undefined for all places, those without a position included. */
  readonly bounds: Bounds | undefined;
  readonly language: Language;
  /** Another one asks the same again. */
  readonly attempt: number;
}

/** A list that grows page by page; what was there stays while another is read. */
export interface PlaceList {
  readonly items: readonly Summary[];
  readonly facets: ListAnswer['facets'];
  readonly state: 'loading' | 'ready' | 'failed';
  /** Reads the next page; undefined at the end. */
  readonly more: (() => void) | undefined;
}

const pageSize = 25;
const nothing: ListAnswer = { total: 0, page: 1, size: pageSize, items: [], facets: {} };

/** The places of a selection in a box as the server lists them, so that a million of them never have to come. */
export function usePlaceList(question: ListQuestion, onFailure: (error: unknown) => void): PlaceList {
  const address = listAddress(question);
  const key = `${question.attempt} ${address}`;
  const [read, setRead] = useState<{
    readonly key: string;
    readonly items: readonly Summary[];
    readonly facets: ListAnswer['facets'];
    readonly total: number;
  }>();
  const [wanted, setWanted] = useState({ key, pages: 1 });
  const [failed, setFailed] = useState<string>();
  const pages = wanted.key === key ? wanted.pages : 1;
  const has = read?.key === key ? read.items : [];

  useEffect(() => {
    if (read?.key === key && (has.length >= pages * pageSize || has.length >= read.total)) return;
    const stop = new AbortController();
    setFailed(undefined);
    readPage(address, pages, stop.signal).then(
      (page) => {
        if (!stop.signal.aborted) setRead({ key, ...page, items: pages === 1 ? page.items : [...has, ...page.items] });
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        setFailed(key);
        onFailure(error);
      },
    );
    return () => stop.abort();
  }, [key, pages]);

  const isCurrent = read?.key === key;
  return {
    items: read?.items ?? [],
    facets: read?.facets ?? {},
    state:
      failed === key
        ? 'failed'
        : isCurrent && has.length >= Math.min(pages * pageSize, read.total)
          ? 'ready'
          : 'loading',
    more: isCurrent && has.length < read.total ? () => setWanted({ key, pages: pages + 1 }) : undefined,
  };
}

function readPage(address: string | undefined, page: number, signal: AbortSignal): Promise<ListAnswer> {
  return address === undefined ? Promise.resolve(nothing) : readJson<ListAnswer>(`${address}&page=${page}`, signal);
}

/** The list's address; undefined when nothing can be in it, since a value that was asked for does not exist. */
export function listAddress(question: Omit<ListQuestion, 'attempt'>): string | undefined {
  const parameters = placeParameters(question);
  if (parameters === undefined) return undefined;
  const { bounds, language } = question;
  const all = [parameters, bounds && `bbox=${bounds.join(',')}`, `size=${pageSize}`, `lang=${language}`];
  return `/api/places?${all.filter(Boolean).join('&')}`;
}

/** The parameters of the API that choose these places; undefined when there can be none. */
export function placeParameters({
  manifest,
  selection,
}: Pick<ListQuestion, 'manifest' | 'selection'>): string | undefined {
  const facets: Record<string, readonly string[]> = { ...selection.facets };
  for (const { facet, values, unlisted } of readChoices(manifest.facets, selection)) {
    const { name = '', isPartial = false, values: listed = [] } = manifest.facets[facet] ?? {};
    if (isPartial || unlisted.length === 0) continue;
    if (values.length === 0) return undefined;
    // The server refuses what it does not know, and here it narrows nothing further.
    facets[name] = values.flatMap((value) => listed[value]?.key ?? []);
  }
  return writeSelection({ q: selection.q, facets });
}
