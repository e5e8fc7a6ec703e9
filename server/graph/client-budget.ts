/** Beyond this many clients, the longest unheard are forgotten. */
const remembered = 10_000;
const minuteMs = 60_000;

/** How much processing each client has had: so many seconds a minute, at once or little by little. */
export interface ClientBudget {
  /** 0, or how long a client that has had its share has to wait (milliseconds). */
  waitMs(client: string): number;
  /** Counts what a client's query took. */
  spend(client: string, ms: number): void;
}

/** Makes a budget of `msPerMinute` of processing a minute for each client. */
export function createClientBudget(msPerMinute: number, now: () => number): ClientBudget {
  /** When each client will have its whole share again. */
  const wholeAt = new Map<string, number>();
  return {
    waitMs: (client) => Math.max(0, (wholeAt.get(client) ?? 0) - now() - minuteMs),
    spend(client, ms) {
      const whole = Math.max(wholeAt.get(client) ?? 0, now()) + (ms * minuteMs) / msPerMinute;
      wholeAt.delete(client);
      wholeAt.set(client, whole);
      if (wholeAt.size > remembered) wholeAt.delete(wholeAt.keys().next().value ?? client);
    },
  };
}
