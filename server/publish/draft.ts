import type { Language } from '../rdf/text.ts';

/** What a need or an offer says in a draft. */
export interface ExchangeDraft {
  readonly name: string;
  readonly description?: string;
  /** Slugs of the resources scheme. */
  readonly resources?: readonly string[];
  /** Slug of the exchange-states scheme: open, in-talks, met. */
  readonly state?: string;
  /** ISO date. */
  readonly validThrough?: string;
}

/** An offer adds how it is given: a slug of the conditions scheme (gift, loan, exchange, shared-use, sale). */
export interface OfferDraft extends ExchangeDraft {
  readonly condition?: string;
}

/** Who runs the place: a profile elsewhere, or a few words here. */
export type OperatorDraft =
  | { readonly iri: string }
  | { readonly name: string; readonly legalForm?: string; readonly siret?: string };

/** The profile of a place as a form holds it; concepts are slugs of their scheme, links are http(s) IRIs, dates are ISO dates. */
export interface Draft {
  readonly name: string;
  /** Of the descriptions; names and keywords carry no language. */
  readonly language: Language;
  readonly alternateName?: string;
  readonly description?: string;
  readonly url?: string;
  readonly image?: string;
  readonly logo?: string;
  readonly email?: string;
  readonly telephone?: string;
  readonly address?: {
    readonly streetAddress?: string;
    readonly postalCode?: string;
    readonly addressLocality?: string;
    /** Two letters (ISO 3166-1). */
    readonly addressCountry?: string;
  };
  /** Degrees, WGS 84. */
  readonly position?: { readonly latitude: number; readonly longitude: number };
  /** Days in English as schema.org names them (Monday …), times `HH:MM`. */
  readonly openingHours?: readonly {
    readonly days: readonly string[];
    readonly opens: string;
    readonly closes: string;
  }[];
  readonly kinds?: readonly string[];
  readonly practices?: readonly string[];
  readonly values?: readonly string[];
  readonly audiences?: readonly string[];
  readonly equipment?: readonly string[];
  readonly access?: readonly string[];
  readonly tenure?: string;
  readonly rhythm?: string;
  readonly operatingStatus?: string;
  /** At most 10, and at most 3 of them as *the* keywords. */
  readonly keywords?: readonly string[];
  readonly keyKeywords?: readonly string[];
  /** Language tags spoken at the place. */
  readonly spokenLanguages?: readonly string[];
  /** A year is enough. */
  readonly foundingDate?: string;
  readonly dissolutionDate?: string;
  /** m² */
  readonly floorArea?: number;
  readonly operatedBy?: OperatorDraft;
  readonly memberOf?: readonly string[];
  readonly cooperatesWith?: readonly string[];
  readonly sharesResourceWith?: readonly string[];
  readonly inspiredBy?: readonly string[];
  readonly sameAs?: readonly string[];
  readonly needs?: readonly ExchangeDraft[];
  readonly offers?: readonly OfferDraft[];
  /** IRI of the licence of the profile; needed to be part of downloads. */
  readonly license?: string;
  /** When the profile was last changed and until when it holds. */
  readonly modified?: string;
  readonly expires?: string;
  /** The place is invented for illustration. */
  readonly example?: boolean;
}
