import type { Summary } from '../../server/http/contract.ts';
import { textUnder } from '../texts/text-under.ts';
import { fill, texts } from '../texts/texts.ts';
import { webAddress } from './web-address.ts';

/** What of those fields another source says than the one that leads: "Selon labs.example : commune, position". */
export function LentNote({ lent, fields }: { readonly lent: Summary['lent']; readonly fields?: readonly string[] }) {
  if (!lent) return null;
  const t = texts().place;
  const shown = Object.keys(t.lentFields).filter((field) => lent[field] && (fields?.includes(field) ?? true));
  const bySource = Map.groupBy(shown, (field) => lent[field] ?? '');
  return (
    <>
      {[...bySource].map(([source, names]) => (
        <span key={source} class="entity-row-credit">
          {fill(t.lent, {
            source: nameOf(source),
            fields: names.map((name) => textUnder(t.lentFields, name)).join(', '),
          })}
        </span>
      ))}
    </>
  );
}

function nameOf(source: string): string {
  const address = webAddress(source);
  return address ? address.host + address.pathname : source;
}
