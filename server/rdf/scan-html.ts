import { Parser } from 'htmlparser2';
import type { RdfFormat } from './media-types.ts';
import { formatOfMediaType, isDataLink } from './media-types.ts';

export interface DataBlock {
  readonly format: RdfFormat;
  readonly text: string;
  /** The element's own `id`, '' without. */
  readonly id: string;
  /** The type as written, when it is a slip for `application/ld+json`. */
  readonly mistyped?: string;
}

/** What an HTML page says about the data it carries or points to. */
export interface ScannedPage {
  /** The page's base IRI: its `<base href>` resolved against its URL. */
  readonly base: string;
  /** `<script>` blocks whose type is an RDF media type, in document order. */
  readonly blocks: readonly DataBlock[];
  /** `<link rel="alternate|describedby">` to data, in document order. */
  readonly alternates: readonly string[];
  readonly hasRdfa: boolean;
  readonly hasMicrodata: boolean;
  /** A data block stands in the text of the page, where people see it and nobody reads it; code samples are no such thing. */
  readonly showsBlock: boolean;
  /** The page nests elements deeper than any page does; what follows was not looked at. */
  readonly tooDeep: boolean;
}

/** Real pages stay under 50; the parsers' cost grows with the square of the depth. */
const maxDepth = 500;

const slip = /^(?:application|text)\/(?:json\+ld|ld-json|ldjson|json-ld|jsonld|json\/ld)$|^text\/ld\+json$/i;

/** What editors make of a block that they do not take for one: its tag or its first line as text, quotes of any sort. */
const blockAsText = /<script[^>]{0,60}ld\+json|@context.{0,12}https?:\/\/(?:w3id\.org\/obsidienne|schema\.org)/i;
/** Text enough to see that. */
const mostShown = 400_000;

/** The page is fed in pieces, so that the scan can stop early. */
const chunk = 16_384;

/** Finds the data blocks and links of an HTML page without building a document tree. */
export function scanHtml(html: string, url: string): ScannedPage {
  const blocks: DataBlock[] = [];
  const links: string[] = [];
  let base: string | undefined;
  let hasRdfa = false;
  let hasMicrodata = false;
  let depth = 0;
  let tooDeep = false;
  let shown = '';
  let samples = 0;
  let open: { format: RdfFormat; text: string; id: string; mistyped?: string } | undefined;
  const parser = new Parser({
    onopentag(name, attributes) {
      depth += 1;
      if (depth > maxDepth && !tooDeep) {
        tooDeep = true;
        parser.reset();
      }
      if (tooDeep) return;
      // og:title and its like are RDFa only to the letter; a description of something starts with one of these.
      hasRdfa ||= 'typeof' in attributes || 'vocab' in attributes;
      hasMicrodata ||= 'itemscope' in attributes;
      if (name === 'pre' || name === 'code' || name === 'textarea') samples += 1;
      if (name === 'base' && attributes['href']) base ??= URL.parse(attributes['href'], url)?.href;
      else if (name === 'script') {
        const type = (attributes['type'] ?? '').split(';')[0]?.trim() ?? '';
        const isSlip = slip.test(type);
        const format = isSlip ? 'jsonld' : formatOfMediaType(type);
        if (format && format !== 'html')
          open = { format, text: '', id: attributes['id'] ?? '', ...(isSlip ? { mistyped: type } : {}) };
      } else if (
        name === 'link' &&
        /\b(alternate|describedby)\b/i.test(attributes['rel'] ?? '') &&
        isDataLink(attributes['type'] ?? '', attributes['href'] ?? '')
      )
        links.push(attributes['href'] ?? '');
    },
    ontext(text) {
      if (open) open.text += text;
      else if (samples === 0 && shown.length < mostShown) shown += text;
    },
    onclosetag(name) {
      depth -= 1;
      if (name === 'pre' || name === 'code' || name === 'textarea') samples -= 1;
      if (name === 'script' && open) {
        blocks.push(open);
        open = undefined;
      }
    },
  });
  for (let at = 0; at < html.length && !tooDeep; at += chunk) parser.write(html.slice(at, at + chunk));
  parser.end();
  const alternates = links.map((href) => URL.parse(href, base ?? url)?.href).filter((href) => href !== undefined);
  return { base: base ?? url, blocks, alternates, hasRdfa, hasMicrodata, showsBlock: blockAsText.test(shown), tooDeep };
}
