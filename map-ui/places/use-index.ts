import { useEffect, useRef, useState } from 'preact/hooks';
import type { PlaceIndex } from './place-index.ts';
import { Outdated } from './read-answer.ts';

export interface IndexState {
  readonly index: PlaceIndex;
  /** Grows when everything is to be asked again. */
  readonly attempt: number;
  /** Something could not be had; what was there is still shown. */
  readonly hasTrouble: boolean;
  /** Takes note of a failure; a version that is gone is replaced by the newest. */
  fail(error: unknown): void;
  retry(): void;
}

/** A page that stays open takes the newest places when it is looked at again after so long. */
const freshMs = 60 * 60 * 1000;

/** Keeps the index of the places: the first one until its version is gone or old. */
export function useIndex(first: PlaceIndex, open: () => Promise<PlaceIndex>): IndexState {
  const [index, setIndex] = useState(first);
  const [attempt, setAttempt] = useState(0);
  const [hasTrouble, setTrouble] = useState(false);
  const renewal = useRef<Promise<void>>(null);
  const newest = useRef({ index: first, at: Date.now() });

  const again = () => {
    setTrouble(false);
    setAttempt((count) => count + 1);
  };
  const renew = async () => {
    try {
      const next = await open();
      newest.current.index.close();
      newest.current = { index: next, at: Date.now() };
      setIndex(next);
      again();
    } catch (error) {
      console.warn(error);
      setTrouble(true);
    } finally {
      renewal.current = null;
    }
  };
  const begin = () => {
    renewal.current ??= renew();
  };
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible' && Date.now() - newest.current.at > freshMs) begin();
    };
    document.addEventListener('visibilitychange', look);
    addEventListener('online', again);
    return () => {
      document.removeEventListener('visibilitychange', look);
      removeEventListener('online', again);
    };
  }, []);
  return {
    index,
    attempt,
    hasTrouble,
    fail(error) {
      console.warn(error);
      if (error instanceof Outdated) begin();
      else setTrouble(true);
    },
    retry: again,
  };
}
