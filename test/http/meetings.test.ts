import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from './serve.ts';

const vocabulary = `@prefix event-kinds: <https://w3id.org/obsidienne/event-kinds/> . @prefix audiences: <https://w3id.org/obsidienne/audiences/> .\n`;
const salle = `<> foaf:primaryTopic <#lieu> .
  <#lieu> a obs:ThirdPlace ; schema:name "La Salle"@fr ; obs:kind kinds:coworking ; obs:operatedBy <#equipe> ;
    schema:address [ schema:addressLocality "Rennes" ; schema:postalCode "35000" ] ; schema:geo [ schema:latitude 48.11 ; schema:longitude -1.68 ] .
  <#equipe> a schema:Organization ; schema:name "L’équipe de la Salle"@fr .`;
const event = (id: string, name: string, more: string) =>
  `<#${id}> a schema:Event ; schema:name "${name}"@fr ; ${more} .`;
const meetings = `${vocabulary}<> foaf:primaryTopic <#atelier> .
  ${event('atelier', 'Réparer à dix', 'schema:startDate "2026-12-05T18:30:00+01:00" ; schema:endDate "2026-12-05T21:00:00+01:00" ; schema:location <https://salle.example/fiche#lieu> ; obs:eventKind event-kinds:workshop ; obs:audience audiences:young-people ; obs:practice practices:repair-cafe')}
  ${event('reunion', 'Réunion de mars', 'schema:startDate "2027-03-02" ; schema:organizer <https://salle.example/fiche#equipe>')}
  ${event('envers', 'À l’envers', 'schema:startDate "2027-01-10" ; schema:endDate "2026-06-01"')}
  ${event('halle', 'Sous la halle', 'schema:startDate "2026-12-20" ; schema:location [ schema:address [ schema:postalCode "49000" ; schema:addressLocality "Angers" ] ]')}
  ${event('ancien', 'Il y a longtemps', 'schema:startDate "2016-09-09" ; schema:location <https://salle.example/fiche#lieu>')}
  ${event('ete', 'Cet été', 'schema:startDate "2026-07-01" ; schema:location <https://salle.example/fiche#lieu>')}
  ${event('mois', 'Un jour de ce mois', 'schema:startDate "2026-11"')}
  ${event('jamais', 'Sans date', 'schema:description "Un jour."@fr')}`;

let site: Served;
beforeAll(async () => {
  site = await serve();
  // What is announced is known before the place that it is held at.
  site.publish('https://annonces.example/fiche', meetings);
  site.publish('https://salle.example/fiche', salle);
});
afterAll(() => site.close());

