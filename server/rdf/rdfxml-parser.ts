import { RdfXmlParser } from 'rdfxml-streaming-parser';

interface Name {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  readonly uri: string;
}
interface XmlTag extends Name {
  readonly attributes: Readonly<Record<string, Name & { readonly value: string }>>;
}

/** What we need of the library's own record of an open element. */
interface OpenTag {
  readonly predicate?: unknown;
  readonly text?: string;
  /** The pieces of an XML literal, when the element stands in one. */
  readonly childrenStringTags?: string[];
  /** Ours: the namespaces that the literal has declared so far, by prefix. */
  declared?: ReadonlyMap<string, string>;
}

/** Real documents stay under 20; what each element costs grows with its depth. */
const maximumDepth = 500;
/** Entities stand for the beginnings of IRIs (characters). */
const maximumEntity = 4096;

/**
 * The library's parser, with whole texts (it keeps the last piece only), canonical XML literals, entities that use others,
 * and bounds on both.
 */
export class WholeRdfXmlParser extends RdfXmlParser {
  protected override onTag(tag: XmlTag): void {
    if (this.#tags().length > maximumDepth)
      throw this.newParseError(`Elements nested deeper than ${maximumDepth} levels`);
    const parent = this.#open();
    super.onTag(tag as never);
    const open = this.#open();
    if (!parent?.childrenStringTags || !open) return;
    const { text, declared } = startTag(tag, parent.declared ?? new Map());
    open.declared = declared;
    parent.childrenStringTags.splice(-1, 1, text);
  }

  /** CDATA and comments cut a text in pieces. */
  protected override onText(piece: string): void {
    const tag = this.#open();
    if (tag?.childrenStringTags) super.onText(escapeText(piece));
    else super.onText(tag?.predicate ? (tag.text ?? '') + piece : piece);
  }

  /** An entity may use those declared before it (XML 1.0, section 4.4). */
  protected override onDoctype(doctype: string): void {
    const known = new Map<string, string>();
    const unfolded = doctype.replace(
      /<!ENTITY\s+(\S+)\s+(["'])([^"']*)\2\s*>/g,
      (_, name: string, _q, value: string) => {
        const whole = value.replace(/&(\w+);/g, (reference, used: string) => known.get(used) ?? reference);
        if (whole.length > maximumEntity)
          throw this.newParseError(`The entity ${name} is longer than ${maximumEntity}`);
        known.set(name, whole);
        return `<!ENTITY ${name} "${whole}">`;
      },
    );
    super.onDoctype(unfolded);
  }

  #open(): OpenTag | undefined {
    return this.#tags().at(-1);
  }

  #tags(): readonly OpenTag[] {
    return (this as unknown as { readonly activeTagStack: readonly OpenTag[] }).activeTagStack;
  }
}

/** A start tag in Exclusive XML Canonicalization 1.0: the namespaces it uses, sorted, then its attributes, sorted. */
function startTag(tag: XmlTag, inherited: ReadonlyMap<string, string>) {
  const attributes = Object.values(tag.attributes).filter(({ name, prefix }) => name !== 'xmlns' && prefix !== 'xmlns');
  const used = new Map(
    [tag, ...attributes.filter(({ prefix }) => prefix !== '')].map(({ prefix, uri }) => [prefix, uri]),
  );
  const added = [...used].filter(([prefix, uri]) => prefix !== 'xml' && (inherited.get(prefix) ?? '') !== uri);
  const namespaces = added
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([prefix, uri]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(uri)}"`);
  const rest = attributes
    .sort((a, b) => (a.uri === b.uri ? (a.local < b.local ? -1 : 1) : a.uri < b.uri ? -1 : 1))
    .map(({ name, value }) => ` ${name}="${escapeAttribute(value)}"`);
  return { text: `<${tag.name}${[...namespaces, ...rest].join('')}>`, declared: new Map([...inherited, ...added]) };
}

function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? '&#xD;');
}

function escapeAttribute(text: string): string {
  return text.replace(
    /[&<"\t\n\r]/g,
    (c) => ({ '&': '&amp;', '<': '&lt;', '"': '&quot;', '\t': '&#x9;', '\n': '&#xA;' })[c] ?? '&#xD;',
  );
}
