import type { Bilingual } from '../../rdf/text.ts';
import type { Operation } from '../../registry/operation.ts';
import type { Finding } from '../../validation/report.ts';

/** What keeps a profile from being confirmed, and what its publisher can do. */
export interface Trouble {
  readonly since: string;
  /** What the last visit met, as a stable word (`not-found`, `invalid` …). */
  readonly outcome: string;
  readonly detail: Bilingual;
  readonly advice: Bilingual;
  readonly nextVisitAt: string | null;
}

/** `GET /registrations/{id}`. */
export interface RegistrationAnswer extends RegistrationRecord {
  readonly trouble: Trouble | null;
}

/** What is remembered of one registration. */
export interface RegistrationRecord {
  readonly id: string;
  readonly url: string;
  readonly status: string;
  /** The address of the profile whose link led to it; null when somebody registered it. */
  readonly linkedBy: string | null;
  /** Where it leads that names profiles (a type index, a sitemap …), be it a profile itself or none; null for most. */
  readonly leadsTo: LeadsTo | null;
  /** Since when its withdrawal waits for a human, and what the visit had met. */
  readonly held: { readonly at: string; readonly detail: Bilingual } | null;
  readonly registeredAt: string;
  /** Last and next visit, whatever they meet. */
  readonly lastVisitAt: string | null;
  readonly nextVisitAt: string | null;
  /** When its source last confirmed the content, and when the content last changed. */
  readonly readAt: string | null;
  readonly changedAt: string | null;
  readonly failingSince: string | null;
  readonly withdrawnAt: string | null;
  /** What the shown content was read from: the address itself, then the document that it names as its data. */
  readonly sources: readonly { readonly url: string; readonly finalUrl: string }[];
  readonly mediaType: string | null;
  /** The page that shows it; null while nothing is shown. */
  readonly page: string | null;
  /** The last 20, newest first. */
  readonly visits: readonly VisitAnswer[];
  readonly report: { readonly at: string; readonly conforms: boolean; readonly findings: readonly Finding[] } | null;
}

/** The addresses that a registration leads to, and what became of each. */
export interface LeadsTo {
  /** `type-index`, `container`, `description`, `sitemap`, `dump`, or `site` where a robots.txt names sitemaps. */
  readonly kind: string;
  /** `list`: a document that names more of them. Without id and status it is not registered. */
  readonly items: readonly {
    readonly url: string;
    readonly role: 'profile' | 'list';
    readonly id: string | null;
    readonly status: string | null;
  }[];
  /** Addresses beyond what is taken of one document. */
  readonly leftOut: number;
}

/** One visit: what it met, as a stable word and told, and how long the sites took to answer. */
export interface VisitAnswer {
  readonly at: string;
  readonly outcome: string;
  readonly detail: Bilingual;
  /** Milliseconds; absent when none was asked. */
  readonly siteMs?: number;
}

/** `GET /exploitation`: what is wrong with which publisher, and how the observatory itself is. */
export interface OperationAnswer extends Operation {
  readonly storage: {
    readonly writable: boolean;
    /** Bytes of the data folder, and free on its disk. */
    readonly usedBytes: number;
    readonly freeBytes: number;
  };
  /** Processes that answer SPARQL; null where they are not ours to see. */
  readonly replicas: { readonly ready: number; readonly total: number } | null;
}
