import type { Standing } from '../../crawl/visit/tell-standing.ts';
import type { Summary } from '../../directory/entity.ts';
import type { GraphChange } from '../../rdf/diff-graphs.ts';
import type { Bilingual } from '../../rdf/text.ts';
import type { Finding } from '../../validation/report.ts';
import type { Score } from '../../validation/score.ts';

/** What the check says of a profile. */
export interface CheckedProfile {
  readonly conforms: boolean;
  readonly summary: { readonly fr: string; readonly en: string };
  readonly findings: readonly Finding[];
  readonly card: Summary | null;
  /** As whose word each thing is kept that it speaks of; only for what was read at an address. */
  readonly kept?: readonly Standing[];
  /** What it says otherwise than when it was last listed; only where it is. */
  readonly changes?: { readonly registration: string; readonly since: string; readonly items: readonly GraphChange[] };
}

/** `POST /check`. */
export interface CheckAnswer extends CheckedProfile {
  readonly score: Score;
}

/** `POST /publier/fiche` as JSON: what the check says of the answers, and what to publish. */
export interface FormAnswer extends CheckedProfile {
  /** Whom the answers about links mean, by what was typed: an address or a name. */
  readonly links: Readonly<
    Record<
      string,
      { readonly iri: string; readonly name: string; readonly type: Summary['type']; readonly page: string }
    >
  >;
  readonly files: {
    /** The block for a web page, as HTML text. */
    readonly snippet: string;
    /** The line of a page that says where the file is. */
    readonly link: string;
  };
}

/** `POST /publier/position`: where an address is, as the operator's geocoder says. */
export interface PlacedAnswer {
  readonly lat: number;
  readonly lon: number;
  readonly message: Bilingual;
}
