import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from './serve.ts';

const vocabulary = `@prefix stages: <https://w3id.org/obsidienne/stages/> . @prefix states: <https://w3id.org/obsidienne/exchange-states/> .\n`;
const project = 'https://porteur.example/projet#projet';
const actor = (name: string, more = '') =>
  `<> foaf:primaryTopic <#asso> . <#asso> a schema:Organization ; schema:name "${name}"@fr ${more} .`;
const person = (listed: boolean) =>
  `<> foaf:primaryTopic <#moi> . <#moi> a schema:Person ; schema:name "Camille Exemple" ; obs:listed ${listed} .`;

let site: Served;
beforeAll(async () => {
  site = await serve();
  site.publish(
    'https://porteur.example/projet',
    `${vocabulary}<> foaf:primaryTopic <#projet> .
     <#projet> a obs:Cooperation ; schema:name "Une remorque à cinq"@fr ; obs:stage stages:idea ; obs:carriedBy <https://porteur.example/fiche#asso> ;
       obs:participant <https://nommee.example/fiche#asso>, <https://deux.example/fiche#asso>, <https://camille.example/fiche#moi> ;
       obs:practice practices:community-kitchen ; schema:endDate "2027-09-30" ; schema:seeks <#chassis>, <#assurance> ; schema:makesOffer <#recettes> .
     <#chassis> a schema:Demand ; schema:name "Un châssis"@fr ; obs:resource resources:trailer ; obs:exchangeState states:open .
     <#assurance> a schema:Demand ; schema:name "Assurée"@fr ; obs:resource resources:insurance-cover ; obs:exchangeState states:met .
     <#recettes> a schema:Offer ; schema:name "Des recettes"@fr ; obs:resource resources:cooking-know-how .`,
  );
  site.publish(
    'https://porteur.example/fiche',
    actor(
      'Les Porteurs',
      '; schema:email "contact@porteur.example" ; schema:address [ schema:postalCode "35000" ; schema:addressLocality "Rennes" ]',
    ),
  );
  site.publish('https://nommee.example/fiche', actor('Nommée'));
  site.publish('https://deux.example/fiche', actor('Des deux côtés', `; obs:participatesIn <${project}>`));
  site.publish('https://venue.example/fiche', actor('Venue d’elle-même', `; obs:participatesIn <${project}>`));
  site.publish('https://camille.example/fiche', person(true));
  site.publish(
    'https://archipel.example/fiche',
    `<> foaf:primaryTopic <#reseau> . <#reseau> a obs:Network ; schema:name "L’archipel"@fr ; schema:member <https://deux.example/fiche#asso> .`,
  );
});
afterAll(() => site.close());

const page = async (path: string) => (await site.get(path, { accept: 'text/html' })).text();
const path = '/cooperations/porteur-projet';

describe('the page of a project', () => {
  it('says what it lacks, what is wanted before what was found, and what it has', async () => {
    expect(await page(path)).toMatch(
      /Ce qui lui manque[\s\S]*Un châssis[\s\S]*Assurée[\s\S]*Ce qu’il a déjà[\s\S]*Des recettes/,
    );
  });

  it('says of each who is in it who says so', async () => {
    const html = await page(path);
    const row = (name: string) => html.slice(html.indexOf(`>${name}<`)).split('</li>')[0];
    expect(row('Des deux côtés')).toContain('les deux fiches le disent');
    expect(row('Nommée')).toContain('sa propre fiche ne le dit pas encore');
    expect(row('Venue d’elle-même')).toContain('le projet ne le nomme pas encore');
    expect(row('Les Porteurs')).toContain('nommé par le projet');
  });

  it('leads to who carries it by what that one published', async () => {
    expect(await page(path)).toContain(
      '<a class="button" href="mailto:contact@porteur.example">Écrire à Les Porteurs</a>',
    );
  });

  it('says that nobody can join what has ended', async () => {
    site.publish(
      'https://fini.example/fiche',
      `${vocabulary}<> foaf:primaryTopic <#p> . <#p> a obs:Cooperation ; schema:name "Fini"@fr ; obs:stage stages:ended .`,
    );
    expect(await page('/cooperations/fini-p')).toContain('on ne peut plus le rejoindre');
  });

  it('forgets a person who no longer asks to be listed, at once', async () => {
    expect(await page(path)).toContain('Camille Exemple');
    site.publish('https://camille.example/fiche', person(false));
    expect(await page(path)).not.toMatch(/Camille|camille\.example/);
    const { items } = await (await site.get('/api/people')).json();
    expect(items).toEqual([]);
    expect(JSON.stringify(await (await site.get('/api/cooperations/porteur-projet')).json())).not.toContain('camille');
    site.publish('https://camille.example/fiche', person(true));
    expect(await page(path)).toContain('Camille Exemple');
  });

  it('has leads, since it has needs', async () => {
    site.publish(
      'https://remorques.example/fiche',
      `<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "Le parc à remorques"@fr ; obs:kind kinds:coworking ; schema:makesOffer <#remorque> .
       <#remorque> a schema:Offer ; schema:name "Une remorque qui dort"@fr ; obs:resource resources:trailer .`,
    );
    expect(await page(`${path}/pistes`)).toMatch(/Le parc à remorques[\s\S]*Une remorque qui dort/);
  });
});

