const mib = 1024 * 1024;
const minuteMs = 60_000;

/** How far discovery goes, all in one place. What lies beyond a limit is said in the report, never cut in silence. */
export const discoveryLimits = {
  /** Links, or sign-posts, away from an address that somebody registered. */
  depth: 3,
  /** Links of one profile, the members of a network aside. */
  perProfile: 50,
  /** Members that one network names. */
  perNetwork: 500,
  /** Addresses of profiles that one sign-post names. */
  perSignpost: 500,
  /** Found by links at one publisher that never registered them. */
  atPublisher: 200,
  /** Found by the profiles and sign-posts of one publisher. */
  byPublisher: 1000,
  /** Sitemaps and dumps of one publisher. */
  listsPerPublisher: 20,
  /** Sitemaps below the one that was registered. */
  sitemapLevels: 2,
  /** A sitemap or a dump, after decompression. */
  listBytes: 16 * mib,
  /** Type indexes and containers read with the address that names them, and how long that may take. */
  perVisit: 10,
  visitMs: minuteMs,
  /** How long a site's own description is remembered, also that there is none. */
  siteKeptMs: 24 * 60 * minuteMs,
} as const;
