import { useEffect, useState } from 'preact/hooks';

/** The last answer to a question that changes. */
export interface Latest<T> {
  /** Undefined before the first answer; that of an earlier question until the present one is answered. */
  readonly value: T | undefined;
  /** Whether `value` answers the present question. */
  readonly isCurrent: boolean;
  /** Whether the present question could not be answered. */
  readonly hasFailed: boolean;
}

/** Asks whenever the key changes, and keeps what was there until the new answer comes; asks nothing without a key. */
export function useLatest<T>(
  key: string | undefined,
  ask: (signal: AbortSignal) => Promise<T>,
  onFailure: (error: unknown) => void,
): Latest<T> {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly value: T }>();
  const [failed, setFailed] = useState<string>();
  useEffect(() => {
    if (key === undefined) return;
    const stop = new AbortController();
    setFailed(undefined);
    ask(stop.signal).then(
      (value) => {
        if (!stop.signal.aborted) setAnswer({ key, value });
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        setFailed(key);
        onFailure(error);
      },
    );
    return () => stop.abort();
  }, [key]);
  const isCurrent = answer !== undefined && answer.key === key;
  return { value: answer?.value, isCurrent, hasFailed: !isCurrent && failed !== undefined && failed === key };
}
