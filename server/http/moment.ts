/**
 * The moment that `?at=` means, as ISO 8601 in UTC: a day stands for its end, so that all of it counts. Undefined when it is
 * none that can be read.
 */
export function readMoment(asked: unknown): string | undefined {
  if (typeof asked !== 'string' || !/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(asked)) return undefined;
  const time = Date.parse(asked.length === 10 ? `${asked}T23:59:59.999Z` : asked);
  // `2026-02-31` is no day, though some would make it the third of March.
  if (Number.isNaN(time) || (asked.length === 10 && !new Date(time).toISOString().startsWith(asked))) return undefined;
  return new Date(time).toISOString();
}

/** A moment as people write it: the day alone where that means the same. */
export function writeMoment(moment: string): string {
  return moment.endsWith('T23:59:59.999Z') ? moment.slice(0, 10) : moment;
}
