import { describe, expect, it } from 'vitest';
import { readContexts } from '../../server/bin/bundled-data.ts';
import { parseDocument } from '../../server/rdf/parse-document.ts';

const contexts = readContexts();
const turtle = '@prefix s: <https://schema.org/> . <#l> a s:Place .';
const trig = '@prefix s: <https://schema.org/> . <#g> { <#l> a s:Place . }';
const jsonld = '{"@context":"https://schema.org","@id":"#l","@type":"Place"}';
const rdfxml =
  '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="https://schema.org/"><s:Place rdf:about="#l"/></rdf:RDF>';
const page = `<!doctype html><title>Lieu</title><script type="application/ld+json">${jsonld}</script>`;
const xhtml = `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><script type="application/ld+json">${jsonld}</script></head></html>`;
const ntriples = '<https://a.example/l> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/Place> .';

/** Announced type, path, text, and the format that it is. */
const served: readonly (readonly [mediaType: string, path: string, text: string, format: string])[] = [
  ['text/plain', 'lieu', turtle, 'turtle'],
  ['text/plain', 'lieu.ttl', '# un lieu\n<#l> a <https://schema.org/Place> .', 'turtle'],
  ['application/octet-stream', 'lieu', turtle, 'turtle'],
  ['', 'lieu', '<#l> <https://schema.org/name> "Lieu" .', 'turtle'],
  ['text/plain', 'lieu', '[ a <https://schema.org/Place> ] .', 'turtle'],
  ['text/plain', 'lieu', trig, 'trig'],
  ['text/turtle', 'lieu', trig, 'trig'],
  ['text/turtle', 'lieu', jsonld, 'jsonld'],
  ['text/turtle', 'lieu', page, 'html'],
  ['text/plain', 'lieu', ntriples, 'nquads'],
  ['application/json', 'lieu', jsonld, 'jsonld'],
  ['text/javascript', 'lieu', `[${jsonld}]`, 'jsonld'],
  ['text/html', 'lieu', jsonld, 'jsonld'],
  ['text/html', 'lieu', turtle, 'turtle'],
  ['text/html', 'lieu', rdfxml, 'rdfxml'],
  ['application/xml', 'lieu', rdfxml, 'rdfxml'],
  ['text/xml', 'lieu', rdfxml.replace(/^.*?\?>/, ''), 'rdfxml'],
  ['application/ld+json', 'lieu', page, 'html'],
  ['application/rdf+xml', 'lieu', turtle, 'turtle'],
  ['text/plain', 'lieu', page, 'html'],
  ['text/plain', 'lieu', `<!-- en cache --> ${page}`, 'html'],
  ['application/xml', 'lieu', xhtml, 'html'],
];

describe('a document served as something else', () => {
  it.each(served)('%s %s: %s is read as %s', async (mediaType, path, text, format) => {
    const body = new TextEncoder().encode(text);
    const reading = await parseDocument({ url: `https://a.example/${path}`, mediaType, body }, contexts);
    expect(reading.format).toBe(format);
    expect(reading.quads).toHaveLength(1);
    expect(reading.notes).toMatchObject([{ severity: 'info', rule: 'reading/media-type', value: mediaType }]);
  });

  it.each([
    ['a feed', 'application/xml', '<?xml version="1.0"?><rss version="2.0"><channel/></rss>'],
    ['a sitemap', 'text/xml', '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>'],
    ['a text', 'text/plain', 'Bonjour tout le monde'],
    ['a picture', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ])('%s is no profile', async (_, mediaType, text) => {
    const body = new TextEncoder().encode(text);
    const { quads, notes } = await parseDocument({ url: 'https://a.example/lieu', mediaType, body }, contexts);
    expect(quads).toEqual([]);
    expect(notes).toMatchObject([{ severity: 'violation', rule: 'reading/unknown-format' }]);
  });

  it('is held to its announced type when it is to be given as written', async () => {
    const body = new TextEncoder().encode(trig);
    const { notes } = await parseDocument({ url: 'https://a.example/', mediaType: 'text/turtle', body }, contexts, {
      asWritten: true,
    });
    expect(notes).toMatchObject([{ severity: 'violation', rule: 'reading/broken-block' }]);
  });
});
