import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LeadsAnswer } from '../../server/http/contract.ts';
import { draftCooperation } from '../../server/http/publishing/draft-cooperation.ts';
import { offers, openScene, seeks } from '../cooperation/scene.ts';
import { plainSpaces } from '../plain-spaces.ts';
import { type Served, serve } from './serve.ts';

let site: Served;
const place = (name: string, lat: number, more: string) =>
  `<#lieu> a obs:ThirdPlace ; schema:name "${name}"@fr ; schema:geo [ schema:latitude ${lat} ; schema:longitude -1.68 ] ;
     schema:address [ schema:postalCode "35000" ; schema:addressLocality "Rennes" ] . ${more}`;
const need =
  '<#lieu> schema:seeks <#b> . <#b> a schema:Demand ; schema:name "Un fourgon"@fr ; obs:resource resources:van .';
const offer =
  '<#lieu> schema:makesOffer <#o> ; schema:email "bonjour@offrant.example" . <#o> a schema:Offer ; schema:name "Notre fourgon"@fr ; obs:resource resources:van .';

beforeAll(async () => {
  site = await serve();
  site.publish('https://demande.example/', place('La Demande', 48.11, need));
  site.publish('https://offrant.example/', place('L’Offrant', 48.13, offer));
  site.publish('https://seul.example/', place('Seul', 45, ''));
});
afterAll(() => site.close());

const read = async (path: string) => {
  const response = await site.get(path);
  return { response, text: plainSpaces(await response.text()) };
};
const leadsOf = async (path: string) => (await (await site.get(path)).json()) as LeadsAnswer;

describe('the page of a place', () => {
  it('leads in two clicks to a neighbour who has what is missing, says why, and how to write to it', async () => {
    // The page of a place does not wait for leads; their own page does.
    const all = await read('/lieux/demande/pistes');
    const { text } = await read('/lieux/demande');
    expect(text).toContain('Pistes de coopération');
    expect(text).toContain('ce que cherche La Demande');
    expect(text).toContain('href="/lieux/demande/pistes"');
    expect(all.response.headers.get('link')).toContain('pistes.atom');
    expect(all.text).toContain('href="/lieux/offrant"');
    expect(all.text).toContain('mailto:bonjour@offrant.example');
    expect(all.text).toContain('à 2 km');
  });

  it('says what helps where there are none', async () => {
    expect((await read('/lieux/seul/pistes')).text).toContain('Aucune piste pour l’instant.');
    expect((await read('/lieux/seul')).text).not.toContain('block-leads');
  });
});

describe('the leads of a territory', () => {
  it('are those of who is there, by its code', async () => {
    expect((await read('/territoires/35')).text).toContain('href="/territoires/35/pistes"');
    expect((await read('/territoires/35/pistes')).text).toContain('Pour <a href="/lieux/');
    const { total, asked, items } = await leadsOf('/api/territories/35/leads');
    expect([total, items.length, asked?.of]).toEqual([1, 1, 3]);
  });
});

describe('the leads as data', () => {
  it('have their reasons, what they rest on, their kinds and their pages', async () => {
    const answer = await leadsOf('/api/places/demande/leads');
    expect(answer).toMatchObject({
      total: 1,
      page: 1,
      size: 20,
      kinds: { 'answers-need': 1 },
      leftOut: 0,
      asked: null,
    });
    expect(answer.items[0]).toMatchObject({
      kind: 'answers-need',
      side: 'need',
      distanceKm: 2,
      contact: { email: 'bonjour@offrant.example' },
    });
    expect(answer.items[0]?.statements.map(({ document }) => document)).toContain('https://offrant.example/');
    expect((await leadsOf('/api/places/demande/leads?kind=network')).total).toBe(0);
    expect((await site.get('/api/places/demande/leads')).headers.get('access-control-allow-origin')).toBe('*');
  });

  it.each(['kind=amis', 'page=0', 'size=1000', 'tri=nom'])('refuse %s and say what is taken', async (query) => {
    const { response, text } = await read(`/api/places/demande/leads?${query}`);
    expect(response.status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ parameter: query.split('=')[0] });
  });

  it('are a feed, whose entries keep their identity', async () => {
    const { response, text } = await read('/lieux/demande/pistes.atom');
    expect(response.headers.get('content-type')).toContain('application/atom+xml');
    const { items } = await leadsOf('/api/places/demande/leads');
    expect(text).toContain(`<id>urn:obsidienne:lead:${items[0]?.id}</id>`);
    expect(text).toContain('href="https://offrant.example/"');
  });

  it('are not there for who is not', async () => {
    for (const path of [
      '/lieux/personne/pistes',
      '/lieux/personne/pistes.atom',
      '/api/places/personne/leads',
      '/besoins/demande/pistes',
    ])
      expect((await site.get(path)).status, path).toBe(404);
  });
});

describe('a lead that becomes a cooperation', () => {
  it('shows the lines that each adds to its profile', async () => {
    const { items } = await leadsOf('/api/places/demande/leads');
    const { text } = await read(`/lieux/demande/pistes/${items[0]?.id}`);
    expect(text).toContain('a obs:Cooperation');
    expect(text).toContain('href="/publier/fiche?depuis=https%3A%2F%2Foffrant.example%2F"');
  });

  it('is mutual once both have published their lines', () => {
    const scene = openScene();
    const [wanted, had] = [seeks('van'), offers('van')];
    scene.publish('demande', wanted);
    scene.publish('offrant', had);
    const [lead] = scene.of('demande');
    if (!lead) throw new Error('no lead');
    const [first, second] = draftCooperation(lead, 'fr');
    const mutual = (type: 'place' | 'cooperation', key: string, relation: string) =>
      scene.directory.entity(type, key, 'fr')?.links.filter((link) => link.relation === relation && link.mutual).length;
    scene.publish('demande', `${wanted} ${first.turtle}`);
    expect(mutual('place', 'demande', 'cooperatesWith')).toBe(0);
    scene.publish('offrant', `${had} ${second.turtle}`);
    expect(mutual('place', 'demande', 'cooperatesWith')).toBe(1);
    const [cooperation] = scene.directory.list({ type: 'cooperation' }, { page: 1, size: 5, language: 'fr' }).items;
    expect(cooperation?.name).toBe('demande et offrant : Offre');
    expect(mutual('cooperation', cooperation?.key ?? '', 'participant')).toBe(1);
    scene.close();
  });

  it('leads back to the leads when it no longer stands', async () => {
    const { response } = await read('/lieux/seul/pistes/0123456789');
    expect(response.headers.get('location')).toBe('/lieux/seul/pistes');
  });
});
