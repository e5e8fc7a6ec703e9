import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCalendar } from '../../server/http/feeds/calendar.ts';
import { plainSpaces } from '../plain-spaces.ts';
import { fabrique, type Served, serve } from './serve.ts';

const strange = {
  markup: '<img src=x onerror=alert(1)>&amp; "guillemets"',
  emoji: '👩🏽‍🌾 Jardin 🌱',
  rightToLeft: 'ملتقى المدينة \u202E gnp.exe',
  long: `Lieu ${'très '.repeat(99)}long`,
};
let site: Served;
beforeAll(async () => {
  site = await serve();
  site.publish('https://fabrique.example/fiche', fabrique);
  for (const [key, name] of Object.entries(strange))
    site.publish(
      `https://${key}.example/fiche`,
      `<#lieu> a obs:ThirdPlace ; schema:name ${JSON.stringify(name)} ; obs:kind kinds:coworking .`,
    );
  site.publish('https://sans-nom.example/fiche', '<#lieu> a obs:ThirdPlace ; schema:name "" .');
  site.publish(
    'https://fete.example/fiche',
    `<#fete> a schema:Event ; schema:name "Fête, des voisins; et d’ailleurs"@fr ; schema:startDate "2026-12-05T18:30" ; schema:endDate "2026-12-05T23:00" ; obs:practice practices:repair-cafe ;
       schema:location <https://fabrique.example/fiche#lieu> ; schema:description "Une soirée\\nà deux pas de la Loire, avec des mots qui débordent de la ligne, éàü 👩🏽‍🌾 jusqu’au bout."@fr .
     <#stage> a schema:Event ; schema:name "Stage" ; schema:startDate "2027-02-01" ; schema:endDate "2027-02-03" .
     <#vague> a schema:Event ; schema:name "Un jour" ; schema:startDate "2027" .
     <#passe> a schema:Event ; schema:name "Passé" ; schema:startDate "2020-01-01" .`,
  );
});
afterAll(() => site.close());

const text = async (path: string, headers = {}) => plainSpaces(await (await site.get(path, headers)).text());
const page = (path: string) => text(path, { accept: 'text/html' });

describe('a list', () => {
  it('leads to its other pages in its head and in its Link header', async () => {
    for (let i = 0; i < 30; i++)
      site.publish(
        `https://n${i}.example/`,
        `<#r> a obs:Network ; schema:name "Réseau ${i}" ; obs:practice practices:repair-cafe .`,
      );
    const response = await site.get('/reseaux?pratique=repair-cafe&page=1', { accept: 'text/html' });
    expect(response.headers.get('link')).not.toContain('rel="next"');
    site.publish(
      'https://n30.example/',
      '<#r> a obs:Network ; schema:name "Réseau 30" ; obs:practice practices:repair-cafe .',
    );
    const more = await site.get('/reseaux?pratique=repair-cafe', { accept: 'text/html' });
    const link = more.headers.get('link') ?? '';
    for (const part of [
      'pratique=repair-cafe&page=2>; rel="next"',
      'page=1>; rel="first"',
      'page=2>; rel="last"',
      '</reseaux.atom?pratique=repair-cafe>; rel="alternate"',
    ])
      expect(link).toContain(part);
    expect(await more.text()).toContain('<link rel="next" href="/reseaux?pratique=repair-cafe&amp;page=2"/>');
  });

  it('keeps what nothing of it has in sight, and lets nobody choose it', async () => {
    const html = await page('/lieux?pratique=repair-cafe');
    expect(html).toMatch(
      /<a class="facet-value" role="link" aria-disabled="true"[^>]*><span>Espace de coworking<\/span> <span class="count">0</,
    );
    expect(html).not.toMatch(/href="[^"]*type=coworking/);
  });

  it('keeps the whole filter on the way to files, feeds, the map and back', async () => {
    const html = await page('/lieux?type=fablab&q=loire&pres=47.42,-0.53&rayon=50&tri=name');
    for (const href of [
      '/api/places.csv?q=loire&amp;kind=fablab&amp;near=47.42%2C-0.53&amp;radius=50',
      '/api/places.geojson?q=loire&amp;kind=fablab&amp;near=47.42%2C-0.53&amp;radius=50',
      '/lieux.atom?q=loire&amp;type=fablab&amp;pres=47.42%2C-0.53&amp;rayon=50',
      '/?q=loire&amp;type=fablab&amp;pres=47.42%2C-0.53&amp;rayon=50',
      // Taking one choice back keeps the others and the order.
      '/lieux?type=fablab&amp;pres=47.42%2C-0.53&amp;rayon=50&amp;tri=name',
    ])
      expect(html).toContain(`href="${href}"`);
    for (const [name, value] of [
      ['type', 'fablab'],
      ['pres', '47.42,-0.53'],
      ['rayon', '50'],
    ])
      expect(html).toContain(`<input type="hidden" name="${name}" value="${value}"/>`);
    expect(html).toContain('à 0,6 km');
  });

  it('says that it took a misspelt search for another, and offers towns and filters that the words name', async () => {
    const html = await page('/lieux?q=fabrqiue');
    expect(html).toContain('Résultats proches de « fabrqiue » : fabrique.');
    expect(await page('/lieux?q=makerspace')).not.toContain('Résultats proches');
    expect(await page('/lieux?q=les%20ponts%20de%20c%C3%A9')).toMatch(
      /href="\/lieux\?territoire=49246"[^>]*>Les Ponts-de-Cé \(Maine-et-Loire\)/,
    );
  });

  it('offers wider territories and distances when nothing matches', async () => {
    expect(await page('/lieux?territoire=49007&type=fablab')).toMatch(
      /href="\/lieux\?territoire=49&amp;type=fablab"[^>]*>Élargir à Maine-et-Loire : 1 lieu</,
    );
    expect(await page('/lieux?pres=47.42,-1.2&rayon=5')).toMatch(/rayon=100"[^>]*>Élargir à 100 km : 1 lieu</);
  });

  it('shows names of any kind as text, in every form', async () => {
    const { items } = await (await site.get('/api/places?kind=coworking')).json();
    expect(items.map(({ name }: { name: string }) => name).sort()).toEqual(
      Object.values(strange)
        .map((name) => name.trim())
        .sort(),
    );
    const [html, atom] = [await page('/lieux?type=coworking'), await text('/lieux.atom?type=coworking')];
    for (const written of [html, atom]) {
      expect(written).not.toContain('<img src=x');
      expect(written).toContain('&lt;img src=x');
      expect(written).toContain(strange.emoji);
    }
    expect((await page('/lieux?q=sans-nom')).match(/class="total"[^>]*>0 lieu/)).not.toBeNull();
  });
});

