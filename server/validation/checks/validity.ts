import { obs, schema, VOCAB } from '../../rdf/terms.ts';
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

/** A day without time is valid to its end, everywhere on Earth. */
function isOver(value: string, now: Date): boolean {
  const endsAt = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T23:59:59-12:00`) : Date.parse(value);
  return endsAt < now.getTime();
}
