/** What is to be kept back of a graph. */
export interface Withholding {
  /** Whether an IRI must not be named. */
  covers(iri: string): boolean;
  /** A text (as N-Quads escape it) without what must not be told; undefined when nothing of it is left. */
  mask(text: string): string | undefined;
}

const statement = /^(<[^>]*>|_:\S+) (<[^>]*>) (.+) \.$/;
const literal = /^"(.*)"(\^\^<[^>]*>|@\S+)?$/;

interface Line extends Ends {
  readonly text: string;
}

/** The two ends of a statement, as N-Quads writes them. */
interface Ends {
  readonly subject: string;
  readonly object: string;
}

/**
 * Takes out of N-Quads every statement about or to a covered IRI, with the blank nodes that only these led to, and masks
 * texts; returns the very same string when nothing is to be taken out.
 */
export function withhold(nquads: string, withholding: Withholding): string {
  const kept: Line[] = [];
  const dropped: Line[] = [];
  let isMasked = false;
  for (const text of nquads.split('\n')) {
    const [, subject = '', predicate = '', object = ''] = statement.exec(text) ?? [];
    if (subject === '') continue;
    const masked = isCovered(subject, withholding) ? undefined : maskObject(object, withholding);
    if (masked === undefined) dropped.push({ subject, object, text });
    else if (masked === object) kept.push({ subject, object, text });
    else {
      isMasked = true;
      kept.push({ subject, object, text: `${subject} ${predicate} ${masked} .` });
    }
  }
  if (dropped.length === 0 && !isMasked) return nquads;
  const orphans = orphansOf(kept, dropped);
  return kept.map(({ subject, text }) => (orphans.has(subject) ? '' : `${text}\n`)).join('');
}

function isCovered(term: string, { covers }: Withholding): boolean {
  return term.startsWith('<') && covers(term.slice(1, -1));
}

function maskObject(object: string, withholding: Withholding): string | undefined {
  const [, value, type = ''] = literal.exec(object) ?? [];
  if (value === undefined) return isCovered(object, withholding) ? undefined : object;
  const masked = withholding.mask(value);
  return masked === value ? object : masked === undefined ? undefined : `"${masked}"${type}`;
}

/** The blank nodes that can only be reached by way of what was dropped. */
export function orphansOf(kept: readonly Ends[], dropped: readonly Ends[]): ReadonlySet<string> {
  const objects = Map.groupBy(kept, ({ subject }) => subject);
  const reach = (starts: readonly string[]) => {
    const reached = new Set(starts.filter((term) => term.startsWith('_:')));
    for (const node of reached)
      for (const { object } of objects.get(node) ?? []) if (object.startsWith('_:')) reached.add(object);
    return reached;
  };
  const led = new Set([...kept, ...dropped].map(({ object }) => object));
  const roots = kept.filter(({ subject }) => subject.startsWith('<') || !led.has(subject));
  const held = reach(roots.flatMap(({ subject, object }) => [subject, object]));
  return new Set([...reach(dropped.map(({ object }) => object))].filter((node) => !held.has(node)));
}
