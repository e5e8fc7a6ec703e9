import type { Summary } from '../../server/http/contract.ts';
import { texts } from '../texts/texts.ts';
import { webAddress } from './web-address.ts';

/** Who besides the leading source says some of what is shown: of these fields, or of all. The place's page tells which of them. */
export function LentNote({
  lent = {},
  fields,
}: {
  readonly lent: Summary['lent'] | undefined;
  readonly fields?: readonly string[];
}) {
  const sources = new Set(fields ? fields.flatMap((field) => lent[field] ?? []) : Object.values(lent));
  if (sources.size === 0) return null;
  return (
    <span class="entity-row-credit">
      {texts().place.lent} {[...sources].map(nameOf).join(', ')}
    </span>
  );
}

function nameOf(source: string): string {
  const address = webAddress(source);
  return address ? address.host + address.pathname : source;
}
