import type { Quad } from '@rdfjs/types';
import type { Dereferencer, Document } from '../../fetch/dereference.ts';
import { given } from '../../rdf/given.ts';
import { parseCanonical } from '../../rdf/parse-canonical.ts';
import type { Suppressions } from '../../registry/suppressions.ts';
import type { Examined, Examiner } from '../examination/examine.ts';
import { locateData } from './locate-data.ts';
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

export interface ProfileReader {
  read(document: Document, now: Date): Promise<ReadProfile>;
}

/** From a document to a checked profile, following what it names as its data. */
export function createProfileReader(parts: {
  readonly examiner: Examiner;
  readonly dereferencer: Pick<Dereferencer, 'dereference'>;
  readonly suppressions: Suppressions;
}): ProfileReader {
  const { examiner, dereferencer, suppressions } = parts;

  return {
    async read(asked, now) {
      const { document, examined, missing } = await locateData(asked, { examiner, dereferencer, now });
      const { report, nquads, graphHash, expires, describes, signs } = examined;
      const quads = parseCanonical(nquads);
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
