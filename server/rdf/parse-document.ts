import type { Quad } from '@rdfjs/types';
import { relabelBlankNodes } from './blank-nodes.ts';
import { cleanQuads } from './clean-quads.ts';
import type { Contexts } from './contexts.ts';
import { UnknownContext } from './contexts.ts';
import { decodeText } from './decode-text.ts';
import type { RdfFormat } from './media-types.ts';
import { formatOfMediaType, formatOfPath, mediaTypes, sniffFormat } from './media-types.ts';
import type { JsonldReading } from './parse-jsonld.ts';
import { parseJsonld } from './parse-jsonld.ts';
import { parseMicrodata, parseRdfa, parseRdfXml } from './parse-stream.ts';
import { parseTurtle } from './parse-turtle.ts';
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
  /** True to give the statements of an RDF document exactly as it makes them; pages are always folded to our habits. */
  readonly asWritten?: boolean;
}

/**
 * Reads a document in any of our formats; never throws for what the document contains: what cannot be read becomes a
 * note of severity `violation`, and a broken block of a page does not hide its neighbours.
 */
export async function parseDocument(
  representation: Representation,
  contexts: Contexts,
  { asWritten = false }: ReadingOptions = {},
): Promise<Reading> {
  const { text, notes: decodingNotes } = decodeText(representation.body, representation.charset);
  const notes = [...decodingNotes];
  const format = chooseFormat(representation, text, notes);
  if (!format) return { format, quads: [], notes: [...notes, unknownFormat(representation.mediaType)], alternates: [] };
  const parts = format === 'html' ? scanPage(text, representation.url) : onePart(format, text, representation.url);
  notes.push(...parts.notes);
  const quads: Quad[] = [];
  let broken = 0;
  for (const [index, part] of parts.sources.entries()) {
    try {
      const read = await parsePart(part, contexts);
      for (const quad of relabel(read.quads, index)) quads.push(quad);
      notes.push(...read.notes);
    } catch (error) {
      broken += 1;
      const note = unreadable(part.format, error, parts.sources.length > 1 ? index + 1 : undefined);
      // The last of several broken blocks leaves nothing that could be read.
      notes.push(broken === parts.sources.length ? { ...note, severity: 'violation' } : note);
    }
  }
  const cleaned = cleanQuads(quads, { format, asWritten: asWritten && format !== 'html' });
  return { format, quads: cleaned.quads, notes: [...notes, ...cleaned.notes], alternates: parts.alternates };
}

type PartFormat = Exclude<RdfFormat, 'html'> | 'rdfa' | 'microdata';
interface Part {
  readonly format: PartFormat;
  readonly text: string;
  readonly base: string;
}

function onePart(format: Exclude<RdfFormat, 'html'>, text: string, base: string) {
  return {
    sources: [{ format, text, base }] as readonly Part[],
    alternates: [] as readonly string[],
    notes: [] as readonly ReadingNote[],
  };
}

function scanPage(html: string, url: string) {
  const page = scanHtml(html, url);
  const sources: Part[] = page.blocks.map(({ format, text }) => ({
    format: format as PartFormat,
    text,
    base: page.base,
  }));
  if (page.hasRdfa && !page.tooDeep) sources.push({ format: 'rdfa', text: html, base: page.base });
  if (page.hasMicrodata && !page.tooDeep) sources.push({ format: 'microdata', text: html, base: page.base });
  return { sources, alternates: page.alternates, notes: page.tooDeep ? [nestedPage] : [] };
}

async function parsePart({ format, text, base }: Part, contexts: Contexts): Promise<JsonldReading> {
  switch (format) {
    case 'jsonld':
      return parseJsonld(text, base, contexts);
    case 'rdfxml':
      return { quads: await parseRdfXml(text, base), notes: [] };
    case 'rdfa':
      return { quads: await parseRdfa(text, base), notes: [] };
    case 'microdata':
      return { quads: await parseMicrodata(text, base), notes: [] };
    default:
      return { quads: parseTurtle(text, format, base), notes: [] };
  }
}

