/** The families of documents that the reader understands. */
export type RdfFormat = 'turtle' | 'ntriples' | 'nquads' | 'trig' | 'jsonld' | 'rdfxml' | 'html';

const formats: Readonly<Record<string, RdfFormat>> = {
  'text/turtle': 'turtle',
  'application/x-turtle': 'turtle',
  'text/n3': 'turtle',
  'text/rdf+n3': 'turtle',
  'application/n-triples': 'ntriples',
  'application/n-quads': 'nquads',
  'text/x-nquads': 'nquads',
  'application/trig': 'trig',
  'application/ld+json': 'jsonld',
  'application/activity+json': 'jsonld',
  'application/rdf+xml': 'rdfxml',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
};

const extensions: Readonly<Record<string, RdfFormat>> = {
  ttl: 'turtle',
  nt: 'ntriples',
  nq: 'nquads',
  trig: 'trig',
  jsonld: 'jsonld',
  json: 'jsonld',
  rdf: 'rdfxml',
  owl: 'rdfxml',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
};

export const mediaTypes: Readonly<Record<RdfFormat, string>> = {
  turtle: 'text/turtle',
  ntriples: 'application/n-triples',
  nquads: 'application/n-quads',
  trig: 'application/trig',
  jsonld: 'application/ld+json',
  rdfxml: 'application/rdf+xml',
  html: 'text/html',
};

/** The format a media type declares, or undefined when it names none of ours (`text/plain`, `application/json`, `''` …). */
export function formatOfMediaType(mediaType: string): RdfFormat | undefined {
  return formats[mediaType.toLowerCase()];
}

/** Whether a link leads to data: by its type, or without one by the end of its address. Plain JSON may be anything. */
export function isDataLink(mediaType: string, address: string): boolean {
  const [type = ''] = mediaType.split(';', 1);
  const format =
    type.trim() === '' ? formatOfPath(address.replace(/\.json(?=$|[?#])/i, '')) : formatOfMediaType(type.trim());
  return format !== undefined && format !== 'html';
}

/** The format a file name or URL path suggests by its extension. */
export function formatOfPath(path: string): RdfFormat | undefined {
  const extension = /\.([a-z0-9]+)(?:[?#].*)?$/i.exec(path)?.[1];
  return extension === undefined ? undefined : extensions[extension.toLowerCase()];
}

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const htmlTag =
  /^<(?:!doctype\s+html|html|head|body|title|meta|link|script|div|article|section|main|header|p|h1)[\s>]/i;

/** The formats that the first characters of a text speak for, the likeliest first. */
export function sniffFormats(text: string): readonly RdfFormat[] {
  const start = text.slice(0, 4000).trimStart();
  if (start.startsWith('{')) return ['jsonld', 'trig'];
  if (start.startsWith('[')) return ['jsonld', 'turtle'];
  if (/^<(?:\?xml|\w+:RDF)\b/.test(start)) {
    if (/<html[\s>]/i.test(start)) return ['html'];
    // Feeds and sitemaps are XML too, and would be read as nonsense.
    return start.includes(RDF) ? ['rdfxml'] : [];
  }
  if (htmlTag.test(start.replace(/^(?:<!--.*?-->\s*)+/s, ''))) return ['html'];
  if (/^\s*(?:@prefix|@base|prefix|base)\s/im.test(start))
    return /\{\s*$|\}\s*$/m.test(text) ? ['trig', 'turtle'] : ['turtle', 'trig'];
  if (/^\s*(?:<[^<>\s]+>|_:\w+)\s*<[^<>\s]+>\s*[<"_].*\.\s*$/m.test(start)) return ['nquads', 'turtle'];
  return /^\s*<[^<>\s]*>\s+(?:a|<[^<>\s]+>)\s/m.test(start) ? ['turtle', 'trig'] : [];
}

/** The format that the first characters of a text speak for most; undefined when nothing speaks for one of ours. */
export function sniffFormat(text: string): RdfFormat | undefined {
  return sniffFormats(text)[0];
}
