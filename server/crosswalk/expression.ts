import jsonata from 'jsonata';
import { MappingError } from './mapping-error.ts';

/** A compiled JSONata expression of a mapping. */
export interface Expression {
  /** The mapping file and the part of it, for messages. */
  readonly mapping: string;
  readonly part: string;
  readonly text: string;
  /** Dotted paths of the record that the expression names directly. */
  readonly paths: ReadonlySet<string>;
  /** Rejects with JSONata's error when the value does not suit the expression, or when the time is over. */
  evaluate(input: unknown, functions?: Readonly<Record<string, unknown>>): Promise<unknown>;
}

export interface ExpressionSource {
  readonly mapping: string;
  readonly part: string;
  readonly text: string;
  /** A record takes about a millisecond; a hostile one may not hold up the set. */
  readonly timeoutMs: number;
}

/** Compiles an expression (https://docs.jsonata.org); throws a MappingError that says where it is malformed. */
export function compileExpression({ mapping, part, text, timeoutMs }: ExpressionSource): Expression {
  try {
    // 200 levels are 20 times what a mapping needs; below that JSONata's own calls would overflow the stack first.
    const compiled = jsonata(text, { timeout: timeoutMs, stack: 200 });
    return {
      mapping,
      part,
      text,
      paths: namedPaths(compiled.ast()),
      evaluate: (input, functions = {}) => compiled.evaluate(input, { ...functions }),
    };
  } catch (error) {
    throw new MappingError(mapping, part, describeJsonataError(error, text));
  }
}

/** What JSONata has to say about an error, with the line of the expression when it knows the position. */
export function describeJsonataError(error: unknown, text?: string): string {
  const { message, code, position } = error as { message?: string; code?: string; position?: number };
  const what = `${message ?? String(error)}${code ? ` (${code})` : ''}`;
  if (text === undefined || position === undefined) return what;
  return `line ${text.slice(0, position).split('\n').length}: ${what}`;
}

/** Collects every path written with names only (`geometry.coordinates[0]` gives `geometry.coordinates`). */
function namedPaths(ast: unknown): Set<string> {
  const paths = new Set<string>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    if (typeof node !== 'object' || node === null) return;
    const { type, steps } = node as { type?: string; steps?: readonly { type?: string; value?: unknown }[] };
    if (type === 'path' && steps) {
      const end = steps.findIndex((step) => step.type !== 'name');
      const names = end < 0 ? steps : steps.slice(0, end);
      if (names.length > 0) paths.add(names.map((step) => String(step.value)).join('.'));
    }
    Object.values(node).forEach(walk);
  };
  walk(ast);
  return paths;
}
