import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bundledExaminer } from '../../../server/bin/bundled-examiner.ts';
import { type ListKind, noSigns, type Signs } from '../../../server/crawl/discovery/signs.ts';

const examiner = bundledExaminer();
const now = new Date('2026-11-25T12:00:00Z');

/** Where a document leads, as its examination says. */
async function signsOf(body: string | Uint8Array, options: { url?: string; mediaType?: string } = {}): Promise<Signs> {
  const { url = 'https://ana.example/doc', mediaType = 'text/turtle' } = options;
  const { signs } = await examiner.examine({ finalUrl: url, mediaType, body: Buffer.from(body) }, now);
  return signs;
}
const list = (kind: ListKind, ...urls: string[]) => urls.map((url) => ({ kind, url }));

const prefixes = `@prefix solid: <http://www.w3.org/ns/solid/terms#> . @prefix ldp: <http://www.w3.org/ns/ldp#> .
@prefix schema: <https://schema.org/> . @prefix obs: <https://w3id.org/obsidienne/ns#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> . @prefix void: <http://rdfs.org/ns/void#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix org: <http://www.w3.org/ns/org#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
`;

describe('where a document leads', () => {
  const cases: readonly (readonly [promise: string, turtle: string, expected: Partial<Signs>])[] = [
    ['nowhere, when it names no list', '<#x> a obs:ThirdPlace ; schema:url <https://b.example/> .', {}],
    [
      'a WebID to its public type index, never to the private one',
      '<#me> solid:publicTypeIndex </settings/public#it> ; solid:privateTypeIndex </settings/private> .',
      { lists: list('type-index', 'https://ana.example/settings/public') },
    ],
    [
      'a type index to what is registered for our classes and for those read as ours',
      `<#1> a solid:TypeRegistration ; solid:forClass obs:ThirdPlace ; solid:instance </lieu#it>, <http://b.example/x> .
       <#2> a solid:TypeRegistration ; solid:forClass <http://schema.org/Organization> ; solid:instance </asso> .
       <#3> solid:forClass org:Organization ; solid:instanceContainer </organisations/> .
       <#4> solid:forClass vcard:AddressBook ; solid:instance </contacts> ; solid:instanceContainer </carnets/> .`,
      {
        kind: 'type-index',
        profiles: ['https://ana.example/lieu', 'http://b.example/x', 'https://ana.example/asso'],
        lists: list('container', 'https://ana.example/organisations/'),
      },
    ],
    [
      'a container to what it holds, not to the containers in it',
      `<> a ldp:Container ; ldp:contains <lieu.ttl>, <photos/>, <ailleurs> . <ailleurs> a ldp:Container .`,
      { kind: 'container', profiles: ['https://ana.example/lieu.ttl'] },
    ],
    [
      'a VoID description to its root resources, its topics and its dumps',
      `<> a void:DatasetDescription ; foaf:primaryTopic <#all> ; foaf:topic <#all>, </lieux/b> .
       <#all> a void:Dataset ; void:rootResource </lieux/a> ; void:dataDump </dump.nt.gz> ; void:subset <#part> .
       <#part> a void:Dataset ; void:dataDump </part.ttl> .`,
      {
        kind: 'description',
        profiles: ['https://ana.example/lieux/a', 'https://ana.example/lieux/b'],
        lists: list('dump', 'https://ana.example/dump.nt.gz', 'https://ana.example/part.ttl'),
      },
    ],
    [
      'a DCAT catalogue to its distributions in RDF, by media type, by file type or by name',
      `<> a dcat:Catalog ; dcat:dataset <#d> . <#d> a dcat:Dataset ; dcat:distribution <#1>, <#2>, <#3>, <#4>, <#5>, <#6> .
       <#1> dcat:downloadURL </a> ; dcat:accessURL </page> ; dcat:mediaType <https://www.iana.org/assignments/media-types/text/turtle> .
       <#2> dcat:accessURL </b> ; dct:format <http://publications.europa.eu/resource/authority/file-type/RDF_N_TRIPLES> .
       <#3> dcat:downloadURL </c.ttl.gz> . <#4> dcat:downloadURL </d.csv> . <#5> dcat:downloadURL </e.ttl> ; dcat:mediaType "text/csv" .
       <#6> dcat:accessURL </page.html> .`,
      {
        kind: 'description',
        lists: list('dump', 'https://ana.example/a', 'https://ana.example/b', 'https://ana.example/c.ttl.gz'),
      },
    ],
    [
      'to the web only, and never to itself',
      `<#1> solid:forClass obs:ThirdPlace ; solid:instance <#here>, <>, <mailto:a@b.example>, <urn:x>, <javascript:alert(1)>, <http://a:b@c.example/>, <https://a@c.example/>, </y> .
       <#me> solid:publicTypeIndex <> .`,
      { kind: 'type-index', profiles: ['https://ana.example/y'] },
    ],
  ];
  it.each(cases)('is read: %s', async (_promise, turtle, expected) => {
    expect(await signsOf(prefixes + turtle)).toEqual({ ...noSigns, ...expected });
  });

  it('takes five hundred addresses of one list and counts the others', async () => {
    const items = (count: number) => Array.from({ length: count }, (_, i) => `<f${i}>`).join(', ');
    const { profiles, leftOut } = await signsOf(`${prefixes}<> ldp:contains ${items(1234)} .`);
    expect([profiles.length, profiles[0], leftOut]).toEqual([500, 'https://ana.example/f0', 734]);
  });
});