describe('a saved filter as a feed', () => {
  it('has one entry with the entity’s own IRI for each item, what changed last first', async () => {
    const response = await site.get('/lieux.atom?type=fablab');
    expect(response.headers.get('content-type')).toContain('application/atom+xml');
    const atom = await response.text();
    expect(atom.match(/<entry>/g)).toHaveLength(1);
    for (const part of [
      '<id>https://fabrique.example/fiche#lieu</id>',
      '<updated>2026-11-01T08:00:00Z</updated>',
      `<id>${site.url}/lieux.atom?type=fablab</id>`,
      `rel="alternate" href="${site.url}/lieux?type=fablab" type="text/html"`,
      '<georss:point>47.4247 -0.5264</georss:point>',
      'Lieux · Fablab, makerspace, hackerspace</title>',
    ])
      expect(atom).toContain(part);
  });

  it('forgets what was withdrawn', async () => {
    site.publish(
      'https://parti.example/',
      '<#lieu> a obs:ThirdPlace ; schema:name "Parti" ; obs:kind kinds:living-lab .',
    );
    expect(await text('/lieux.atom?type=living-lab')).toContain('Parti');
    site.withdraw('https://parti.example/', '2026-11-22T00:00:00Z');
    expect(await text('/lieux.atom?type=living-lab')).not.toContain('<entry>');
  });
});

describe('a saved filter as a calendar', () => {
  const unfold = (calendar: string) => calendar.replace(/\r\n /g, '').split('\r\n');

  it('has every event whose day is known, in UTC, with a stable identity', async () => {
    const response = await site.get('/feed.ics?quand=upcoming,past,undated');
    expect(response.headers.get('content-type')).toContain('text/calendar');
    const lines = unfold(await response.text());
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(3);
    for (const line of [
      'UID:https://fete.example/fiche#fete',
      // 18:30 on French clocks in winter.
      'DTSTART:20261205T173000Z',
      'DTEND:20261205T220000Z',
      'SUMMARY:Fête\\, des voisins\\; et d’ailleurs',
      'LOCATION:La Fabrique\\, Les Ponts-de-Cé',
      'GEO:47.4247;-0.5264',
      'DTSTART;VALUE=DATE:20270201',
      'DTEND;VALUE=DATE:20270204',
      'DTSTAMP:20261101T080000Z',
    ])
      expect(lines).toContain(line);
  });

  it('takes the filters of the list of events', async () => {
    expect(
      unfold(await text('/evenements.ics?pratique=repair-cafe')).filter((line) => line === 'BEGIN:VEVENT'),
    ).toHaveLength(1);
    expect(await page('/evenements?pratique=repair-cafe')).toContain('href="/evenements.ics?pratique=repair-cafe"');
  });

  it('never has a line of more than 75 octets, nor a broken character', async () => {
    const calendar = await text('/feed.ics');
    for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(calendar).not.toContain('\uFFFD');
    expect(unfold(calendar).join('\n')).toContain('éàü 👩🏽‍🌾 jusqu’au bout.');
  });

  it('leaves out an end that comes before its start, and control characters', () => {
    const event = {
      iri: 'urn:x',
      name: 'a\u0000b',
      startsAt: '2026-07-01T10:00:00+02:00',
      endsAt: '2026-06-01T10:00:00Z',
      changedAt: 'jamais',
      page: '/x',
    };
    const lines = unfold(writeCalendar({ name: 'x', events: [event] }));
    expect(lines).toContain('DTSTART:20260701T080000Z');
    expect(lines).toContain('SUMMARY:ab');
    expect(lines.some((line) => line.startsWith('DTEND'))).toBe(false);
  });
});

describe('the list of events', () => {
  it('begins with what is to come, the soonest first, then what is past', async () => {
    const { items } = await (await site.get('/api/events')).json();
    expect(items.map(({ name }: { name: string }) => name.slice(0, 5))).toEqual(['Fête,', 'Un jo', 'Stage', 'Passé']);
    expect(await page('/evenements')).toContain('5 décembre 2026');
  });
});
