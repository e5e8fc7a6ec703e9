import type { RequestHandler } from 'express';
import { siteOf } from '../fetch/site-of.ts';
import type { Registrations } from './deps.ts';
import { problem } from './errors.ts';
import { networkOf } from './network-of.ts';

/** So much at once, then one more each `perMs`. */
interface Allowance {
  readonly burst: number;
  readonly perMs: number;
}

/** One sender, whatever it sends; the addresses of one site, whoever sends them. */
const allowances = {
  sender: { burst: 100, perMs: 1000 },
  site: { burst: 100, perMs: 5000 },
} satisfies Record<string, Allowance>;

/** Beyond this many senders or sites, the longest unheard are forgotten. */
const remembered = 10_000;

/** Keeps a flood of addresses from costing much: what is beyond its allowance is answered 429. */
export interface FloodGate {
  /** Counts a request of its sender. */
  readonly sender: RequestHandler;
  /** The same registrations, each address counted at its site before anything is looked up or written. */
  guard(registrations: Registrations): Registrations;
}

/** Makes the gate in front of everything by which strangers name addresses to read. */
export function createFloodGate(now: () => Date): FloodGate {
  const waitOfSender = createBuckets(allowances.sender, now);
  const waitOfSite = createBuckets(allowances.site, now);

  function passSite(url: string): void {
    const ms = URL.canParse(url) ? waitOfSite(siteOf(url)) : 0;
    if (ms > 0)
      throw problem(429, {
        retryAfterMs: ms,
        detail: {
          fr: `Beaucoup d’adresses de ${siteOf(url)} nous sont parvenues à la fois. Envoyez les suivantes un peu plus tard.`,
          en: `Many addresses of ${siteOf(url)} reached us at once. Send the next ones a little later.`,
        },
      });
  }

  return {
    sender(request, _response, next) {
      const ms = waitOfSender(networkOf(request.ip ?? ''));
      if (ms === 0) return next();
      next(
        problem(429, {
          retryAfterMs: ms,
          detail: {
            fr: 'Vous envoyez beaucoup d’adresses à la fois. Envoyez les suivantes un peu plus tard.',
            en: 'You are sending many addresses at once. Send the next ones a little later.',
          },
        }),
      );
    },
    guard: (registrations) => ({
      ...registrations,
      register(url) {
        passSite(url);
        return registrations.register(url);
      },
      hint(url) {
        passSite(url);
        return registrations.hint(url);
      },
    }),
  };
}

/** Gives, for a key, how long it has to wait (milliseconds), and counts it when it has not. */
function createBuckets({ burst, perMs }: Allowance, now: () => Date): (key: string) => number {
  /** When each key will have its whole burst again. */
  const fullAt = new Map<string, number>();
  return (key) => {
    const time = now().getTime();
    const next = Math.max(fullAt.get(key) ?? 0, time) + perMs;
    const wait = next - time - burst * perMs;
    if (wait > 0) return wait;
    fullAt.delete(key);
    fullAt.set(key, next);
    if (fullAt.size > remembered) fullAt.delete(fullAt.keys().next().value ?? key);
    return 0;
  };
}