const urlset = (urls: readonly string[], more = '') =>
  `<?xml version="1.0" encoding="UTF-8"?><!-- plan --><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">${urls
    .map((url) => `<url><loc> ${url} </loc><lastmod>2026-01-01</lastmod>${more}</url>`)
    .join('\n')}</urlset>`;
const xml = { url: 'https://ana.example/sitemap.xml', mediaType: 'application/xml' };

describe('a sitemap', () => {
  it('leads to its pages, each once, and not to their pictures', async () => {
    const picture = '<image:image><image:loc>https://ana.example/p.jpg</image:loc></image:image>';
    const pages = ['https://ana.example/a?x=1&amp;y=2', '<![CDATA[/b]]>', '/b#c', 'ftp://ana.example/f', ''];
    expect(await signsOf(urlset(pages, picture), xml)).toEqual({
      ...noSigns,
      kind: 'sitemap',
      profiles: ['https://ana.example/a?x=1&y=2', 'https://ana.example/b'],
    });
  });

  it.each([
    ['application/xml', ''],
    ['text/html', ''],
    ['application/octet-stream', '\ufeff'],
  ])('is known by its content when it comes as %s', async (mediaType, start) => {
    expect(await signsOf(start + urlset(['/a']), { ...xml, mediaType })).toMatchObject({ kind: 'sitemap' });
  });

  it('leads to other sitemaps when it is an index, whatever prefix it writes', async () => {
    const index = `<s:sitemapindex xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9"><s:sitemap><s:loc>/1.xml</s:loc></s:sitemap><s:url><s:loc>/no</s:loc></s:url></s:sitemapindex>`;
    expect(await signsOf(index, xml)).toEqual({
      ...noSigns,
      kind: 'sitemap',
      lists: list('sitemap', 'https://ana.example/1.xml'),
    });
  });

  it('is read from a .gz file, up to sixteen mebibytes of content', async () => {
    const gz = { url: 'https://ana.example/sitemap.xml.gz', mediaType: 'application/x-gzip' };
    expect(await signsOf(gzipSync(urlset(['/a'])), gz)).toMatchObject({ profiles: ['https://ana.example/a'] });
    const bomb = gzipSync(urlset(['/a'], ' '.repeat(17 * 1024 * 1024)));
    expect(await signsOf(bomb, gz)).toEqual(noSigns);
    expect(await signsOf(gzipSync(urlset(['/a'])).subarray(0, 60), gz)).toEqual(noSigns);
  });

  it('that nests without end leads to what stands before that', async () => {
    const deep = `<urlset><url><loc>/a</loc></url>${'<x>'.repeat(100_000)}<url><loc>/b</loc></url>`;
    expect((await signsOf(deep, xml)).profiles).toEqual(['https://ana.example/a']);
  });

  it('takes five hundred pages of fifty thousand and counts the others', async () => {
    const pages = Array.from({ length: 50_000 }, (_, i) => `https://ana.example/p${i}`);
    const { profiles, leftOut } = await signsOf(urlset(pages), xml);
    expect([profiles.length, leftOut]).toEqual([500, 49_500]);
  });

  it('that is cut off, or tries to expand entities, leads to what stands in it', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE u [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><urlset><url><loc>/&b;</loc></url><url><loc>/c</loc></url><url><loc>/d`;
    expect((await signsOf(bomb, xml)).profiles).toEqual(['https://ana.example/&b;', 'https://ana.example/c']);
  });
});

const things = (count: number) =>
  Array.from(
    { length: count },
    (_, i) =>
      `<https://ana.example/lieu/${i}#it> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/obsidienne/ns#ThirdPlace> .
<https://ana.example/lieu/${i}#it> <https://schema.org/description> "${'Un lieu. '.repeat(60)}"@fr .\n`,
  ).join('');
const asRdfXml = (count: number) =>
  `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://schema.org/">${Array.from(
    { length: count },
    (_, i) => `<s:Organization rdf:about="/o${i}"><s:description>${'x'.repeat(600)}</s:description></s:Organization>`,
  ).join('')}</rdf:RDF>`;

describe('a file too large to be a profile', () => {
  it.each([
    ['N-Triples', things(2000), 'application/n-triples', 'https://ana.example/lieu/0'],
    ['Turtle without a media type', things(2000), '', 'https://ana.example/lieu/0'],
    ['RDF/XML', asRdfXml(2000), 'application/rdf+xml', 'https://ana.example/o0'],
    ['N-Triples in a .gz file', gzipSync(things(2000)), 'application/gzip', 'https://ana.example/lieu/0'],
  ])('leads to the documents of what it describes: %s', async (_name, body, mediaType, first) => {
    const signs = await signsOf(body, { url: 'https://ana.example/dump', mediaType });
    expect(signs).toMatchObject({ kind: 'dump', leftOut: 1500 });
    expect([signs.profiles.length, signs.profiles[0]]).toEqual([500, first]);
  });

  it('leads there too when it is small in bytes and many in subjects', async () => {
    const many = `${prefixes}${Array.from({ length: 250 }, (_, i) => `</l${i}#x> a schema:Organization .`).join('\n')}`;
    expect(await signsOf(many)).toMatchObject({ kind: 'dump', profiles: { length: 250 }, leftOut: 0 });
  });

  it('is read up to where it breaks, and says so', async () => {
    const body = Buffer.from(`${things(2000)}<broken`);
    const url = 'https://ana.example/dump.nt';
    const examined = await examiner.examine({ finalUrl: url, mediaType: 'application/n-triples', body }, now);
    expect(examined.signs.leftOut).toBe(1500);
    expect(examined.report.findings.map(({ rule }) => rule)).toEqual(['profile/list', 'reading/broken-dump']);
  });

  it.each([
    ['is JSON-LD', `{"@graph":[${'{"@id":"/x"},'.repeat(100_000)}{}]}`, 'application/ld+json', 'reading/large-format'],
    [
      'describes nothing that has a page of its own',
      `${prefixes}${'<#a> a obs:ThirdPlace . '.repeat(60_000)}`,
      'text/turtle',
      'discovery/no-addresses',
    ],
  ])('leads nowhere when it %s, and says why', async (_name, text, mediaType, rule) => {
    const document = { finalUrl: 'https://ana.example/dump', mediaType, body: Buffer.from(text) };
    const { signs, report } = await examiner.examine(document, now);
    expect(signs.profiles).toEqual([]);
    expect(report).toMatchObject({ conforms: false, findings: [{ rule }] });
  });
});

describe('what the directory may show', () => {
  it.each([
    ['a place', '<#x> a obs:ThirdPlace .', true],
    ['an organisation in foreign words', '<#x> a org:Organization .', true],
    ['a person who asks for it', '<#x> a foaf:Person ; obs:listed true .', true],
    ['a person who does not', '<#x> a foaf:Person, schema:Person ; foaf:name "Ana" .', false],
    ['something without an address', '[] a schema:Organization .', false],
    ['a page about itself', '<> a schema:WebPage .', false],
  ])('is, or is not, in a document about %s', async (_name, turtle, expected) => {
    const body = Buffer.from(prefixes + turtle);
    const document = { finalUrl: 'https://ana.example/doc', mediaType: 'text/turtle', body };
    expect((await examiner.examine(document, now)).describes).toBe(expected);
  });
});
