import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { plainSpaces } from '../plain-spaces.ts';
import { type Served, serve } from './serve.ts';

const person = (name: string, words: string, more = 'obs:listed true') =>
  `<> foaf:primaryTopic <#moi> . <#moi> a schema:Person ; schema:name "${name}" ; obs:practice practices:environmental-education ;
    obs:role <https://w3id.org/obsidienne/roles/facilitator> ; obs:keyKeyword ${words} ; ${more} .`;

let site: Served;
beforeAll(async () => {
  site = await serve();
  site.publish('https://a.example/fiche', person('Ada', '"Dehors", "marche"'));
  site.publish('https://b.example/fiche', person('Bo', '"dehors", "zones humides"'));
  site.publish('https://c.example/fiche', person('Cachée', '"dehors"', 'obs:listed false'));
  site.publish(
    'https://o.example/fiche',
    '<> foaf:primaryTopic <#asso> . <#asso> a schema:Organization ; schema:name "Les Jardiniers" ; obs:practice practices:shared-garden ; obs:keyKeyword "graines" .',
  );
  site.publish(
    'https://l.example/fiche',
    `<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "Le Lieu" ; schema:seeks <#b>, <#fini> .
    <#b> a schema:Demand ; schema:name "Des outils" ; obs:exchangeState <https://w3id.org/obsidienne/exchange-states/open> .
    <#fini> a schema:Demand ; schema:name "Déjà trouvé" ; obs:exchangeState <https://w3id.org/obsidienne/exchange-states/met> .`,
  );
});
afterAll(() => site.close());

const page = async (path: string) => {
  const response = await site.get(path, { accept: 'text/html' });
  expect(response.status, path).toBe(200);
  return plainSpaces(await response.text());
};

