import { hash } from 'node:crypto';
import type { Quad } from '@rdfjs/types';
import type { Document } from '../../fetch/dereference.ts';
import { relabelBlankNodes } from '../../rdf/blank-nodes.ts';
import { canonicalize } from '../../rdf/canonical.ts';
import type { Contexts } from '../../rdf/contexts.ts';
import { parseDocument } from '../../rdf/parse-document.ts';
import { quadOf, schema } from '../../rdf/terms.ts';
import type { Finding, Report } from '../../validation/report.ts';
import { toReport } from '../../validation/report.ts';
import type { Validator } from '../../validation/validate.ts';
import { createDumpReader } from '../discovery/dump.ts';
import { describesSomething, type TypeOfClass } from '../discovery/our-classes.ts';
import { type ListReading, readList, unpack } from '../discovery/read-list.ts';
import { readSigns } from '../discovery/read-signs.ts';
import { leads, noSigns, type Signs } from '../discovery/signs.ts';
import { type FeedReading, readFeed } from '../harvest/read-feed.ts';
import { nameEntity } from './name-entity.ts';
import type { PersonalEmailRule } from './personal-email.ts';
import { withoutPersonalEmail } from './personal-email.ts';
import { withoutUnlistedPersons } from './unlisted-persons.ts';

/** What of a document its examination needs: its bytes and how they were announced. */
export type Examinable = Pick<Document, 'finalUrl' | 'mediaType' | 'charset' | 'body'>;

/** A document read and checked: its one graph, its report with what the reading had to say, its fingerprint. */
export interface Examined {
  readonly report: Report;
  /** The graph as canonical N-Quads; '' when the document holds nothing that we may keep. */
  readonly nquads: string;
  readonly graphHash: string;
  /** `schema:expires` of the document, as it states it. */
  readonly expires?: string;
  /** Other documents that a page names as its data. */
  readonly alternates: readonly string[];
  readonly isPage: boolean;
  /** Whether it describes anything that the directory may show. */
  readonly describes: boolean;
  /** Where it leads, be it a profile or not. */
  readonly signs: Signs;
  /** What it tells as the feed of an observatory, when it is one. */
  readonly feed?: FeedReading;
}

/** Reads and checks documents; what a document contains never makes it throw. */
export interface Examiner {
  examine(document: Examinable, now: Date): Promise<Examined>;
}

/** The most a profile may say. */
export interface ProfileLimits {
  readonly maxQuads: number;
  readonly maxSubjects: number;
}

/** Makes the examiner that works in this process: parse, one graph, limits, shapes, canonical form. */
export function createExaminer(parts: {
  readonly contexts: Contexts;
  readonly validator: Validator;
  readonly limits: ProfileLimits;
  /** Knows the classes of our entities. */
  readonly typeOf: TypeOfClass;
  /** What may not be passed on; without it everything is. */
  readonly personalEmail?: PersonalEmailRule | undefined;
}): Examiner {
  const { contexts, validator, limits, typeOf, personalEmail } = parts;

  /** What may be passed on of a checked document, and of its report. */
  function publicPart(said: readonly Quad[], checked: Report, documentUrl: string) {
    const { quads, report } = withoutPersonalEmail(said, checked, personalEmail);
    return withoutUnlistedPersons(quads, report, { documentUrl, typeOf });
  }

  return {
    async examine(given, now) {
      const document = unpack(given);
      const list = await readList(document, typeOf);
      if (list) return examinedList(list);
      const { finalUrl, mediaType, charset, body } = document;
      const reading = await parseDocument(
        { url: finalUrl, mediaType, body, ...(charset ? { charset } : {}) },
        contexts,
      );
      const asSaid = oneGraph(reading.quads);
      const feed = readFeed(reading.quads);
      if (feed) return { ...examinedList({ signs: noSigns, findings: [feedFinding] }), feed };
      const excess = findExcess(asSaid, limits);
      const isLoose = reading.format === 'html' || reading.format === 'jsonld';
      const { quads: said, findings: naming } =
        isLoose && !excess ? nameEntity(asSaid, { documentUrl: finalUrl, typeOf }) : { quads: asSaid, findings: [] };
      const { quads, report } = excess
        ? { quads: said, report: { conforms: false, findings: [excess] } }
        : publicPart(said, await validator.validate(said, { documentUrl: finalUrl, now }), finalUrl);
      const { nquads } = excess ? { nquads: '' } : await canonicalize(quads);
      const expires = expiry(quads, finalUrl);
      const signs = readSigns(said, finalUrl, typeOf);
      return {
        report: toReport([...reading.notes, ...naming, ...report.findings]),
        nquads,
        graphHash: excess ? '' : hash('sha256', nquads),
        ...(expires ? { expires } : {}),
        alternates: reading.alternates,
        isPage: reading.format === 'html',
        describes: !excess && describesSomething(said, { documentUrl: finalUrl, typeOf }),
        signs: excess && !leads(signs) ? signsOfMany(said, finalUrl, typeOf) : signs,
      };
    },
  };
}

/** What is a list by its nature is no profile, whatever it holds. */
function examinedList({ signs, findings }: ListReading): Examined {
  const isSaid = findings.some(({ severity }) => severity === 'violation');
  return {
    report: toReport(isSaid ? findings : [...findings, listFinding]),
    nquads: '',
    graphHash: '',
    alternates: [],
    isPage: false,
    describes: false,
    signs,
  };
}

const listFinding: Finding = {
  severity: 'violation',
  rule: 'profile/list',
  message: {
    fr: 'Ce document est une liste d’adresses, pas une fiche.',
    en: 'This document is a list of addresses, not a profile.',
  },
};

const feedFinding: Finding = {
  severity: 'violation',
  rule: 'profile/feed',
  message: {
    fr: 'Ce document est le fil des changements d’un observatoire, pas une fiche. Qui tient cet observatoire-ci peut le suivre.',
    en: 'This document is an observatory’s feed of changes, not a profile. Whoever runs this observatory can follow it.',
  },
};

/** A document that says more than a profile may is taken for a dump of those that stand elsewhere. */
function signsOfMany(quads: readonly Quad[], documentUrl: string, typeOf: TypeOfClass): Signs {
  const dump = createDumpReader(documentUrl, typeOf);
  for (const quad of quads) dump.add(quad);
  return dump.signs();
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
