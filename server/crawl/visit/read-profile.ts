import type { Quad } from '@rdfjs/types';
import type { Dereferencer, Document } from '../../fetch/dereference.ts';
import { given } from '../../rdf/given.ts';
import { formatOfMediaType } from '../../rdf/media-types.ts';
import { parseTurtle } from '../../rdf/parse-turtle.ts';
import type { Suppressions } from '../../registry/suppressions.ts';
import type { Examined, Examiner } from '../examination/examine.ts';
import type { Failure } from './outcome.ts';
import { withholdProfile } from './withhold-profile.ts';

/** A profile as a visit takes it: what its examination gave, its quads, and the document that carried the data. */
export interface ReadProfile extends Pick<Examined, 'report' | 'nquads' | 'graphHash' | 'describes' | 'signs'> {
  readonly quads: readonly Quad[];
  /** `schema:expires` of the document when it has passed. */
  readonly expiredAt?: string;
  /** When it will have passed, ISO 8601 in UTC. */
  readonly expiresAt?: string;
  /** What kept us from reading the document that a page names as its data. */
  readonly missing?: Failure;
  /** The document asked for, or the one it names as its data. */
  readonly document: Document;
}

interface Located {
  readonly document: Document;
  readonly examined: Examined;
  readonly missing?: Failure;
}

export interface ProfileReader {
  read(document: Document, now: Date): Promise<ReadProfile>;
}

/** From a document to a checked profile, following at most one "my data is there" link. */
export function createProfileReader(parts: {
  readonly examiner: Examiner;
  readonly dereferencer: Pick<Dereferencer, 'dereference'>;
  readonly suppressions: Suppressions;
}): ProfileReader {
  const { examiner, dereferencer, suppressions } = parts;

  /** A page may name its data (`Link` header first, then `<link>`); when that cannot be read, its own blocks still count. */
  async function locate(document: Document, now: Date): Promise<Located> {
    const examined = await examiner.examine(document, now);
    if (!examined.isPage && examined.nquads !== '') return { document, examined };
    const target = [...linkedData(document), ...examined.alternates].find((url) => url !== document.finalUrl);
    if (!target) return { document, examined };
    const met = await dereferencer.dereference(target);
    if (met.state === 'not-modified') throw new Error('not-modified without validators');
    if (met.state !== 'document') return { document, examined, missing: met };
    const linked = await examiner.examine(met.document, now);
    return linked.nquads === '' ? { document, examined } : { document: met.document, examined: linked };
  }

  return {
    async read(asked, now) {
      const { document, examined, missing } = await locate(asked, now);
      const { report, nquads, graphHash, expires, describes, signs } = examined;
      const quads = parseTurtle(nquads, 'nquads', document.finalUrl);
      return {
        ...withholdProfile({ report, nquads, graphHash, quads }, suppressions),
        describes,
        signs,
        document,
        ...given('missing', missing),
        ...expiry(expires, now),
      };
    },
  };
}

function expiry(expires: string | undefined, now: Date): Pick<ReadProfile, 'expiredAt' | 'expiresAt'> {
  const at = Date.parse(expires ?? '');
  if (!expires || Number.isNaN(at)) return {};
  return at <= now.getTime() ? { expiredAt: expires } : { expiresAt: new Date(at).toISOString() };
}

/** `Link: rel=alternate|describedby` with one of our media types (RFC 8288). */
function linkedData(document: Document): string[] {
  return document.links
    .filter(({ rel, type }) => /^(alternate|describedby)$/i.test(rel) && type && isData(type))
    .map(({ target }) => target);
}

function isData(type: string): boolean {
  const format = formatOfMediaType(type);
  return format !== undefined && format !== 'html';
}
