import { obs, rdf, schema, VOCAB } from '../../rdf/terms.ts';
import { focusOf } from '../focus.ts';
import type { Profile } from '../profile.ts';
import type { Finding } from '../report.ts';

const met = `${VOCAB}exchange-states/met`;

/** Warns of needs and offers whose validity is over, and of a document that says it has expired. */
export function checkValidity(profile: Profile, { now }: { readonly now: Date }): Finding[] {
  const findings: Finding[] = [];
  for (const { subject, predicate, object } of [
    ...profile.match(null, schema('validThrough')),
    ...profile.match(null, schema('expires')),
  ]) {
    const isMet = profile.objects(subject, obs('exchangeState')).some((state) => state.value === met);
    if (isMet || !isOver(object.value, now)) continue;
    findings.push({
      severity: 'warning',
      rule: 'profile/validity-over',
      message: {
        fr: `La validité est passée depuis le ${object.value.slice(0, 10)} : prolongez la date, ou retirez ce qui n’est plus valable.`,
        en: `The validity ended on ${object.value.slice(0, 10)}: extend the date, or remove what no longer holds.`,
      },
      field: { fr: 'Valable jusqu’au', en: 'Valid until' },
      path: predicate.value,
      value: object.value.slice(0, 200),
      ...focusOf(subject),
    });
  }
  return findings;
}

/** Warns of events that are said to end before they begin: pages and calendars then keep the beginning alone. */
export function checkEventTimes(profile: Profile): Finding[] {
  return profile.match(null, rdf('type'), schema('Event')).flatMap(({ subject }) => {
    const dates = (name: string) =>
      profile
        .objects(subject, schema(name))
        .map(({ value }) => value)
        .sort();
    const [start, end] = [dates('startDate')[0], dates('endDate').at(-1)];
    if (start === undefined || end === undefined || !endsFirst(start, end)) return [];
    return {
      severity: 'warning' as const,
      rule: 'profile/event-ends-first',
      message: {
        fr: `La rencontre finirait le ${end.slice(0, 16).replace('T', ' à ')}, avant de commencer : corrigez l’une des deux dates.`,
        en: `The event would end on ${end.slice(0, 16).replace('T', ' at ')}, before it begins: correct one of the two dates.`,
      },
      field: { fr: 'Finit le', en: 'Ends on' },
      path: schema('endDate').value,
      value: end.slice(0, 200),
      ...focusOf(subject),
    };
  });
}

/** Two moments are compared as such; where one is only a day, a month or a year, what both of them say. */
function endsFirst(start: string, end: string): boolean {
  if (start.includes('T') && end.includes('T')) return Date.parse(end) < Date.parse(start);
  const length = Math.min(start.length, end.length, 10);
  return end.slice(0, length) < start.slice(0, length);
}

/** A day without time is valid to its end, everywhere on Earth. */
function isOver(value: string, now: Date): boolean {
  const endsAt = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T23:59:59-12:00`) : Date.parse(value);
  return endsAt < now.getTime();
}
