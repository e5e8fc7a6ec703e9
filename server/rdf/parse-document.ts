import type { Quad } from '@rdfjs/types';
import { cleanQuads } from './clean-quads.ts';
import type { Contexts } from './contexts.ts';
import { decodeText } from './decode-text.ts';
import { asBlock, nestedPage, shownBlock, unknownFormat, wrongBlockType, wrongMediaType } from './document-notes.ts';
import { given } from './given.ts';
import type { RdfDirection } from './jsonld/to-quads.ts';
import type { RdfFormat } from './media-types.ts';
import { formatOfMediaType, formatOfPath, sniffFormats } from './media-types.ts';
import type { Part } from './read-part.ts';
import { readPart } from './read-part.ts';
import type { ReadingNote } from './reading-note.ts';
import { scanHtml } from './scan-html.ts';

/** The bytes of a representation and how they were announced. */
export interface Representation {
  /** Base of relative IRIs: the URL that answered. */
  readonly url: string;
  /** '' when unknown. */
  readonly mediaType: string;
  readonly charset?: string;
  readonly body: Uint8Array;
}

/** What reading a document gave: its quads with the graph names as written, and everything worth telling its author. */
export interface Reading {
  readonly format: RdfFormat | undefined;
  readonly quads: readonly Quad[];
  readonly notes: readonly ReadingNote[];
  /** Other documents that an HTML page names as its data. */
  readonly alternates: readonly string[];
}

export interface ReadingOptions {
  /**
   * True to give the statements of an RDF document exactly as it makes them, and to hold it to its announced format; pages
   * are always read as well as they can be, and folded to our habits.
   */
  readonly asWritten?: boolean;
  /** What becomes of the direction of JSON-LD texts; left out by default. */
  readonly rdfDirection?: RdfDirection;
}

/**
 * Reads a document in any of our formats; never throws for what the document contains: what cannot be read becomes a
 * note of severity `violation`, and a broken block of a page does not hide its neighbours.
 */
export async function parseDocument(
  representation: Representation,
  contexts: Contexts,
  options: ReadingOptions = {},
): Promise<Reading> {
  const { mediaType, url, body, charset } = representation;
  const { text, notes } = decodeText(body, charset);
  const declared = formatOfMediaType(mediaType);
  const withNotes = (reading: Reading): Reading => {
    const isOther = reading.format !== undefined && reading.format !== declared;
    const own = isOther ? [wrongMediaType(mediaType, reading.format)] : [];
    return { ...reading, notes: [...notes, ...own, ...reading.notes] };
  };
  let first: Reading | undefined;
  for (const format of formatsToTry(representation, text, options)) {
    const reading = await readAs(format, { text, url }, { ...options, contexts });
    first ??= reading;
    if (!reading.notes.some(({ severity }) => severity === 'violation')) return withNotes(reading);
  }
  return withNotes(first ?? { format: undefined, quads: [], notes: [unknownFormat(mediaType)], alternates: [] });
}

/** The formats that a document may be in, the likeliest first: the announced one, then those its text speaks for. */
function* formatsToTry(
  { mediaType, url }: Representation,
  text: string,
  { asWritten = false }: ReadingOptions,
): Iterable<RdfFormat> {
  const declared = formatOfMediaType(mediaType);
  // A server that sends every file as text/html is common.
  const isBelieved = declared && (declared !== 'html' || /<html|<body|<script/i.test(text));
  if (isBelieved) yield declared;
  if (isBelieved && (asWritten || declared === 'html')) return;
  const named = declared ?? formatOfPath(URL.parse(url)?.pathname ?? url);
  const others = new Set([...sniffFormats(text), ...(named ? [named] : [])]);
  for (const format of others) if (!isBelieved || format !== declared) yield format;
}

type ReadAsOptions = ReadingOptions & { readonly contexts: Contexts };

async function readAs(
  format: RdfFormat,
  { text, url }: { readonly text: string; readonly url: string },
  { contexts, asWritten = false, rdfDirection }: ReadAsOptions,
): Promise<Reading> {
  const [base = ''] = url.split('#', 1);
  const { parts, alternates, notes } =
    format === 'html' ? partsOfPage(text, url) : { parts: [{ format, text, base }], alternates: [], notes: [] };
  const isStrict = asWritten && format !== 'html';
  const quads: Quad[] = [];
  const told = [...notes];
  let broken = 0;
  for (const [index, part] of parts.entries()) {
    const label = parts.length === 1 ? 'b' : `p${index}b`;
    const read = await readPart(part, { contexts, isStrict, label, ...given('rdfDirection', rdfDirection) });
    for (const quad of read.quads) quads.push(quad);
    if (read.notes.some(({ severity }) => severity === 'violation')) broken += 1;
    // The last of several broken blocks leaves nothing that could be read.
    const isGrave = parts.length === 1 || broken === parts.length;
    told.push(...(isGrave ? read.notes : read.notes.map((note) => asBlock(note, index + 1))));
  }
  const cleaned = cleanQuads(quads, { format, asWritten: isStrict });
  return { format, quads: cleaned.quads, notes: [...told, ...cleaned.notes], alternates };
}

interface PageParts {
  readonly parts: readonly Part[];
  readonly alternates: readonly string[];
  readonly notes: readonly ReadingNote[];
}

function partsOfPage(html: string, address: string): PageParts {
  const [url = '', fragment] = address.split('#', 2);
  const { base, blocks, alternates, hasRdfa, hasMicrodata, showsBlock, tooDeep } = scanHtml(html, url);
  const data = blocks.map(({ id, format, text }) => ({ id, part: { format, text, base } as Part }));
  // A fragment that names a JSON-LD block asks for that one (JSON-LD 1.1, section 7.3).
  const named = data.find(({ id, part }) => id !== '' && id === fragment && part.format === 'jsonld');
  if (named) return { parts: [named.part], alternates, notes: [] };
  const parts = data.map(({ part }) => part);
  if (hasRdfa && !tooDeep) parts.push({ format: 'rdfa', text: html, base });
  if (hasMicrodata && !tooDeep) parts.push({ format: 'microdata', text: html, base });
  const notes = [
    ...(showsBlock ? [shownBlock(parts.length === 0 && alternates.length === 0)] : []),
    ...blocks.flatMap(({ mistyped }) => (mistyped === undefined ? [] : [wrongBlockType(mistyped)])),
  ];
  return { parts, alternates, notes: tooDeep ? [...notes, nestedPage] : notes };
}
