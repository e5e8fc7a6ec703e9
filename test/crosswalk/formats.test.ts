import { describe, expect, it } from 'vitest';
import { readThings } from '../../server/bin/records/read-things.ts';
import { applyMapping } from '../../server/crosswalk/apply-mapping.ts';
import { listFormats } from '../../server/crosswalk/list-mappings.ts';
import { mappingOfFormat, readFormat } from '../../server/crosswalk/mapping.ts';
import { lookAtFile } from '../../server/crosswalk/sketch/look-at-file.ts';
import { trialSet } from './trial-set.ts';

const kind = (slug: string) => `https://w3id.org/obsidienne/kinds/${slug}`;

/** A record or two as each format has them; the places are invented. */
const samples: Readonly<Record<string, { readonly file: unknown; readonly places: readonly object[] }>> = {
  communecter: {
    file: {
      results: [
        {
          _id: { $id: '5f1' },
          name: 'La Halle',
          collection: 'organizations',
          address: { streetAddress: '1 rue Haute', postalCode: '35000', addressLocality: 'Rennes' },
          geo: { latitude: '48.11', longitude: '-1.68' },
          updated: '2024-02-03',
          shortDescription: 'Une halle.',
          description: '<p>Une halle <b>partagée</b>.</p>',
          tags: ['Tiers-lieu', 'Fablab'],
        },
      ],
    },
    places: [
      {
        name: 'La Halle',
        description: 'Une halle partagée.',
        geo: { latitude: 48.11, longitude: -1.68 },
        kind: kind('fablab'),
        keywords: ['Tiers-lieu', 'Fablab'],
      },
    ],
  },
  gogocarto: {
    file: {
      licence: 'https://opendatacommons.org/licenses/odbl/',
      data: [
        {
          id: 'x1',
          name: 'Jardin des Lices',
          geo: { latitude: 48.1, longitude: -1.7 },
          address: { postalCode: '35000', addressLocality: 'Rennes' },
          categories: ['Jardin partagé', 'Compost'],
          website: 'jardin.example',
          status: 1,
          updatedAt: '2025-05-06T10:00:00+02:00',
        },
      ],
    },
    places: [
      {
        name: 'Jardin des Lices',
        url: 'https://jardin.example',
        kind: kind('food-growing-place'),
        practice: [
          'https://w3id.org/obsidienne/practices/shared-garden',
          'https://w3id.org/obsidienne/practices/composting',
        ],
      },
    ],
  },
  mednum: {
    file: [
      'id,pivot,nom,commune,code_postal,code_insee,adresse,latitude,longitude,typologie,services,courriels,site_web,horaires,date_maj,frais_a_charge',
      'a-1,73282932000074,Médiathèque du Port,Brest,29200,29019,1 quai Nord,48.39,-4.49,BIB|TIERS_LIEUX,Aide aux démarches administratives|Accès internet et matériel informatique,contact@port.example,https://port.example|https://autre.example,Mo-Fr 09:00-12:00,2024-01-02,Gratuit',
    ].join('\n'),
    places: [
      {
        name: 'Médiathèque du Port',
        siret: '73282932000074',
        url: 'https://port.example',
        kind: kind('cultural-place'),
        openingHours: 'Mo-Fr 09:00-12:00',
        equipment: ['https://w3id.org/obsidienne/equipment/computers', 'https://w3id.org/obsidienne/equipment/wifi'],
      },
    ],
  },
  murmurations: {
    file: {
      linked_schemas: ['organizations_schema-v1.0.0'],
      name: 'Common Farm',
      primary_url: 'https://farm.example',
      tags: ['permaculture', 'community'],
      locality: 'Bristol',
      country_iso_3166: 'GB',
      geolocation: { lat: 51.45, lon: -2.58 },
    },
    places: [
      {
        name: 'Common Farm',
        geo: { latitude: 51.45, longitude: -2.58 },
        address: { addressLocality: 'Bristol', addressCountry: 'GB' },
        kind: kind('food-growing-place'),
      },
    ],
  },
  'linked-data': {
    file: `<!doctype html><html><head><script type="application/ld+json">{
      "@context": "https://schema.org", "@graph": [
        { "@type": "WebSite", "name": "Le site", "url": "https://quai.example/" },
        { "@type": ["LocalBusiness", "Organization"], "@id": "https://quai.example/#lieu", "name": "Coworking du quai",
          "description": "Un quai.", "telephone": "+33 2 99 00 00 00", "url": "https://quai.example/",
          "address": { "@type": "PostalAddress", "streetAddress": "1 quai Nord", "postalCode": "35000", "addressLocality": "Rennes" },
          "geo": { "@type": "GeoCoordinates", "latitude": 48.11, "longitude": "-1.68" } } ] }</script></head></html>`,
    places: [
      {
        name: 'Coworking du quai',
        address: { streetAddress: '1 quai Nord', postalCode: '35000', addressLocality: 'Rennes' },
        geo: { latitude: 48.11, longitude: -1.68 },
        sameAs: 'https://quai.example/#lieu',
        kind: kind('coworking'),
      },
    ],
  },
  'murmurations-offers': {
    file: {
      linked_schemas: ['offers_wants_prototype-v0.0.2'],
      exchange_type: 'offer',
      item_type: 'good',
      title: 'Une remorque',
      description: 'À prêter.',
      tags: ['vélo'],
      transaction_type: 'borrow-lend',
      details_url: 'https://farm.example/remorque',
      geolocation: { lat: 48.1, lon: -1.6 },
      geographic_scope: 'local',
      contact_details: { email: 'contact@farm.example' },
    },
    places: [
      {
        type: 'Offer',
        name: 'Une remorque',
        url: 'https://farm.example/remorque',
        condition: ['https://w3id.org/obsidienne/conditions/loan'],
      },
    ],
  },
  spaceapi: {
    file: {
      api_compatibility: ['14', '15'],
      space: 'Hackstub',
      logo: 'https://hack.example/logo.png',
      url: 'https://hack.example',
      location: { address: '1 rue du Port, Strasbourg', lat: 48.58, lon: 7.75 },
      contact: { email: 'contact@hack.example' },
      state: { open: true },
    },
    places: [{ name: 'Hackstub', kind: kind('fablab'), email: 'contact@hack.example' }],
  },
  'osm-xml': {
    file: `<?xml version="1.0"?><osm version="0.6"><bounds minlat="47" minlon="-2" maxlat="48" maxlon="-1"/>
      <node id="12" lat="47.2" lon="-1.55"><tag k="name" v="Plateforme C"/><tag k="leisure" v="hackerspace"/></node>
      <way id="34"><center lat="47.21" lon="-1.56"/><nd ref="1"/><nd ref="2"/><tag k="name" v="Le Jardin"/><tag k="leisure" v="garden"/></way></osm>`,
    places: [
      { name: 'Plateforme C', kind: kind('fablab'), sameAs: 'https://www.openstreetmap.org/node/12' },
      { name: 'Le Jardin', geo: { latitude: 47.21, longitude: -1.56 }, sameAs: 'https://www.openstreetmap.org/way/34' },
    ],
  },
  overpass: {
    file: {
      elements: [
        {
          type: 'node',
          id: 12,
          lat: 47.2,
          lon: -1.55,
          tags: { name: 'Plateforme C', leisure: 'hackerspace', wheelchair: 'limited' },
        },
        {
          type: 'way',
          id: 34,
          center: { lat: 47.21, lon: -1.56 },
          tags: { name: 'Le Jardin', leisure: 'garden', 'addr:city': 'Nantes' },
        },
        { type: 'node', id: 56, lat: 47.3, lon: -1.5 },
      ],
    },
    places: [
      { name: 'Plateforme C', kind: kind('fablab'), sameAs: 'https://www.openstreetmap.org/node/12' },
      { name: 'Le Jardin', geo: { latitude: 47.21, longitude: -1.56 }, sameAs: 'https://www.openstreetmap.org/way/34' },
    ],
  },
};

const known = await listFormats();
const isWhole = await Promise.all(known.map(async (name) => (await readFormat(name)).profile !== undefined));

describe.each(known.filter((_, at) => isWhole[at]))('records in the format %s', (format) => {
  it('are recognised, become places, and no column of the sample is lost', async () => {
    const sample = samples[format];
    const mapping = await mappingOfFormat(format, trialSet);
    const text = typeof sample?.file === 'string' ? sample.file : JSON.stringify(sample?.file);
    const bytes = new TextEncoder().encode(text);
    expect((await lookAtFile(() => [bytes], { dataFile: 'essai' }, readThings)).like).toEqual({
      name: format,
      isWhole: true,
    });
    const { profiles, report } = await applyMapping(mapping, bytes, { readThings });
    expect(profiles.map(({ profile }) => profile['primaryTopic'])).toMatchObject(sample?.places ?? []);
    expect([report.refused, report.homeless]).toEqual([[], []]);
    expect(profiles[0]?.profile).toMatchObject({ creditText: 'Personne' });
  });
});
