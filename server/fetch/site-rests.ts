import type { SiteNotes } from './site-notes.ts';

/** Sites that asked to be left alone for a while (`Retry-After`, RFC 9110, section 10.2.3), all their pages together. */
export interface SiteRests {
  /** Milliseconds for which a site still rests; 0 when it does not. */
  leftMs(site: string): number;
  /** The site asks for so many milliseconds from now; at most a week is believed. */
  begin(site: string, ms: number): void;
}

interface Rest {
  readonly at: number;
  readonly ms: number;
}

const longestMs = 7 * 24 * 3_600_000;

/** Makes the memory of resting sites, in `notes` also beyond a restart; `now` in epoch milliseconds. */
export function createSiteRests({ now, notes }: { now: () => number; notes?: SiteNotes }): SiteRests {
  const rests = new Map<string, Rest | undefined>();
  const noteOf = (site: string) => `rest ${site}`;

  function recall(site: string): Rest | undefined {
    if (!notes || rests.has(site)) return rests.get(site);
    const noted = notes.read(noteOf(site)) as Rest | undefined;
    remember(site, noted);
    return noted;
  }

  function remember(site: string, rest: Rest | undefined): void {
    if (rests.size >= rememberedSites) rests.delete(rests.keys().next().value ?? site);
    rests.set(site, rest);
  }

  return {
    leftMs(site) {
      const rest = recall(site);
      // A clock that was set back must not lengthen the rest.
      return rest ? Math.max(0, rest.ms - Math.abs(now() - rest.at)) : 0;
    },
    begin(site, ms) {
      const rest = { at: now(), ms: Math.min(ms, longestMs) };
      remember(site, rest);
      notes?.write(noteOf(site), rest);
    },
  };
}

const rememberedSites = 10_000;
