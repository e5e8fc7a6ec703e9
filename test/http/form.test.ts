import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fabrique, type Served, serve } from './serve.ts';

const finding = {
  severity: 'warning',
  message: { fr: 'Cette adresse ne semble pas complète.', en: 'This address does not look complete.' },
  path: 'https://schema.org/email',
  rule: 'test',
} as const;

let site: Served;
beforeAll(async () => {
  site = await serve({
    check: () => ({ conforms: true, summary: { fr: 'Fiche valable.', en: 'Valid.' }, findings: [finding], card: null }),
  });
  site.publish('https://fabrique.example/fiche', fabrique);
});
afterAll(() => site.close());

const post = (pairs: Record<string, string>, headers: Record<string, string> = { accept: 'text/html' }) =>
  fetch(`${site.url}/publier/fiche`, { method: 'POST', body: new URLSearchParams(pairs), headers });
const page = async (path: string) => (await site.get(path, { accept: 'text/html' })).text();

describe('the form that writes a profile', () => {
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
});
