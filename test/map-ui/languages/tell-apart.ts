/** Tells whether a text on a page can be put together from known ones. */
export interface Telling {
  /** The part of a text that nobody is known to have said, or `''`. */
  strange(text: string): string;
}

/** Longest known text, in words, that is looked for as a whole; longer ones are known by their beginnings. */
const longest = 60;
/** Addresses of all kinds belong to no language. */
const addresses = /\S*(?:@|:\/\/|\.\w{2,})\S*|\/[\w/?=&.{}-]+|#[\w-]+|\b\w*\d\w*\b/gu;

function wordsOf(text: string): string[] {
  return (
    text
      .replace(addresses, ' ')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  );
}

/** Learns what may be said: texts may have `{holes}` and markup, around which their parts are known by themselves. */
export function learn(texts: Iterable<string>): Telling {
  const known = new Set<string>();
  const beginnings = new Set<string>();
  const keep = (words: readonly string[]) => {
    for (let end = 1; end <= Math.min(longest, words.length); end++) {
      const part = words.slice(0, end).join(' ');
      if (end === words.length) known.add(part);
      beginnings.add(part);
    }
  };
  for (const text of texts)
    for (const part of [
      text,
      ...text.split(/(?<=[.!?;:])\s/),
      ...text.split(/\{[$?]?\w+\}|\$\{[^}]*\}|<[^>]*>|\n+|\[[^\]]*\]\(|\*\*|`/),
    ])
      keep(wordsOf(part));

  /** A text is a row of known ones, the last of which may be cut short where the page says so. */
  const isKnown = (words: readonly string[], isCut: boolean): number => {
    const reached = new Set([0]);
    let furthest = 0;
    for (let from = 0; from < words.length; from++) {
      if (!reached.has(from)) continue;
      for (let end = from + 1; end <= Math.min(words.length, from + longest); end++) {
        const part = words.slice(from, end).join(' ');
        if (!beginnings.has(part)) break;
        const isWhole = known.has(part) || end - from === longest || (isCut && end === words.length);
        if (isWhole) reached.add(end);
        if (isWhole) furthest = Math.max(furthest, end);
      }
    }
    return reached.has(words.length) ? words.length : furthest;
  };

  return {
    strange(text) {
      const words = wordsOf(text);
      const end = isKnown(words, /…\s*$/.test(text));
      return words.slice(end).join(' ');
    },
  };
}
