import { describe, expect, it } from 'vitest';
import { bundledExaminer } from '../../../server/bin/bundled-examiner.ts';

const examiner = bundledExaminer();
const now = new Date('2026-01-01T00:00:00Z');
const page = 'https://lieu.example/';
const place = { '@type': 'https://w3id.org/obsidienne/ns#ThirdPlace', name: 'Le lieu' };
const organization = { '@type': 'Organization', name: 'L’association' };

async function examine(graph: readonly object[]) {
  const data = JSON.stringify({ '@context': 'https://schema.org', '@graph': graph });
  const body = new TextEncoder().encode(`<!doctype html><script type="application/ld+json">${data}</script>`);
  const { nquads, report, describes } = await examiner.examine({ finalUrl: page, mediaType: 'text/html', body }, now);
  const named = [...nquads.matchAll(/^<([^>]+)> <https:\/\/schema.org\/name>/gm)].map(([, iri]) => iri);
  return { named, describes, rules: report.findings.map(({ rule }) => rule) };
}

/** The nodes of a page, and the IRI that the one without gets. */
const given: Readonly<Record<string, readonly [object[], string]>> = {
  'a place alone': [[place], `${page}#place`],
  'a business, which is an organisation': [[{ '@type': 'LocalBusiness', name: 'Café' }], `${page}#organization`],
  'the place among organisations and events': [
    [
      organization,
      { '@type': 'Event', name: 'Bal', location: { '@type': 'Place', name: 'Salle' } },
      place,
      organization,
    ],
    `${page}#place`,
  ],
  'the organisation of a page full of other things': [
    [
      { '@type': 'WebSite', name: 'Site' },
      { '@type': 'BreadcrumbList', itemListElement: [{ '@type': 'ListItem', name: 'Accueil' }] },
      { '@type': 'Person', name: 'Autrice' },
      { '@type': 'Product', name: 'Café moulu', offers: { '@type': 'Offer', name: 'Paquet' } },
      organization,
    ],
    `${page}#organization`,
  ],
  'any place that is the main thing of its page': [
    [{ '@type': 'WebPage', mainEntity: { '@type': 'Museum', name: 'Musée' } }],
    `${page}#place`,
  ],
  'any place that says which page is its own': [
    [{ '@type': 'Park', name: 'Parc', mainEntityOfPage: 'http://www.lieu.example' }],
    `${page}#place`,
  ],
  'what is said to be the topic, whatever else is there': [
    [place, { '@type': 'WebPage', mainEntity: { ...organization, name: 'Le sujet' } }],
    `${page}#organization`,
  ],
  'a place beside an organisation with an address': [
    [{ ...organization, '@id': '#association' }, place],
    `${page}#place`,
  ],
  'a place beside somebody else’s': [
    [place, { '@id': 'https://autre.example/#lieu', '@type': place['@type'] }],
    `${page}#place`,
  ],
};

describe('a page that gives what it describes no address', () => {
  it.each(Object.entries(given))('has %s named after itself, and is told so', async (_, [graph, iri]) => {
    const { named, describes, rules } = await examine(graph);
    expect(named).toContain(iri);
    expect(named.filter((name) => name?.startsWith(page) && name !== `${page}#association`)).toEqual([iri]);
    expect(describes).toBe(true);
    expect(rules).toContain('profile/named-here');
  });

  it.each([
    ['two places', [place, { ...place, name: 'L’autre' }]],
    ['a place within something else', [{ '@type': 'Event', '@id': '#bal', name: 'Bal', organizer: place }]],
    ['a person, who has to ask for it', [{ '@type': 'Person', name: 'Camille' }]],
  ])('has nobody named where it tells of %s', async (_, graph) => {
    const { named, rules } = await examine(graph);
    expect(named.filter((name) => name !== `${page}#bal`)).toEqual([]);
    expect(rules).not.toContain('profile/named-here');
  });

  it('keeps the one that has an address', async () => {
    const { named, rules } = await examine([
      { ...place, '@id': '#lieu' },
      { ...place, name: 'L’autre' },
    ]);
    expect(named).toEqual([`${page}#lieu`]);
    expect(rules).not.toContain('profile/named-here');
  });

  it('is told what lacks where it tells of several things alike', async () => {
    expect((await examine([place, { ...place, name: 'L’autre' }])).rules).toContain('profile/no-identifier');
  });
});
