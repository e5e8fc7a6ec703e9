import type { Quad } from '@rdfjs/types';
import type { Dereferencer, Document } from '../fetch/dereference.ts';
import { relabelBlankNodes } from '../rdf/blank-nodes.ts';
import { canonicalize } from '../rdf/canonical.ts';
import type { Contexts } from '../rdf/contexts.ts';
import { formatOfMediaType } from '../rdf/media-types.ts';
import type { Reading } from '../rdf/parse-document.ts';
import { parseDocument } from '../rdf/parse-document.ts';
import { quadOf, schema } from '../rdf/terms.ts';
import type { Finding, Report } from '../validation/report.ts';
import type { Validator } from '../validation/validate.ts';
import { toReport } from '../validation/validate.ts';

export interface ProfileLimits {
  readonly maxQuads: number;
  readonly maxSubjects: number;
}

/** A checked profile: its quads in one graph, its report with what the reading had to say, its fingerprint. */
export interface ReadProfile {
  readonly quads: readonly Quad[];
  readonly report: Report;
  readonly nquads: string;
  readonly graphHash: string;
  /** `schema:expires` of the document when it has passed. */
  readonly expiredAt?: string;
  /** The document that carried the data: the one asked for, or the one it names as its data. */
  readonly document: Document;
}

export interface ProfileReader {
  read(document: Document, now: Date): Promise<ReadProfile>;
}

/** Joins reading and checking: from a document to a checked profile, following at most one "my data is there" link. */
export function createProfileReader(parts: {
  readonly contexts: Contexts;
  readonly validator: Validator;
  readonly dereferencer: Pick<Dereferencer, 'dereference'>;
  readonly limits: ProfileLimits;
}): ProfileReader {
  const { contexts, validator, dereferencer, limits } = parts;

  const parse = (document: Document) =>
    parseDocument(
      {
        url: document.finalUrl,
        mediaType: document.mediaType,
        body: document.body,
        ...(document.charset ? { charset: document.charset } : {}),
      },
      contexts,
    );

  /** A page may name its data (`Link` header first, then `<link>`); when that cannot be read, its own blocks still count. */
  async function locate(document: Document): Promise<{ document: Document; reading: Reading }> {
    const reading = await parse(document);
    if (reading.format !== 'html' && reading.quads.length > 0) return { document, reading };
    const target = [...linkedData(document), ...reading.alternates].find((url) => url !== document.finalUrl);
    if (!target) return { document, reading };
    const met = await dereferencer.dereference(target);
    if (met.state !== 'document') return { document, reading };
    const linked = await parse(met.document);
    return linked.quads.length > 0 ? { document: met.document, reading: linked } : { document, reading };
  }

  return {
    async read(asked, now) {
      const { document, reading } = await locate(asked);
      const quads = oneGraph(reading.quads);
      const excess = findExcess(quads, limits);
      const checked: Report = excess
        ? { conforms: false, findings: [excess] }
        : await validator.validate(quads, { documentUrl: document.finalUrl, now });
      const { nquads, hash } = excess ? { nquads: '', hash: '' } : await canonicalize(quads);
      const expires = expiry(quads, document.finalUrl);
      return {
        quads,
        report: toReport([...reading.notes, ...checked.findings]),
        nquads,
        graphHash: hash,
        document,
        ...(expires && Date.parse(expires) <= now.getTime() ? { expiredAt: expires } : {}),
      };
    },
  };
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

/**
 * Drops the graph names that a file brings: the graph is named by the registered URL and by nothing else, or any site
 * could overwrite another's.
 */
function oneGraph(quads: readonly Quad[]): Quad[] {
  return relabelBlankNodes(
    quads.map((q) => (q.graph.termType === 'DefaultGraph' ? q : quadOf(q.subject, q.predicate, q.object))),
    'n',
  );
}

function findExcess(quads: readonly Quad[], { maxQuads, maxSubjects }: ProfileLimits): Finding | undefined {
  const subjects = new Set(quads.map((q) => q.subject.value)).size;
  if (quads.length <= maxQuads && subjects <= maxSubjects) return undefined;
  return {
    severity: 'violation',
    rule: 'reading/too-many-statements',
    message: {
      fr: `La fiche contient ${quads.length} informations sur ${subjects} sujets ; nous en lisons au plus ${maxQuads} sur ${maxSubjects}. Publiez plusieurs fiches.`,
      en: `The profile holds ${quads.length} statements about ${subjects} subjects; we read at most ${maxQuads} about ${maxSubjects}. Publish several profiles.`,
    },
  };
}

function expiry(quads: readonly Quad[], documentUrl: string): string | undefined {
  return quads.find((q) => q.subject.value === documentUrl && q.predicate.equals(schema('expires')))?.object.value;
}
