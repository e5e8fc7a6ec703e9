import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainSpaces } from '../plain-spaces.ts';
import { fabrique, reseau, type Served, serve } from './serve.ts';

const finding = {
  severity: 'warning',
  message: { fr: 'Cette adresse ne semble pas complète.', en: 'This address does not look complete.' },
  path: 'https://schema.org/email',
  rule: 'test',
} as const;

const ofANeed = {
  ...finding,
  message: { fr: 'Il manque le titre.', en: 'The title is missing.' },
  path: 'https://schema.org/name',
  focusNode: 'https://fiche.invalid/#besoin-1',
} as const;

let site: Served;
beforeAll(async () => {
  site = await serve({
    check: () => ({
      conforms: true,
      summary: { fr: 'Fiche valable.', en: 'Valid.' },
      findings: [finding, ofANeed],
      card: null,
    }),
  });
  site.publish('https://fabrique.example/fiche', fabrique);
  site.publish('https://reseau.example/fiche', reseau);
  site.publish(
    'https://recensement.example/lieux',
    `<#12> a obs:ThirdPlace ; schema:name "Le Moulin" ; obs:siret "732 829 320 00074" ; schema:url <https://moulin.example/> ; dct:license <https://www.etalab.gouv.fr/licence> .
     <#13> a obs:ThirdPlace ; schema:name "La Grange" .`,
  );
});
afterAll(() => site.close());

const post = (pairs: Record<string, string>, headers: Record<string, string> = { accept: 'text/html' }) =>
  fetch(`${site.url}/publier/fiche`, { method: 'POST', body: new URLSearchParams(pairs), headers });
const page = async (path: string) => plainSpaces(await (await site.get(path, { accept: 'text/html' })).text());

