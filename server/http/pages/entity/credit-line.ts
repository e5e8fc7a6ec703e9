import type { Summary } from '../../../directory/entity.ts';
import { licenseOf } from '../../../opendata/licenses.ts';

/** Whom to credit for what somebody else wrote, and under which licence it may be used; undefined for who speaks for themselves. */
export function creditLine({ attribution, license }: Summary['provenance']): string | undefined {
  if (!attribution) return undefined;
  const name = license && licenseOf(license).name;
  return name && !attribution.includes(name) ? `${attribution} · ${name}` : attribution;
}
