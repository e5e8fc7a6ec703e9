import { useState } from 'preact/hooks';
import { readJson } from '../places/read-answer.ts';
import { useLatest } from '../tools/use-latest.ts';

interface Page<Item> {
  readonly total: number;
  readonly items: readonly Item[];
}

/** An answer that comes a page at a time: the first one, with the items of all pages that were read. */
export interface Pages<Answer> {
  readonly answer: Answer | undefined;
  readonly isLoading: boolean;
  /** Reads the next page; undefined at the end. */
  readonly more: (() => void) | undefined;
}

/** Reads pages from an address of the API, nothing without one; what was there stays while another is read. */
export function usePages<Item, Answer extends Page<Item>>(
  { address, attempt }: { readonly address: string | undefined; readonly attempt: number },
  onFailure: (error: unknown) => void,
): Pages<Answer> {
  const asked = address && `${attempt} ${address}`;
  const [wanted, setWanted] = useState({ asked, count: 1 });
  const count = wanted.asked === asked ? wanted.count : 1;
  const { value, isCurrent, hasFailed } = useLatest(
    asked && `${count} ${asked}`,
    async (signal) => {
      const pages = await Promise.all(
        Array.from({ length: count }, (_, i) => readJson<Answer>(`${address}&page=${i + 1}`, signal)),
      );
      const [first] = pages;
      return first && { ...first, items: pages.flatMap(({ items }) => items) };
    },
    onFailure,
  );
  const answer = address === undefined ? undefined : value;
  return {
    answer,
    isLoading: address !== undefined && !isCurrent && !hasFailed,
    more:
      answer && isCurrent && answer.items.length < answer.total
        ? () => setWanted({ asked, count: count + 1 })
        : undefined,
  };
}
