import { showCell } from './loss-report.ts';
import type { Mapped } from './mapped.ts';
import type { Reckoning } from './reckoning.ts';

/** What a place may have several of, and every row may add to. */
const lists = new Set(
  'alternateName kind practice equipment audience access keywords sameAs openingHours openingHoursSpecification offers makesOffer seeks'.split(
    ' ',
  ),
);

/** Makes one place of two rows that tell of it: lists are joined, of other values the first row's stay, and both are said. */
export function mergePlaces(known: Mapped, next: Mapped, reckoning: Pick<Reckoning, 'guess' | 'drop'>): Mapped {
  const place = { ...(known.profile['primaryTopic'] as Record<string, unknown>) };
  for (const [name, value] of Object.entries(next.profile['primaryTopic'] as Record<string, unknown>)) {
    const before = place[name];
    if (before === undefined) place[name] = value;
    else if (lists.has(name)) place[name] = joined(before, value);
    else if (JSON.stringify(before) !== JSON.stringify(value))
      reckoning.drop({ column: name, why: 'another-row-says-otherwise', value: showCell(value) });
  }
  const became = `row ${known.row} (${known.id})`;
  reckoning.guess({ column: '(row)', why: 'rows-merged', value: `row ${next.row}`, became });
  return { ...known, profile: { ...known.profile, primaryTopic: place } };
}

function joined(before: unknown, value: unknown): unknown {
  const all = new Map([before, value].flat().map((one) => [JSON.stringify(one), one]));
  const every = [...all.values()];
  // “Other” says nothing beside a kind.
  const items = every.length > 1 ? every.filter((one) => !String(one).endsWith('/kinds/other')) : every;
  return items.length === 1 ? items[0] : items;
}
