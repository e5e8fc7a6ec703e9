import type { Quad } from '@rdfjs/types';
import { relabelBlankNodes } from './blank-nodes.ts';
import { cleanQuads } from './clean-quads.ts';
import type { Contexts } from './contexts.ts';
import { decodeText } from './decode-text.ts';
import { given } from './given.ts';
import type { RdfDirection } from './jsonld/to-quads.ts';
import type { RdfFormat } from './media-types.ts';
import { formatOfMediaType, formatOfPath, mediaTypes, sniffFormat } from './media-types.ts';
import type { JsonldOptions, JsonldReading } from './parse-jsonld.ts';
import { parseJsonld } from './parse-jsonld.ts';
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
  { asWritten = false, rdfDirection }: ReadingOptions = {},
): Promise<Reading> {
  const { text, notes: decodingNotes } = decodeText(representation.body, representation.charset);
  const notes = [...decodingNotes];
  const format = chooseFormat(representation, text, notes);
  if (!format) return { format, quads: [], notes: [...notes, unknownFormat(representation.mediaType)], alternates: [] };
  const [base = ''] = representation.url.split('#', 1);
  const parts = format === 'html' ? scanPage(text, representation.url) : onePart(format, text, base);
  notes.push(...parts.notes);
  const quads: Quad[] = [];
  const isOne = parts.sources.length === 1;
  let broken = 0;
  for (const [index, part] of parts.sources.entries()) {
    const label = isOne ? 'b' : `p${index}b`;
    const read = await readPart(part, { contexts, isStrict: asWritten, label, ...given('rdfDirection', rdfDirection) });
    for (const quad of read.quads) quads.push(quad);
    if (read.notes.some(({ severity }) => severity === 'violation')) broken += 1;
    // The last of several broken blocks leaves nothing that could be read.
    const isGrave = broken === parts.sources.length;
    notes.push(...(isOne || isGrave ? read.notes : read.notes.map((note) => asBlock(note, index + 1))));
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

function scanPage(html: string, address: string) {
  const [url = '', fragment] = address.split('#', 2);
  const page = scanHtml(html, url);
  // A fragment that names a data block asks for that one (JSON-LD 1.1, section 7.3).
  const named = page.blocks.find(({ id, format }) => id !== '' && id === fragment && format === 'jsonld');
  if (named) return { sources: [{ ...named, base: page.base } as Part], alternates: page.alternates, notes: [] };
  const sources: Part[] = page.blocks.map(({ format, text }) => ({
    format: format as PartFormat,
    text,
    base: page.base,
  }));
  if (page.hasRdfa && !page.tooDeep) sources.push({ format: 'rdfa', text: html, base: page.base });
  if (page.hasMicrodata && !page.tooDeep) sources.push({ format: 'microdata', text: html, base: page.base });
  return { sources, alternates: page.alternates, notes: page.tooDeep ? [nestedPage] : [] };
}

type PartOptions = Omit<JsonldOptions, 'base'>;

async function readPart(part: Part, options: PartOptions): Promise<JsonldReading> {
  try {
    return await parsePart(part, options);
  } catch (error) {
    return { quads: [], notes: [unreadable(part.format, error)] };
  }
}

async function parsePart({ format, text, base }: Part, options: PartOptions): Promise<JsonldReading> {
  switch (format) {
    case 'jsonld':
      return parseJsonld(text, { ...options, base });
    // Loaded when they are needed: most documents need none of the three.
    case 'rdfxml': {
      const { parseRdfXml } = await import('./parse-rdfxml.ts');
      return relabelled(await parseRdfXml(text, base), options);
    }
    case 'rdfa': {
      const { parseRdfa } = await import('./parse-rdfa.ts');
      return relabelled(await parseRdfa(text, base), options);
    }
    case 'microdata': {
      const { parseMicrodata } = await import('./parse-microdata.ts');
      return relabelled(await parseMicrodata(text, base), options);
    }
    default:
      return relabelled(parseTurtle(text, format, base), options);
  }
}

/** Two blocks of one page may both use `_:b0` for different things. */
function relabelled(quads: Quad[], { label }: PartOptions): JsonldReading {
  return { quads: label === 'b' ? quads : relabelBlankNodes(quads, label), notes: [] };
}

/** What is wrong with one block of a page leaves its neighbours readable. */
function asBlock(note: ReadingNote, block: number): ReadingNote {
  if (note.severity !== 'violation') return note;
  return {
    ...note,
    severity: 'warning',
    message: { fr: `Bloc de données ${block} : ${note.message.fr}`, en: `Data block ${block}: ${note.message.en}` },
  };
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

function unreadable(format: PartFormat, error: unknown): ReadingNote {
  const what = (error instanceof Error ? error.message : String(error)).slice(0, 300);
  return {
    severity: 'violation',
    rule: 'reading/broken-block',
    message: {
      fr: `Les données ${format} sont mal formées et n’ont pas pu être lues : ${what}`,
      en: `The ${format} data are malformed and could not be read: ${what}`,
    },
    value: what.slice(0, 200),
  };
}
