/** What one robots.txt says to one robot: its rules, the most telling first, and the pause it asks for. */
export interface RobotsRules {
  readonly rules: readonly { readonly allow: boolean; readonly pattern: string }[];
  readonly crawlDelayMs: number;
  /** The sitemaps that it names to all robots, as written (sitemaps.org). */
  readonly sitemaps: readonly string[];
}

/** What an absent robots.txt says. */
export const noRules: RobotsRules = { rules: [], crawlDelayMs: 0, sitemaps: [] };

/** More of them than anybody follows are not remembered. */
const maximumSitemaps = 20;
const maximumLength = 2048;

const dayMs = 24 * 3_600_000;

interface Group {
  readonly agents: string[];
  readonly rules: { allow: boolean; pattern: string }[];
  crawlDelayMs: number;
}

/**
 * Reads what a robots.txt says to the robot `product` (RFC 9309, section 2.2): its own groups taken together, or else
 * those of `*`. Lines that mean nothing to us are passed over, also inside a group.
 */
export function parseRobots(text: string, product: string): RobotsRules {
  const groups = readGroups(text);
  const of = (agent: string) => groups.filter(({ agents }) => agents.includes(agent));
  const own = of(product.toLowerCase());
  const mine = own.length > 0 ? own : of('*');
  return {
    // The longest pattern decides, and of two equal ones the one that allows (section 2.2.2).
    rules: mine
      .flatMap(({ rules }) => rules)
      .sort((a, b) => b.pattern.length - a.pattern.length || Number(b.allow) - Number(a.allow)),
    crawlDelayMs: Math.max(0, ...mine.map(({ crawlDelayMs }) => crawlDelayMs)),
    sitemaps: [...text.matchAll(/^\s*sitemap\s*:\s*(\S+)/gim)]
      .map(([, url = '']) => url)
      .filter((url) => url.length <= maximumLength)
      .slice(0, maximumSitemaps),
  };
}

/** Whether the rules let a page be read. */
export function allows({ rules }: RobotsRules, { pathname, search }: URL): boolean {
  if (rules.length === 0) return true;
  // Only a pattern can hold the special characters themselves.
  const path = normalize(pathname + search).replace(/[*$]/g, encodeSpecial);
  return rules.find(({ pattern }) => matches(pattern, path))?.allow ?? true;
}

function readGroups(text: string): readonly Group[] {
  const groups: Group[] = [];
  let isNaming = false;
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    const [, name = '', value = ''] = /^\s*([a-z-]+)\s*:([^#]*)/i.exec(line) ?? [];
    const key = name.toLowerCase();
    const group = groups.at(-1);
    if (key === 'user-agent') {
      const agent = /^(\*|[a-z_-]+)/i.exec(value.trim())?.[0]?.toLowerCase() ?? '';
      if (isNaming && group) group.agents.push(agent);
      else groups.push({ agents: [agent], rules: [], crawlDelayMs: 0 });
      isNaming = true;
    } else if (group && (key === 'allow' || key === 'disallow' || key === 'crawl-delay')) {
      isNaming = false;
      if (key === 'crawl-delay') group.crawlDelayMs = Math.min(dayMs, Math.max(0, Number(value) * 1000) || 0);
      else if (value.trim() !== '') group.rules.push({ allow: key === 'allow', pattern: normalize(value.trim()) });
    }
  }
  return groups;
}

/** One spelling for everything that means the same: `%7e`, `%7E` and `~`; `é` and `%C3%A9` (section 2.2.2). */
function normalize(path: string): string {
  return path
    .replace(/[^\x21-\x7e]+/g, (text) => encodeURIComponent(text.toWellFormed()))
    .replace(/%[0-9a-f]{2}/gi, (octet) => {
      const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
      return /[A-Za-z0-9._~-]/.test(character) ? character : octet.toUpperCase();
    });
}

function encodeSpecial(character: string): string {
  return character === '*' ? '%2A' : '%24';
}

/** Matches from the beginning; `*` is any text, a last `$` the end. Takes time in proportion to both lengths. */
function matches(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith('$');
  const [first = '', ...parts] = (isWhole ? pattern.slice(0, -1) : pattern).split('*');
  if (!path.startsWith(first)) return false;
  const last = isWhole ? parts.pop() : undefined;
  let at = first.length;
  for (const part of parts) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  if (!isWhole) return true;
  return last === undefined ? at === path.length : path.length - last.length >= at && path.endsWith(last);
}
