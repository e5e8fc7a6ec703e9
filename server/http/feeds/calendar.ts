import type { Position } from '../../directory/entity.ts';

/** One event of a calendar. */
export interface CalendarEvent {
  /** The event's own IRI: the same in every calendar that holds it. */
  readonly iri: string;
  readonly name: string;
  /** A day ("2026-12-03") or a moment; one without an offset is on French clocks. */
  readonly startsAt: string;
  readonly endsAt?: string;
  readonly changedAt: string;
  readonly page: string;
  readonly description?: string;
  readonly where?: string;
  readonly position?: Position;
}

/** Writes an iCalendar object (RFC 5545), times in UTC; events whose day is not known (a month, a year) are left out. */
export function writeCalendar({
  name,
  events,
}: {
  readonly name: string;
  readonly events: readonly CalendarEvent[];
}): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Obsidienne//Observatory//FR',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${text(name)}`,
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function eventLines(event: CalendarEvent): string[] {
  const start = when(event.startsAt);
  if (!start) return [];
  const end = event.endsAt ? when(event.endsAt) : undefined;
  // An end before its start, or of another kind, says nothing that a calendar could show.
  const isUsable = end && end.isDay === start.isDay && end.value >= start.value;
  return [
    'BEGIN:VEVENT',
    `UID:${text(event.iri)}`,
    `DTSTAMP:${moment(event.changedAt) ?? '19700101T000000Z'}`,
    dateLine('DTSTART', start),
    // The end of a day is the beginning of the next (section 3.6.1).
    ...(isUsable ? [dateLine('DTEND', end.isDay ? { ...end, value: nextDay(end.value) } : end)] : []),
    `SUMMARY:${text(event.name)}`,
    ...(event.description ? [`DESCRIPTION:${text(event.description)}`] : []),
    ...(event.where ? [`LOCATION:${text(event.where)}`] : []),
    ...(event.position ? [`GEO:${event.position.lat};${event.position.lon}`] : []),
    `URL:${event.page}`,
    'END:VEVENT',
  ];
}

interface When {
  readonly value: string;
  readonly isDay: boolean;
}

function dateLine(name: string, { value, isDay }: When): string {
  return isDay ? `${name};VALUE=DATE:${value}` : `${name}:${value}`;
}

function when(said: string): When | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(said)) return { value: said.replaceAll('-', ''), isDay: true };
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(said)) return undefined;
  const value = moment(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(said) ? said : onFrenchClocks(said));
  return value ? { value, isDay: false } : undefined;
}

/** A moment as UTC in the basic format of ISO 8601. */
function moment(said: string): string | undefined {
  const time = Date.parse(said);
  return Number.isNaN(time) ? undefined : `${new Date(time).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
}

const clocks = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', timeZoneName: 'longOffset' });

/** A time without an offset with that of French clocks on its day. */
function onFrenchClocks(said: string): string {
  const noon = new Date(`${said.slice(0, 10)}T12:00:00Z`);
  if (Number.isNaN(noon.getTime())) return said;
  const zone = clocks.formatToParts(noon).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return said + (zone.slice('GMT'.length) || 'Z');
}

function nextDay(day: string): string {
  const time = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)) + 1);
  return new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
}

/** A value of type TEXT (section 3.3.11), without control characters. */
function text(value: string): string {
  return (
    value
      .toWellFormed()
      .replace(/[\\;,]/g, (character) => `\\${character}`)
      .replace(/\r\n|[\r\n\u2028\u2029]/g, '\\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a content line may hold none (section 3.1)
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  );
}

const maxOctets = 75;

/** Breaks a content line into lines of at most 75 octets, never within a character (section 3.1). */
function fold(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > maxOctets) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}
