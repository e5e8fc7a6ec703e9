import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Withholding } from '../rdf/withhold.ts';

/** What somebody asked us not to tell: an address (of a document, or of a person or thing), an e-mail, a telephone. */
export type SuppressedKind = 'address' | 'email' | 'telephone';

/** One entry of the list; what it is about is kept as a fingerprint only. */
export interface Suppression {
  readonly fingerprint: string;
  readonly kind: SuppressedKind;
  /** Since when. */
  readonly at: string;
  /** In the operator's words. */
  readonly reason: string | null;
}

/** The suppression list: what it names is refused, read past, and told to nobody. Writes are part of the caller's transaction. */
export interface Suppressions extends Withholding {
  /** False while there is nothing to look for. */
  readonly isActive: boolean;
  add(value: string, entry: { readonly at: Date; readonly reason?: string }): Suppression;
  /** Takes a value off the list; false when it was not on it. */
  lift(value: string): boolean;
  list(): readonly Suppression[];
}

/** Opens the list beside the registry's tables. What another process adds counts from the next question on. */
export function createSuppressions(db: DatabaseSync): Suppressions {
  const sql = {
    add: db.prepare(
      `INSERT INTO suppression (fingerprint, kind, at, reason) VALUES (?, ?, ?, ?)
       ON CONFLICT (fingerprint) DO UPDATE SET reason = coalesce(excluded.reason, reason) RETURNING *`,
    ),
    lift: db.prepare('DELETE FROM suppression WHERE fingerprint = ?'),
    list: db.prepare('SELECT * FROM suppression ORDER BY at, fingerprint'),
    version: db.prepare('PRAGMA data_version'),
  };
  let known: { readonly version: unknown; readonly fingerprints: ReadonlySet<string> } | undefined;

  function fingerprints(): ReadonlySet<string> {
    const version = sql.version.get()?.['data_version'];
    if (known && known.version === version) return known.fingerprints;
    const all = new Set(sql.list.all().map((row) => row['fingerprint'] as string));
    known = { version, fingerprints: all };
    return all;
  }

  const has = (kind: SuppressedKind, value: string) => fingerprints().has(fingerprintOf(kind, value));

  function covers(iri: string): boolean {
    if (fingerprints().size === 0) return false;
    if (/^mailto:/i.test(iri)) return has('email', iri);
    if (/^tel:/i.test(iri)) return has('telephone', iri);
    return has('address', iri) || (iri.includes('#') && has('address', iri.slice(0, iri.indexOf('#'))));
  }

  return {
    get isActive() {
      return fingerprints().size > 0;
    },
    covers,
    mask(text) {
      if (fingerprints().size === 0) return text;
      if (/^(?:https?|mailto|tel):\S+$/i.test(text) && covers(text)) return undefined;
      const masked = text
        .replace(emails, (found) => (has('email', found) ? '…' : found))
        .replace(telephones, (found) => (has('telephone', found) ? '…' : found));
      return masked.trim() === '…' ? undefined : masked;
    },
    add(value, { at, reason }) {
      const kind = kindOf(value);
      const row = sql.add.get(fingerprintOf(kind, value), kind, at.toISOString(), reason ?? null);
      known = undefined;
      return rowToSuppression(row ?? {});
    },
    lift(value) {
      const { changes } = sql.lift.run(fingerprintOf(kindOf(value), value));
      known = undefined;
      return changes > 0;
    },
    list: () => sql.list.all().map(rowToSuppression),
  };
}

const emails = /[^\s<>"'(),;:\\@]+@[^\s<>"'(),;:\\@]+\.[\p{L}]{2,}/gu;
const telephones = /(?:\+|\b0)\d[\d\s().-]{6,}\d/g;

/** What a value is by its look; throws one plain line when it is none of the three. */
export function kindOf(value: string): SuppressedKind {
  const text = value.trim();
  if (/^mailto:/i.test(text) || /^[^\s:/@]+@[^\s:/@]+$/.test(text)) return 'email';
  if (/^tel:/i.test(text) || /^\+?[\d\s().-]{8,}$/.test(text)) return 'telephone';
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) && URL.canParse(text)) return 'address';
  throw new Error(`${value} is no address (https://…), no e-mail and no telephone number`);
}

function fingerprintOf(kind: SuppressedKind, value: string): string {
  return hash('sha256', `${kind} ${normalForms[kind](value.trim())}`);
}

/** One spelling for what is the same: http is https, `+33 6` is `06`. */
const normalForms: Readonly<Record<SuppressedKind, (value: string) => string>> = {
  address: (value) => (URL.parse(value)?.href ?? value).replace(/^http:\/\/([^/]*?)\.?(?=[/:]|$)/, 'https://$1'),
  email: (value) => decode(value.replace(/^mailto:/i, '').replace(/\?.*$/s, '')).toLowerCase(),
  telephone: (value) =>
    decode(value)
      .replace(/[^+\d]/g, '')
      .replace(/^(?:\+|00)33(?:0(?=\d{9}$))?/, '0')
      .replace(/^00/, '+'),
};

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function rowToSuppression(row: Record<string, unknown>): Suppression {
  return {
    fingerprint: row['fingerprint'] as string,
    kind: row['kind'] as SuppressedKind,
    at: row['at'] as string,
    reason: row['reason'] as string | null,
  };
}
