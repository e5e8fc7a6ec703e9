import { gunzipSync } from 'node:zlib';
import { decodeText } from '../../rdf/decode-text.ts';
import { formatOfMediaType, formatOfPath, type RdfFormat, sniffFormat } from '../../rdf/media-types.ts';
import { type StreamedFormat, streamQuads } from '../../rdf/stream-quads.ts';
import type { Finding } from '../../validation/report.ts';
import { discoveryLimits } from './discovery-limits.ts';
import { createDumpReader } from './dump.ts';
import type { TypeOfClass } from './our-classes.ts';
import { noSigns, type Signs } from './signs.ts';
import { isSitemap, readSitemap } from './sitemap.ts';

/** The bytes of a document and how they were announced. */
interface Bytes {
  readonly finalUrl: string;
  readonly mediaType: string;
  readonly charset?: string;
  readonly body: Uint8Array;
}

/** A document that is no profile by its nature: where it leads, and what its reader had to say. */
export interface ListReading {
  readonly signs: Signs;
  readonly findings: readonly Finding[];
}

/** A larger document is no profile; it is read statement by statement, for where it leads. */
const wholeBytes = 1024 * 1024;
const headBytes = 4000;

/** A `.gz` file, which is a file and no encoding of the transfer, as what it holds. */
export function unpack<T extends Bytes>(document: T): T {
  const { body } = document;
  if (body[0] !== 0x1f || body[1] !== 0x8b) return document;
  try {
    const unpacked = gunzipSync(body, { maxOutputLength: discoveryLimits.listBytes });
    return { ...document, body: unpacked, mediaType: '' };
  } catch {
    // What is broken or too large stays as it is: no format, and the reader says so.
    return document;
  }
}

/** Reads a sitemap, or a file of RDF that is too large to be a profile; undefined for everything else. */
export async function readList(document: Bytes, typeOf: TypeOfClass): Promise<ListReading | undefined> {
  const { finalUrl, body, charset } = document;
  const head = Buffer.from(body.subarray(0, headBytes)).toString('latin1');
  if (isSitemap(head)) return { signs: readSitemap(decodeText(body, charset).text, finalUrl), findings: [] };
  if (body.length <= wholeBytes) return undefined;
  const format = formatOf(document, head);
  if (format === 'html') return undefined;
  const { text } = decodeText(body, charset);
  return format && format !== 'jsonld'
    ? readDump(text, format, { finalUrl, typeOf })
    : { signs: noSigns, findings: [notStreamed] };
}

async function readDump(
  text: string,
  format: StreamedFormat,
  { finalUrl, typeOf }: { finalUrl: string; typeOf: TypeOfClass },
): Promise<ListReading> {
  const dump = createDumpReader(finalUrl, typeOf);
  const findings: Finding[] = [];
  await streamQuads({ text, format, baseIri: finalUrl }, dump.add).catch((error: unknown) => {
    findings.push(brokenOff(error instanceof Error ? error.message : String(error)));
  });
  const signs = dump.signs();
  return { signs, findings: signs.profiles.length > 0 ? findings : [...findings, noAddresses] };
}

function formatOf({ mediaType, finalUrl }: Bytes, head: string): RdfFormat | undefined {
  const path = (URL.parse(finalUrl)?.pathname ?? '').replace(/\.gz$/i, '');
  return formatOfMediaType(mediaType) ?? sniffFormat(head) ?? formatOfPath(path);
}

const notStreamed: Finding = {
  severity: 'violation',
  rule: 'reading/large-format',
  message: {
    fr: 'Un fichier de plus de 1 Mio doit être du Turtle, du N-Triples, du N-Quads, du TriG ou du RDF/XML : nous ne lisons pas les autres formats à cette taille.',
    en: 'A file of more than 1 MiB must be Turtle, N-Triples, N-Quads, TriG or RDF/XML: we do not read other formats at that size.',
  },
};

const noAddresses: Finding = {
  severity: 'violation',
  rule: 'discovery/no-addresses',
  message: {
    fr: 'Ce fichier est trop grand pour être une fiche, et rien de ce qu’il décrit n’a de page à lui. Publiez une fiche par lieu et donnez ici leurs adresses.',
    en: 'This file is too large to be a profile, and nothing it describes has a page of its own. Publish one profile per place and name their addresses here.',
  },
};

function brokenOff(what: string): Finding {
  return {
    severity: 'warning',
    rule: 'reading/broken-dump',
    message: {
      fr: `Le fichier est mal formé ; nous l’avons lu jusqu’à cet endroit : ${what.slice(0, 300)}`,
      en: `The file is malformed; we read it up to this place: ${what.slice(0, 300)}`,
    },
  };
}
