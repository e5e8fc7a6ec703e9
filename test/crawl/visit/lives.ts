import { decide } from '../../../server/crawl/visit/life-cycle.ts';
import type { Outcome } from '../../../server/crawl/visit/outcome.ts';
import type { Registration } from '../../../server/registry/registration.ts';
import { dayMs, newRegistration } from '../../../server/registry/registration.ts';

export const start = new Date('2026-06-01T00:00:00Z');

/** A profile that was read and is shown. */
export const read: Registration = {
  ...newRegistration('http://lieu.localhost/', 'api', start),
  status: 'listed',
  shown: true,
  graphHash: 'abc',
  readAt: start.toISOString(),
};

const report = { conforms: true, findings: [] };
const signs = { profiles: ['http://lieu.localhost/2'], lists: [], leftOut: 0 };

/** One of everything that a visit can meet. */
export const outcomes = {
  changed: { state: 'changed', report, graphHash: 'def', nquads: '' },
  unchanged: { state: 'unchanged' },
  signpost: { state: 'signpost', report, signs: signs as never, isNew: true },
  gone: { state: 'gone', status: 410 },
  expired: { state: 'expired', at: '2026-01-01' },
  refused: { state: 'refused', robotsUrl: 'http://lieu.localhost/robots.txt' },
  'not-found': { state: 'not-found', status: 404 },
  forbidden: { state: 'forbidden', status: 401 },
  invalid: { state: 'invalid', report: { conforms: false, findings: [] } },
  'too-large': { state: 'too-large', limitBytes: 1 },
  unreachable: { state: 'unreachable', reason: 'timeout' },
  blocked: { state: 'blocked', reason: 'private-address' },
  failed: { state: 'failed', error: new Error('a fault of ours') },
  'bad-answer': { state: 'bad-answer', reason: 'protocol' },
} as const satisfies { readonly [State in Outcome['state']]: Extract<Outcome, { state: State }> };

const unread = newRegistration('http://lieu.localhost/', 'api', start);

/** One registration in every state that there is. */
export const situations: Readonly<Record<string, Registration>> = {
  discovered: { ...unread, status: 'discovered' },
  pending: unread,
  'listed+': read,
  'invalid+': { ...read, status: 'invalid' },
  'unreachable+': { ...read, status: 'unreachable' },
  hidden: { ...read, status: 'unreachable', shown: false },
  unread: { ...unread, status: 'unreachable' },
  withdrawn: { ...read, status: 'withdrawn', shown: false, withdrawnAt: start.toISOString() },
  signpost: { ...unread, status: 'signpost', readAt: start.toISOString() },
};

/** Lives through the outcomes in turn, the last ones again and again, each at the date that the last decision set. */
export function liveThrough(
  met: readonly Outcome[],
  { days, from = read, random = () => 0.5 }: { days: number; from?: Registration; random?: () => number },
) {
  const life: { day: number; registration: Registration }[] = [];
  let registration = from;
  let now = start;
  for (let visit = 0; now.getTime() <= start.getTime() + days * dayMs; visit++) {
    const outcome = met[visit % met.length];
    if (!outcome) break;
    registration = decide(registration, outcome, { now, random: random() });
    life.push({ day: (now.getTime() - start.getTime()) / dayMs, registration });
    if (!registration.nextVisitAt) break;
    now = new Date(registration.nextVisitAt);
  }
  return life;
}
