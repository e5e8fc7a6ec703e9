import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainSpaces } from '../plain-spaces.ts';
import { fabrique, reseau, type Served, serve } from './serve.ts';

const hostile = '</script><script>alert(1)</script><img src=x onerror=alert(2)>';
let site: Served;
beforeAll(async () => {
  site = await serve();
  site.publish('https://fabrique.example/fiche', fabrique);
  site.publish('https://reseau.example/fiche', reseau);
  site.publish(
    'https://atelier.example/fiche',
    '<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "Atelier d’à côté" .',
  );
  site.publish(
    'https://hostile.example/fiche',
    `<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name ${JSON.stringify(hostile)} ; schema:description ${JSON.stringify(hostile)} ;
     schema:url <javascript:alert(3)> ; schema:sameAs <javascript:alert(4)> ; obs:kind kinds:other .`,
  );
});
afterAll(() => site.close());

const page = async (path: string, headers: Record<string, string> = {}) =>
  plainSpaces(await (await site.get(path, { accept: 'text/html', ...headers })).text());

describe('words from profiles', () => {
  it('never become markup on lists or pages', async () => {
    const key = (await (await site.get('/api/places?kind=other')).json()).items[0].key;
    for (const path of [
      '/lieux',
      `/lieux/${key}`,
      `/lieux?q=${encodeURIComponent(hostile)}`,
      `/lieux/${encodeURIComponent(hostile)}`,
      '/',
    ]) {
      const text = await page(path);
      expect(text, path).not.toContain('<script>alert');
      expect(text, path).not.toContain('<img src=x');
      expect(text, path).not.toMatch(/href="javascript:/i);
    }
  });

  it('stay whole inside the embedded JSON-LD', async () => {
    const key = (await (await site.get('/api/places?kind=other')).json()).items[0].key;
    const [, json = ''] =
      /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(await page(`/lieux/${key}`)) ?? [];
    expect(JSON.parse(json).name).toBe(hostile);
  });
});

describe('security headers', () => {
  it('allow no inline script or style and no framework’s name', async () => {
    const { headers } = await site.get('/lieux');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('are matched by pages without inline script or style', async () => {
    for (const path of ['/', '/lieux', '/lieux/fabrique', '/observatoire', '/publier']) {
      const text = await page(path);
      expect(text, path).not.toMatch(/\sstyle="|\son[a-z]+="|<style/);
      expect(text.match(/<script(?![^>]*(?:src=|application\/ld\+json))/g), path).toBeNull();
    }
  });
});

describe('a place’s page', () => {
  it('says what it is, where, how it is and how fresh', async () => {
    const text = await page('/lieux/fabrique');
    for (const words of [
      '<h1 dir="auto">La Fabrique</h1>',
      'Fablab',
      '49130 Les Ponts-de-Cé',
      'En pause',
      'il y a 3 jours',
      'Exemple inventé pour la démonstration',
      'Un atelier au bord de la Loire.',
      'CC BY 4.0',
    ])
      expect(text).toContain(words);
  });

  it('marks a link that both sides state, and names who states one alone', async () => {
    const text = await page('/lieux/fabrique');
    expect(text).toMatch(/Archipel de Loire.*déclaré des deux côtés/s);
    expect(text).toMatch(/Atelier d’à côté.*selon cette fiche/s);
    expect(await page('/lieux/atelier')).toMatch(/La Fabrique.*selon La Fabrique/s);
  });

  it('leads to its place on the map', async () => {
    expect(await page('/lieux/fabrique')).toContain('href="/?lieu=fabrique#14/47.4247/-0.5264"');
  });
});

describe('a list', () => {
  it('offers each filter as a link with its count', async () => {
    expect(await page('/lieux')).toMatch(
      /href="\/lieux\?type=fablab"[^>]*>\s*<span>[^<]*Fablab[^<]*<\/span>\s*<span class="count">1</,
    );
  });

  it('offers to take a choice back when nothing matches', async () => {
    const text = await page('/lieux?type=fablab&q=introuvable');
    expect(text).toContain('Rien ne correspond à tous ces choix.');
    expect(text).toContain('href="/lieux?type=fablab"');
  });

  it('ignores parameters that are not its own, and leaves out and tells what makes no sense', async () => {
    expect((await site.get('/lieux?utm_source=lettre')).status).toBe(200);
    const text = await page('/lieux?page=abc&pres=ici&tri=hasard&type=fabblab&statut=paused');
    for (const [name, value] of [
      ['page', 'abc'],
      ['Distance', 'ici'],
      ['Trier par', 'hasard'],
      ['Type de lieu', 'fabblab'],
    ])
      expect(text).toContain(`« ${value} » n’est pas une valeur de « ${name} »`);
    expect(text).toMatch(/class="total"[^>]*>1 lieu/);
  });

  it('leads from beyond the last page to the last page', async () => {
    const response = await site.get('/lieux?page=9&q=fabrique');
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/lieux?page=1&q=fabrique');
  });
});

describe('the language', () => {
  it('is French when nothing is asked', async () => {
    expect(await page('/lieux')).toContain('<html lang="fr">');
  });

  it('follows the browser on a first visit', async () => {
    expect(await page('/lieux', { 'accept-language': 'en-GB,en;q=0.9' })).toContain('<html lang="en">');
    expect(await page('/lieux', { 'accept-language': 'de' })).toContain('<html lang="fr">');
  });

  it('is switched by one link that keeps everything else, and then remembered', async () => {
    expect(await page('/lieux?type=fablab&q=la')).toMatch(
      /class="language-switch" href="\/lieux\?type=fablab&amp;q=la&amp;lang=en"/,
    );
    const response = await site.get('/lieux?lang=en');
    expect(response.headers.get('set-cookie')).toContain('lang=en');
    expect(await page('/lieux', { cookie: 'lang=en', 'accept-language': 'fr' })).toContain('<html lang="en">');
  });

  it('reaches descriptions, labels and dates', async () => {
    const text = await page('/lieux/fabrique?lang=en');
    for (const words of ['A workshop by the Loire.', 'Paused', '3 days ago', 'stated by both sides'])
      expect(text).toContain(words);
  });
});

describe('every page', () => {
  it.each([
    '/',
    '/lieux',
    '/reseaux',
    '/organisations',
    '/personnes',
    '/besoins',
    '/offres',
    '/cooperations',
    '/evenements',
    '/recits',
    '/territoires',
    '/pratiques',
    '/publier',
    '/verifier',
    '/donnees',
    '/observatoire',
    '/a-propos',
    '/ns',
    '/shapes',
  ])('%s has one heading, a title, a description and alternates in both languages', async (path) => {
    const text = await page(path);
    expect(text.match(/<h1[ >]/g)).toHaveLength(1);
    expect(text).toMatch(/<title>[^<]+ · Obsidienne<\/title>|<title>Obsidienne<\/title>/);
    expect(text).toContain('hreflang="en"');
    expect(text).toContain('<a class="skip-link" href="#contenu">');
  });
});

describe('figures', () => {
  it('equal the lists they lead to', async () => {
    const text = await page('/observatoire');
    const [, count] = /href="\/lieux">Lieux<\/a><\/th><td class="number">(\d+)</.exec(text) ?? [];
    expect(Number(count)).toBe((await (await site.get('/api/places')).json()).total);
  });
});
