/** Who waits, for whom, and until when. */
interface Place {
  readonly client: string;
  readonly leave: (isCalled: boolean) => void;
}

/** Who waits in the line. */
export interface Asker {
  readonly client?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A line in which nobody is kept waiting by somebody who asks a lot. */
export interface Line {
  /** Resolves with what `serve` gives at the asker's turn; with undefined when it was not in time, left, or was sent away. */
  wait<Served>(ms: number, asker: Asker, serve: () => Served): Promise<Served | undefined>;
  /** Calls the first of those whose client is least among `served`. */
  callNext(served: readonly string[]): void;
  close(): void;
}

/** Makes a line of `most` places; who comes to a full one takes the last place of the client that has the most. */
export function createLine(most: number): Line {
  const places = new Set<Place>();
  const countOf = (client: string) => [...places].filter((place) => place.client === client).length;

  function makeRoom(client: string): boolean {
    if (places.size < most) return true;
    const counts = new Map<string, number>();
    for (const place of places) counts.set(place.client, (counts.get(place.client) ?? 0) + 1);
    const [greediest, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0]);
    if (count <= countOf(client) + 1) return false;
    [...places].findLast((place) => place.client === greediest)?.leave(false);
    return true;
  }

  return {
    wait(ms, { client = '', signal }, serve) {
      if (!makeRoom(client)) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        const leave = (isCalled: boolean): void => {
          places.delete(place);
          clearTimeout(timer);
          signal?.removeEventListener('abort', giveUp);
          resolve(isCalled ? serve() : undefined);
        };
        const giveUp = () => leave(false);
        const timer = setTimeout(giveUp, ms);
        signal?.addEventListener('abort', giveUp);
        const place = { client, leave };
        places.add(place);
      });
    },
    callNext(served) {
      const servedOf = (client: string) => served.filter((one) => one === client).length;
      let next: Place | undefined;
      for (const place of places) if (!next || servedOf(place.client) < servedOf(next.client)) next = place;
      next?.leave(true);
    },
    close() {
      for (const place of [...places]) place.leave(false);
    },
  };
}