describe('the list of projects', () => {
  it('is found under both words', async () => {
    const answer = await fetch(`${site.url}/projets?etape=idea`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([301, '/cooperations?etape=idea']);
    expect((await fetch(`${site.url}/projets/porteur-projet`)).url).toContain(path);
  });

  it('is narrowed by what projects seek and have, their stage, and where who carries them is', async () => {
    for (const query of [
      'need=trailer',
      'offer=cooking-know-how',
      'stage=idea',
      'territory=35',
      'practice=community-kitchen',
    ]) {
      const { items } = await (await site.get(`/api/cooperations?${query}`)).json();
      expect([query, items.map(({ name }: { name: string }) => name)]).toEqual([query, ['Une remorque à cinq']]);
    }
    const { total } = await (await site.get('/api/cooperations?need=insurance-cover')).json();
    expect(total).toBe(0);
  });

  it('is pooled on the page of the archipelago whose members take part', async () => {
    expect(await page('/reseaux/archipel')).toMatch(/Ce que font ensemble ses membres[\s\S]*Une remorque à cinq/);
  });
});

describe('the projects on the map', () => {
  it('are at the place of who carries them, until they end', async () => {
    site.publish(
      'https://maison.example/fiche',
      `<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "La Maison"@fr ; obs:kind kinds:coworking ; obs:operatedBy <https://porteur.example/fiche#asso> ;
        schema:geo [ schema:latitude 48.11 ; schema:longitude -1.68 ] .`,
    );
    const { items, counts, cells } = await (await site.get('/api/marks?layer=projects&zoom=6')).json();
    expect(counts).toEqual({ project: 1 });
    expect(items[0]).toMatchObject({
      place: { name: 'La Maison' },
      marks: [{ kind: 'project', type: 'cooperation', name: 'Une remorque à cinq' }],
    });
    expect(cells).toHaveLength(1);
  });
});

describe('lineages that go round in circles', () => {
  beforeAll(() => {
    const ring = (names: readonly string[], type: string) =>
      names.map(
        (name, i) =>
          `<#${name}> a ${type} ; schema:name "${name}"@fr ; obs:practice practices:repair-cafe ; obs:inspiredBy <#${names[(i + 1) % names.length]}> .`,
      );
    site.publish(
      'https://boucles.example/fiche',
      [
        '<> foaf:primaryTopic <#Un> .',
        ...ring(['Un', 'Deux', 'Trois'], 'obs:Practice'),
        ...ring(['Aller', 'Retour'], 'obs:Experience'),
      ].join('\n'),
    );
  });

  it('end, and are shown from both sides', async () => {
    const practice = await page('/pratiques/boucles-un');
    expect(practice).toMatch(/>Deux</);
    expect(practice).toMatch(/>Trois</);
    const story = await page('/recits/boucles-aller');
    expect(story).toMatch(/S’inspire|Inspiré par/);
    expect(story).toMatch(/>Retour</);
    expect((await site.get('/pratiques/repair-cafe', { accept: 'text/html' })).status).toBe(200);
  });
});