describe('/qui-fait-quoi', () => {
  it('counts a key word once, however it is written, and names who shares it', async () => {
    const text = await page('/qui-fait-quoi/environmental-education');
    expect(text).toMatch(/<span dir="auto">Dehors<\/span> <span class="count">2<\/span>/i);
    expect(text).toContain('Ada');
    expect(text).toContain('Bo');
    expect(text).not.toContain('Les Jardiniers');
    expect(text).toContain('2 personnes et organisations');
  });

  it('shows nobody who did not ask for it, and no word of theirs', async () => {
    expect(await page('/qui-fait-quoi')).not.toContain('Cachée');
  });

  it('narrows by word and role without a script, and gives a theme one address', async () => {
    const wet = await page('/qui-fait-quoi/environmental-education?mot=Zones%20Humides');
    expect(wet).toContain('1 personne ou organisation');
    const roles = await page('/qui-fait-quoi?role=facilitator');
    expect(roles).toContain('2 personnes et organisations');
    const sent = await fetch(`${site.url}/qui-fait-quoi?theme=shared-garden&role=&mot=`, { redirect: 'manual' });
    expect(sent.status).toBe(302);
    expect(sent.headers.get('location')).toMatch(/^\/qui-fait-quoi\/shared-garden/);
    expect(await page('/qui-fait-quoi/shared-garden')).toContain('Les Jardiniers');
  });

  it('draws each key word as large as it is shared, joined to what goes with it, and lists the same', async () => {
    const text = await page('/qui-fait-quoi/environmental-education');
    const map = text.match(/<svg class="principles-map[\s\S]*?<\/svg>/)?.[0] ?? '';
    const drawn = [...map.matchAll(/<a class="principle-node" href="([^"]+)"/g)].map(([, href]) => href);
    const listed = [...text.matchAll(/<a class="chip principle[^>]*href="([^"]+)"/g)].map(([, href]) => href);
    expect(drawn).toEqual(listed);
    expect(drawn).toHaveLength(3);
    expect(map).toMatch(/aria-label="⁨dehors⁩, partagé par 2 ; va avec /i);
    // Ada has two words and Bo two, of which they share one.
    expect(map.match(/class="principle-tie"/g)).toHaveLength(2);
    const radii = [...map.matchAll(/<circle [^>]*r="(\d+)"/g)].map(([, r]) => Number(r));
    expect(radii[0]).toBeGreaterThan(radii[1] ?? 99);
  });

  it('is JSON and linked data too, of the same people', async () => {
    const answer = (await (await site.get('/api/who?theme=environmental-education')).json()) as {
      total: number;
      items: { name: string }[];
      principles: { key: string; count: number }[];
      ties: object[];
    };
    expect(answer.total).toBe(2);
    expect(answer.items.map(({ name }) => name)).toEqual(['Ada', 'Bo']);
    expect(answer.principles[0]).toMatchObject({ key: 'dehors', count: 2 });
    expect(answer.ties).toHaveLength(2);
    for (const wrong of ['theme=inconnu', 'role=x', 'mot=a', 'page=0'])
      expect((await site.get(`/api/who?${wrong}`)).status, wrong).toBe(400);
    const turtle = await site.get('/qui-fait-quoi/environmental-education.ttl');
    expect(turtle.headers.get('content-type')).toContain('text/turtle');
    const quads = parseTurtle(await turtle.text(), 'turtle', site.url);
    const of = (predicate: string) => quads.filter((quad) => quad.predicate.value.endsWith(predicate));
    expect(of('keyKeyword')).toHaveLength(4);
    // Counted again: two are about the same concept.
    expect(of('terms/subject').filter(({ object }) => object.value.endsWith('#mot-dehors'))).toHaveLength(2);
    expect(of('core#related')).toHaveLength(2);
    const asked = await site.get('/qui-fait-quoi', { accept: 'text/turtle' });
    expect(await asked.text()).toContain('Les Jardiniers');
    expect((await site.get('/qui-fait-quoi.jsonld')).status).toBe(200);
    expect((await site.get('/qui-fait-quoi.xyz')).status).toBe(404);
  });

  it('forgets a person who withdraws consent, and what they alone said, in every form', async () => {
    site.publish('https://d.example/fiche', person('Dédé', '"tourbières", "dehors"'));
    const forms = [
      '/qui-fait-quoi',
      '/qui-fait-quoi/environmental-education',
      '/api/who',
      '/qui-fait-quoi.ttl',
      '/personnes',
      '/api/people',
    ];
    const read = async (path: string) => (await site.get(path)).text();
    for (const path of forms) expect(await read(path), path).toContain('Dédé');
    expect(await read('/api/who')).toContain('tourbi');
    site.publish('https://d.example/fiche', person('Dédé', '"tourbières", "dehors"', 'obs:listed false'));
    for (const path of forms) {
      const text = await read(path);
      expect(text, path).not.toContain('Dédé');
      expect(text, path).not.toContain('tourbi');
    }
    expect(JSON.parse(await read('/api/who?theme=environmental-education')).principles[0]).toMatchObject({ count: 2 });
  });

  it('is found from the list of people and from the page of a practice', async () => {
    expect(await page('/personnes')).toContain('href="/qui-fait-quoi"');
    expect(await page('/pratiques/shared-garden')).toContain('href="/qui-fait-quoi/shared-garden"');
  });

  it('says so where nobody fits, and knows no other themes and pages', async () => {
    expect(await page('/qui-fait-quoi?mot=inconnu')).toContain('Personne ne correspond');
    expect((await site.get('/qui-fait-quoi/inconnu')).status).toBe(404);
    expect((await site.get('/qui-fait-quoi?page=9')).status).toBe(404);
    expect((await site.get('/qui-fait-quoi?page=x')).status).toBe(404);
  });
});

describe('the pages for each reader', () => {
  it.each(['chercheurs', 'lieux', 'collectifs', 'conseillers', 'territoires'])(
    '%s leads only to pages that exist',
    async (key) => {
      const text = await page(`/pour/${key}`);
      const main = text.slice(text.indexOf('<main'), text.indexOf('</main>'));
      const paths = [...main.matchAll(/href="(\/[^"]*)"/g)].map(([, path = '']) => path.replaceAll('&amp;', '&'));
      expect(paths.length).toBeGreaterThan(8);
      for (const path of new Set(paths)) expect((await site.get(path, { accept: 'text/html' })).status, path).toBe(200);
    },
  );

  it('count what the list behind each count has: of needs those that are open', async () => {
    const text = await page('/pour/lieux');
    expect(text).toMatch(/Besoins ouverts<\/a> <span class="count">1</);
    expect(text).toContain('Des outils');
    expect(text).not.toContain('Déjà trouvé');
    expect((await site.get('/pour/personne')).status).toBe(404);
  });

  it('are met through one page of five questions', async () => {
    const text = await page('/pour');
    for (const key of ['chercheurs', 'lieux', 'collectifs', 'conseillers', 'territoires'])
      expect(text).toContain(`href="/pour/${key}"`);
  });

  it('lead a territory that says its name or code to its diagnosis, and say so of what is none', async () => {
    for (const [said, code] of [
      ['herault', '34'],
      ['OCCITANIE', 'R76'],
      ['Côtes d’Armor', '22'],
      ['34172', '34172'],
    ]) {
      const sent = await fetch(`${site.url}/pour/territoires?territoire=${encodeURIComponent(said ?? '')}`, {
        redirect: 'manual',
      });
      expect(sent.headers.get('location'), said).toBe(`/territoires/${code}/diagnostic`);
    }
    expect(await page('/pour/territoires?territoire=%3Cb%3EAtlantide')).toContain('« &lt;b>Atlantide » n’est le nom');
  });

  it('count for an adviser only what is still sought', async () => {
    const text = await page('/pour/lieux');
    expect(text).toContain('action="/lieux"');
    expect(await page('/pour/conseillers')).toMatch(/href="\/besoins">Besoins ouverts<\/a> <span class="count">1</);
  });
});