describe('the form that writes a profile', () => {
  it('shows the whole page as it will be, and says that nothing is published', async () => {
    const response = await post({ name: 'Le <b>Comptoir</b>', practice: 'repair-cafe', fichier: 'page' });
    const shown = plainSpaces(await response.text());
    expect(response.status).toBe(200);
    expect(shown).toContain('Aperçu de votre page : rien n’est publié');
    expect(shown).toContain('Le &lt;b>Comptoir&lt;/b>');
    expect(shown).toContain('Repair café');
    expect((await post({ name: '', fichier: 'page' })).status).toBe(400);
  });

  it('asks in the reader’s language, with no answer in it', async () => {
    const [french, english] = [await page('/publier/fiche'), await page('/publier/fiche?lang=en')];
    expect(french).toContain('Nom du lieu');
    expect(english).toContain('Name of the place');
    expect(french).toContain('Par exemple : La Fabrique du coin');
    expect(english).not.toContain('La Fabrique du coin');
    expect(english).toContain('For example: https://monlieu.example/');
    expect(french).toContain('data-ways="true" hidden');
    expect(french).not.toMatch(/value="[^"]+" checked/);
  });

  it('gives back what was typed, as text, with what the check found beside its question', async () => {
    const name = '"><script>alert(1)</script>';
    const html = await (await post({ name, email: 'a@b', kind: 'fablab', description: '</textarea><b>' })).text();
    expect(html).toContain('value="&quot;>&lt;script>alert(1)&lt;/script>"');
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('</textarea><b>');
    const beside = html.slice(html.indexOf('data-findings="https://schema.org/email"'));
    expect(beside.slice(0, 250)).toContain('Cette adresse ne semble pas complète.');
    expect(html).toMatch(/value="fablab" checked/);
  });

  it('says what concerns a need beside that need, and not beside the name of the place', async () => {
    const html = await (await post({ name: 'X', 'seeks.0.description': 'Vite.', 'seeks.1.name': 'Un four' })).text();
    const told = [...html.matchAll(/id="(q-[\w-]+)-constats"[^>]*><li[^>]*>Il manque le titre/g)].map(([, id]) => id);
    expect(told).toEqual(['q-seeks-0-name']);
  });

  it('has the very profile checked that it offers to publish', async () => {
    const answer = (await (await post({ name: 'Le Comptoir' }, { accept: 'application/json' })).json()) as {
      conforms: boolean;
      files: { snippet: string };
    };
    const checked = site.checked.at(-1);
    const body = checked && 'body' in checked ? Buffer.from(checked.body).toString('utf8') : '';
    const block = answer.files.snippet.replace(/<\/?script[^>]*>/g, '');
    expect(JSON.parse(block)).toEqual(JSON.parse(body));
    expect(JSON.parse(body)).toMatchObject({ primaryTopic: { name: 'Le Comptoir', type: 'ThirdPlace' } });
  });

  it.each([
    ['jsonld', 'application/ld+json', '"name": "Le Comptoir"'],
    ['ttl', 'text/turtle', 'schema:name "Le Comptoir"'],
  ])('gives the file %s to keep', async (fichier, type, text) => {
    const response = await post({ name: 'Le Comptoir', fichier });
    expect(response.headers.get('content-type')).toContain(type);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename=fiche.${fichier}`);
    expect(await response.text()).toContain(text);
  });

  it('refuses a file that it does not know', async () => {
    expect((await post({ name: 'X', fichier: 'exe' })).status).toBe(400);
  });

  it('adds a need without script, and keeps the first', async () => {
    const html = await (await post({ name: 'X', 'seeks.0.name': 'Un four', ajouter: 'seeks' })).text();
    expect(html).toContain('name="seeks.0.name"');
    expect(html).toContain('value="Un four"');
    expect(html).toContain('name="seeks.1.name"');
    expect(html).not.toContain('name="seeks.2.name"');
  });

  it('begins from a profile that exists, and says what it leaves out', async () => {
    const html = await page(`/publier/fiche?depuis=${encodeURIComponent('https://fabrique.example/fiche')}`);
    expect(html).toContain('value="La Fabrique"');
    expect(html).toContain('value="49130"');
    expect(html).toContain('value="Des outils à main"');
    expect(html).toMatch(/value="repair-cafe" checked/);
    expect(html).toContain('Les réponses viennent de https://fabrique.example/fiche');
  });

  it('says when there is nothing to begin from', async () => {
    expect(await page('/publier/fiche?depuis=https://rien.example/')).toContain('Rien à cette adresse.');
  });

  it('fills in the commune of a postcode without script, and says so beside the address', async () => {
    const html = plainSpaces(await (await post({ name: 'X', 'address.postalCode': '35000' })).text());
    expect(html).toContain('value="Rennes"');
    expect(html).toContain('value="35238"');
    const beside = html.slice(html.lastIndexOf('data-findings="https://schema.org/address"'));
    expect(beside.slice(0, 300)).toContain('Commune reconnue : Rennes');
  });

  it('writes the address of whom a name means, and shows the name', async () => {
    const answer = (await (
      await post({ name: 'X', memberOf: 'archipel de loire' }, { accept: 'application/json' })
    ).json()) as {
      files: { snippet: string };
      links: object;
    };
    expect(answer.files.snippet).toContain('"memberOf": "https://reseau.example/fiche#reseau"');
    expect(answer.links).toMatchObject({
      'archipel de loire': { name: 'Archipel de Loire', page: expect.stringMatching(/^\/reseaux\//) },
    });
    const html = await (await post({ name: 'X', memberOf: 'Archipel de Loire' })).text();
    expect(html).toMatch(/known-links"><li><a href="\/reseaux\/[^"]+" dir="auto">Archipel de Loire/);
  });

  it('writes no link to a name that nobody has, and says what to do', async () => {
    const pairs = { name: 'X', cooperatesWith: 'Le Bateau ivre\nhttps://autre.example/#lieu' };
    const answer = (await (await post(pairs, { accept: 'application/json' })).json()) as {
      files: { snippet: string };
      findings: { message: { fr: string } }[];
    };
    expect(answer.files.snippet).not.toContain('Bateau');
    expect(answer.files.snippet).toContain('https://autre.example/#lieu');
    expect(answer.findings[0]?.message.fr).toContain('Personne ne s’appelle « Le Bateau ivre »');
  });

  it.each([
    ['https://lieu.example/photo.jpg', 'info', 'L’image se lit : JPEG, 80 ko.'],
    ['https://lieu.example/lourde.jpg', 'warning', 'elle pèse 3 Mo'],
    ['https://lieu.example/galerie.html', 'warning', 'une page, pas une image'],
    ['https://lieu.example/rien', 'warning', 'Rien à cette adresse.'],
  ])('looks at the picture %s', async (image, severity, words) => {
    const answer = await fetch(`${site.url}/publier/image`, { method: 'POST', body: new URLSearchParams({ image }) });
    const finding = (await answer.json()) as { severity: string; message: { fr: string } };
    expect(finding.severity).toBe(severity);
    expect(finding.message.fr).toContain(words);
    expect(plainSpaces(await (await post({ name: 'X', image })).text())).toContain(words);
  });

  it('finds one’s own place by its number, and takes over the record that others keep of it', async () => {
    const found = await page('/publier/fiche?chercher=73282932000074');
    const [, lieu = ''] = /href="(\/publier\/fiche\?lieu=[^"]+)"/.exec(found) ?? [];
    const html = await page(lieu.replaceAll('&amp;', '&'));
    expect(html).toContain('Vous reprenez la fiche de « Le Moulin ».');
    expect(html).toContain('value="Le Moulin"');
    expect(html).not.toContain('La Grange');
    expect(html).toMatch(/name="sameAs"[^>]*>https:\/\/recensement\.example\/lieux#12</);
    expect(html).toMatch(/name="wasDerivedFrom"[^>]*>https:\/\/recensement\.example\/lieux</);
    expect(html).not.toMatch(/value="https:\/\/www\.etalab[^"]*" checked/);
  });

  it('leads back to the need that was added, and asks for its end as a day', async () => {
    const html = await (await post({ name: 'X', 'seeks.0.name': 'Un four', ajouter: 'seeks' })).text();
    expect(html).toContain('formaction="/publier/fiche#q-seeks-2-name-question"');
    expect(html).toMatch(/id="q-seeks-1-name-question"/);
    expect(html).toMatch(/name="seeks\.0\.validThrough"[^>]*type="date"/);
    const written = await (await post({ name: 'X', 'seeks.0.name': 'Un four', 'seeks.0.validThrough': '2027' })).text();
    expect(written).toMatch(/name="seeks\.0\.validThrough"[^>]*type="text"[^>]*value="2027"/);
  });

  it('says plainly when a number is wrong, and when nobody bears it yet', async () => {
    expect(await page('/publier/fiche?chercher=73282932000075')).toContain('faute de frappe');
    const unknown = await page('/publier/fiche?chercher=44306184100047');
    expect(unknown).toContain('aucune fiche de l’annuaire ne le porte encore');
    expect(unknown).toContain('value="44306184100047"');
    expect(await page('/publier/fiche?lieu=personne')).toContain('n’est plus dans l’annuaire');
  });
});
