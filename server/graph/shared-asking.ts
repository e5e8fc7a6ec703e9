/**
 * Lets those who ask the same at the same time share one piece of work: it goes on while one of them still waits, and is
 * aborted when the last has left. Rejects for an asker with the reason of its own signal.
 */
export function createSharedAsking<Made>() {
  const under = new Map<string, { readonly made: Promise<Made>; readonly left: AbortController; askers: number }>();
  return (
    key: string,
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<Made>,
  ): Promise<Made> => {
    let asking = under.get(key);
    if (!asking || asking.left.signal.aborted) {
      const left = new AbortController();
      const made = work(left.signal);
      const begun = { made, left, askers: 0 };
      const end = () => under.get(key) === begun && under.delete(key);
      made.then(end, end);
      under.set(key, begun);
      asking = begun;
    }
    const shared = asking;
    shared.askers++;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        reject(signal?.reason);
        if (--shared.askers === 0) shared.left.abort(signal?.reason);
      };
      signal?.addEventListener('abort', leave, { once: true });
      shared.made.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave));
    });
  };
}
