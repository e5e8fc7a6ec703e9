/** Who speaks in a description, the strongest first. */
export const authorities = ['own', 'elsewhere', 'third'] as const;
/**
 * `own`: its own site or pod; `elsewhere`: a description of its own on another's site; `third`: what somebody else gathered.
 */
export type Authority = (typeof authorities)[number];

/** What a description stands on. */
export interface Standing {
  readonly authority: Authority;
  /** When what it says last changed. */
  readonly changedAt: string;
}

/** Judges who speaks, from where the description is and which site it calls its own. */
export function authorityOf(
  description: {
    readonly iri: string;
    readonly url?: string;
    /** The credit that a gathered set asks for. */
    readonly attribution?: string;
    /** It is a record that this observatory keeps for others. */
    readonly isRecord: boolean;
  },
  publisherOf: (address: string) => string | undefined,
): Authority {
  const { iri, url, attribution, isRecord } = description;
  if (isRecord || attribution !== undefined) return 'third';
  const publisher = publisherOf(iri);
  // A folder of a shared host is somebody's pod; who names no other site is at home where it is.
  const isPod = publisher?.includes('/') ?? false;
  return url === undefined || isPod || publisherOf(url) === publisher ? 'own' : 'elsewhere';
}

/** Orders the strongest first: by authority, then the freshest, then by name so that the order is always the same. */
export function compareStanding(
  a: Standing & { readonly iri: string },
  b: Standing & { readonly iri: string },
): number {
  const rank = authorities.indexOf(a.authority) - authorities.indexOf(b.authority);
  if (rank !== 0) return rank;
  if (a.changedAt !== b.changedAt) return a.changedAt > b.changedAt ? -1 : 1;
  return a.iri < b.iri ? -1 : 1;
}