const page = async (path: string) => (await site.get(path, { accept: 'text/html' })).text();
const events = async (query = '') => {
  const { items } = await (await site.get(`/api/events${query}`)).json();
  return items.map(({ name }: { name: string }) => name).sort();
};
const names = (html: string) =>
  [...html.matchAll(/class="agenda-row"[\s\S]*?dir="auto" href="[^"]+">([^<]+)</g)].map(([, name]) => name);

describe('the agenda', () => {
  it('has what is to come by month, the soonest first, and neither what is over nor what has no date', async () => {
    const html = await page('/agenda');
    expect(names(html)).toEqual([
      'Un jour de ce mois',
      'Réparer à dix',
      'Sous la halle',
      'À l’envers',
      'Réunion de mars',
    ]);
    expect([...html.matchAll(/<h2>([^<]+ 202\d)<\/h2>/g)].map(([, month]) => month)).toEqual([
      'novembre 2026',
      'décembre 2026',
      'janvier 2027',
      'mars 2027',
    ]);
  });

  it('says when, where, for whom and about which practice', async () => {
    const html = await page('/agenda');
    expect(html).toContain('18:30 – 21:00 · La Salle · Rennes');
    expect(html).toContain('Pour jeunes · Repair café');
    expect(await page('/agenda?lang=en')).toContain('For young people · Repair café');
  });

  it('keeps what is over apart, the last first', async () => {
    expect(names(await page('/agenda?quand=past'))).toEqual(['Cet été', 'Il y a longtemps']);
    expect(names(await page('/agenda?quand=undated'))).toEqual(['Sans date']);
  });

  it('is narrowed by practice, kind, audience and territory', async () => {
    for (const query of ['pratique=repair-cafe', 'genre=workshop', 'public=young-people'])
      expect([query, names(await page(`/agenda?${query}`))]).toEqual([query, ['Réparer à dix']]);
    expect(names(await page('/agenda?territoire=35'))).toEqual(['Réparer à dix', 'Réunion de mars']);
    expect(names(await page('/agenda?territoire=49'))).toEqual(['Sous la halle']);
  });

  it('says that an event ends before it begins, and keeps the beginning alone', async () => {
    expect(await page('/agenda')).toContain('finit avant de commencer');
    expect(await page('/evenements/annonces-envers')).toContain('finit avant de commencer');
    expect(
      (await site.get('/evenements/annonces-envers/agenda.ics').then((one) => one.text())).match(/DTEND/),
    ).toBeNull();
  });
});

describe('where an event is', () => {
  it('follows the place that it is held at, or who organises it, whichever was known first', async () => {
    expect(await events('?territory=35')).toEqual(['Cet été', 'Il y a longtemps', 'Réparer à dix', 'Réunion de mars']);
    site.publish('https://salle.example/fiche', salle.replace('35000', '49000').replace('Rennes', 'Angers'));
    expect(await events('?territory=35')).toEqual([]);
    expect(await events('?territory=49&when=upcoming')).toEqual(['Réparer à dix', 'Réunion de mars', 'Sous la halle']);
    site.withdraw('https://salle.example/fiche', '2026-11-22T00:00:00Z');
    expect(await events('?territory=49')).toEqual(['Sous la halle']);
    site.publish('https://salle.example/fiche', salle);
    expect(await events('?territory=35&when=upcoming')).toEqual(['Réparer à dix', 'Réunion de mars']);
  });

  it('is never what somebody else says of it', async () => {
    site.publish(
      'https://voleur.example/fiche',
      `<#lieu> a obs:ThirdPlace ; schema:name "Ailleurs"@fr ; obs:hasEvent <https://annonces.example/fiche#jamais> ;
        schema:address [ schema:addressLocality "Nantes" ; schema:postalCode "44000" ] .`,
    );
    expect(await events('?territory=44')).toEqual([]);
    site.withdraw('https://voleur.example/fiche', '2026-11-22T00:00:00Z');
  });
});

describe('calendars', () => {
  const summaries = async (path: string) =>
    [...(await (await fetch(site.url + path)).text()).matchAll(/SUMMARY:(.*)\r/g)].map(([, name]) => name);

  it('are there for each place and each organiser, with what is over for less than a year', async () => {
    const response = await site.get('/lieux/salle/agenda.ics');
    expect(response.headers.get('content-type')).toContain('text/calendar');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await summaries('/lieux/salle/agenda.ics')).toEqual(['Réparer à dix', 'Cet été']);
    expect(await summaries('/organisations/salle-equipe/agenda.ics')).toEqual(['Réunion de mars']);
    expect((await site.get('/lieux/nulle-part/agenda.ics')).status).toBe(404);
  });

  it('of a network have what its members hold', async () => {
    site.publish(
      'https://archipel.example/fiche',
      '<> foaf:primaryTopic <#archipel> . <#archipel> a obs:Network ; schema:name "L’archipel"@fr ; schema:member <https://salle.example/fiche#lieu> .',
    );
    expect(await summaries('/reseaux/archipel/agenda.ics')).toEqual(['Réparer à dix', 'Cet été']);
    expect(await page('/reseaux/archipel')).toMatch(/À venir[\s\S]*Réparer à dix/);
  });

  it('are there for each territory, each practice and each event', async () => {
    expect(await summaries('/territoires/35/agenda.ics')).toEqual(['Réparer à dix', 'Réunion de mars', 'Cet été']);
    expect(await summaries('/pratiques/repair-cafe/agenda.ics')).toEqual(['Réparer à dix']);
    expect(await summaries('/evenements/annonces-atelier/agenda.ics')).toEqual(['Réparer à dix']);
    expect((await site.get('/pratiques/nulle-part/agenda.ics')).status).toBe(404);
  });

  it('forget what was over a year ago, unless it is asked for', async () => {
    expect(await summaries('/feed.ics')).not.toContain('Il y a longtemps');
    expect(await summaries('/evenements.ics?quand=past')).toEqual(['Cet été', 'Il y a longtemps']);
  });
});

describe('the page of an event and of its place', () => {
  it('tells search engines for whom it is and where', async () => {
    const html = await page('/evenements/annonces-atelier');
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? [];
    expect(JSON.parse(json)).toMatchObject({
      '@type': 'Event',
      audience: [{ '@type': 'Audience', audienceType: 'Jeunes' }],
      location: [{ name: 'La Salle' }],
      geo: { latitude: 48.11 },
    });
  });

  it('says that it is over, or offers to note it', async () => {
    expect(await page('/evenements/annonces-ancien')).toContain('Cette rencontre est passée.');
    expect(await page('/evenements/annonces-atelier')).toContain('href="/evenements/annonces-atelier/agenda.ics"');
  });

  it('shows what is to come first and folds what is over', async () => {
    const html = await page('/lieux/salle');
    expect(html).toMatch(
      /À venir[\s\S]*Réparer à dix[\s\S]*<summary>2 rencontres passées<\/summary>[\s\S]*Cet été[\s\S]*Il y a longtemps/,
    );
    expect(html).toContain('href="/lieux/salle/agenda.ics"');
  });
});
