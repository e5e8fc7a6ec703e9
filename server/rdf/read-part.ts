import type { Quad } from '@rdfjs/types';
import { relabelBlankNodes } from './blank-nodes.ts';
import { unreadable } from './document-notes.ts';
import type { RdfFormat } from './media-types.ts';
import type { JsonldOptions, JsonldReading } from './parse-jsonld.ts';
import { parseJsonld } from './parse-jsonld.ts';
import { parseTurtle } from './parse-turtle.ts';

/** A document of data, or one of those that a page holds. */
export interface Part {
  readonly format: Exclude<RdfFormat, 'html'> | 'rdfa' | 'microdata';
  readonly text: string;
  readonly base: string;
}

export type PartOptions = Omit<JsonldOptions, 'base'>;

/** Reads one part; what is wrong with it comes back as a note. */
export async function readPart(part: Part, options: PartOptions): Promise<JsonldReading> {
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
