import { describe, expect, it } from 'vitest';
import { applyMapping } from '../../server/crosswalk/apply-mapping.ts';
import { listMappings } from '../../server/crosswalk/list-mappings.ts';
import { auvergne, fablabs, maineEtLoire, susy } from './other-samples.ts';

const mappings = await listMappings();
async function apply(key: string, data: unknown) {
  const mapping = mappings.find((one) => one.key === key);
  if (!mapping) throw new Error(`no mapping ${key}`);
  const { profiles, report } = await applyMapping(mapping, new TextEncoder().encode(JSON.stringify(data)));
  const [first] = profiles;
  return {
    report,
    document: first?.profile,
    place: first?.profile['primaryTopic'] as Record<string, unknown>,
    rules: report.guesses.map(({ column, rule }) => `${column} ${rule}`),
  };
}
const practice = (slug: string) => `https://w3id.org/obsidienne/practices/${slug}`;

describe('the national schema of digital mediation', () => {
  it('loses its wrong encoding, its markup and its swapped axes, each said', async () => {
    const { place, rules, report } = await apply('auvergne-rhone-alpes', auvergne);
    expect(place).toMatchObject({
      name: 'Médiathèque du Lac & des Cimes',
      kind: 'https://w3id.org/obsidienne/kinds/cultural-place',
      geo: { latitude: 45.899, longitude: 6.129 },
      openingHours: 'Tu-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00',
      practice: [practice('digital-mediation'), practice('digital-skills-training')],
    });
    expect(rules).toEqual(
      expect.arrayContaining([
        'nom encoding-repaired',
        'nom markup-removed',
        'adresse blanks-removed',
        'longitude axes-swapped',
        'site_web scheme-added',
      ]),
    );
    expect(report.dropped.map(({ column, reason }) => `${column} ${reason}`)).toEqual(
      expect.arrayContaining(['pivot placeholder-identifier', 'services no-concept-in-practices']),
    );
  });
});

describe('the census of Maine-et-Loire', () => {
  it('is read from metres of Lambert-93 written with a comma, without what is inactive', async () => {
    const { place, rules, report } = await apply('maine-et-loire', maineEtLoire);
    expect(place).toMatchObject({
      telephone: '39 49',
      address: { streetAddress: '20 rue des Saules, Bâtiment B', postalCode: '49650' },
      geo: { latitude: 47.294016, longitude: 0.0246602 },
    });
    expect(rules).toContain('x lambert-93');
    expect(report.refused).toEqual([{ row: 2, reason: 'said to be inactive' }]);
  });
});

describe('the labs of fablabs.io', () => {
  it('have the postal code of their commune, and no licence that nobody gave', async () => {
    const { place, document, rules } = await apply('fablabs-france', fablabs);
    expect(place).toMatchObject({ address: { postalCode: '21000' }, url: 'https://etabli.example/' });
    expect(rules).toContain('postal_code completed-by-the-commune');
    expect(document).not.toHaveProperty('license');
    expect(document).not.toHaveProperty('openData');
  });
});

describe('the initiatives of SUSY', () => {
  it('are in the country that their many spellings mean', async () => {
    const { place } = await apply('ess-europe-susy', susy);
    expect(place).toMatchObject({
      address: { addressCountry: 'AT', postalCode: '6020' },
      kind: ['https://w3id.org/obsidienne/kinds/food-growing-place'],
      descriptionIn: { de: 'Ein Garten für alle.' },
      practice: [practice('shared-garden')],
    });
  });
});