/** Two blocks of one page may both use `_:b0` for different things. */
function relabel(quads: Quad[], part: number): Quad[] {
  if (part === 0) return quads;
  return relabelBlankNodes(quads, `p${part}`);
}

function chooseFormat(representation: Representation, text: string, notes: ReadingNote[]): RdfFormat | undefined {
  const declared = formatOfMediaType(representation.mediaType);
  const sniffed = sniffFormat(text);
  if (declared) {
    // A server that sends every file as text/html is common; the other way round the declaration is to be believed.
    if (declared === 'html' && sniffed && sniffed !== 'html' && !/<html|<body|<script/i.test(text)) {
      notes.push(wrongMediaType(representation.mediaType, sniffed));
      return sniffed;
    }
    return declared;
  }
  const found = sniffed ?? formatOfPath(URL.parse(representation.url)?.pathname ?? representation.url);
  if (found) notes.push(wrongMediaType(representation.mediaType, found));
  return found;
}

const nestedPage: ReadingNote = {
  severity: 'warning',
  rule: 'reading/nested-page',
  message: {
    fr: "La page emboîte trop d'éléments les uns dans les autres ; nous n'en avons lu que le début.",
    en: 'The page nests too many elements in each other; we read only its beginning.',
  },
};

function wrongMediaType(met: string, format: RdfFormat): ReadingNote {
  const right = mediaTypes[format];
  return {
    severity: 'info',
    rule: 'reading/media-type',
    message: {
      fr: `Le site annonce « ${met || 'aucun type'} » alors que le contenu est « ${right} ». Nous l'avons lu quand même ; réglez le type de contenu du fichier pour que tout le monde puisse le lire.`,
      en: `The site announces “${met || 'no type'}” although the content is “${right}”. We read it all the same; set the file's content type so that everyone can.`,
    },
    value: met,
  };
}

function unknownFormat(mediaType: string): ReadingNote {
  return {
    severity: 'violation',
    rule: 'reading/unknown-format',
    message: {
      fr: `Nous ne savons pas lire ce document (« ${mediaType || 'type inconnu'} »). Publiez votre fiche dans une page web, en JSON-LD ou en Turtle.`,
      en: `We cannot read this document (“${mediaType || 'unknown type'}”). Publish your profile in a web page, as JSON-LD or as Turtle.`,
    },
    value: mediaType,
  };
}

function unreadable(format: PartFormat, error: unknown, block: number | undefined): ReadingNote {
  const cause = rootCause(error);
  if (cause instanceof UnknownContext)
    return {
      severity: block === undefined ? 'violation' : 'warning',
      rule: 'reading/unknown-context',
      message: {
        fr: `Le contexte JSON-LD « ${cause.url} » ne fait pas partie de ceux que nous connaissons. Utilisez « https://schema.org » ou le nôtre.`,
        en: `The JSON-LD context “${cause.url}” is not one we carry. Use “https://schema.org” or ours.`,
      },
      value: cause.url,
    };
  const what = cause instanceof Error ? cause.message : String(cause);
  const where = block === undefined ? '' : ` (bloc ${block})`;
  return {
    // One broken block of a page leaves its neighbours readable; a broken document leaves nothing.
    severity: block === undefined ? 'violation' : 'warning',
    rule: 'reading/broken-block',
    message: {
      fr: `Les données ${format}${where} sont mal formées et n'ont pas pu être lues : ${what.slice(0, 300)}`,
      en: `The ${format} data${block === undefined ? '' : ` (block ${block})`} are malformed and could not be read: ${what.slice(0, 300)}`,
    },
    value: what.slice(0, 200),
  };
}

/** jsonld wraps a loader's error in its own (`details.cause`). */
function rootCause(error: unknown): unknown {
  const details = (error as { details?: { cause?: unknown } } | null)?.details;
  return details?.cause instanceof Error ? rootCause(details.cause) : error;
}
