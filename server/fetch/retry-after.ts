/** No server is believed when it asks for more than this. */
const maximumMs = 30 * 24 * 3_600_000;

/** Reads a `Retry-After` field, seconds or a date (RFC 9110, section 10.2.3), as milliseconds from `now`. */
export function parseRetryAfter(field: string | undefined, now: number): number | undefined {
  if (field === undefined) return undefined;
  const text = field.trim();
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), maximumMs);
}
