import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MarksAnswer } from '../../server/http/contract.ts';
import { type Served, serve } from './serve.ts';

const file = (host: string) => `https://${host}.example/fiche`;

/** A place at a position, with whatever else its file says. */
function place(name: string, [lat, lon]: readonly [number, number], more: string): string {
  return `<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "${name}" ;
    schema:geo [ a schema:GeoCoordinates ; schema:latitude ${lat} ; schema:longitude ${lon} ] . ${more}`;
}

describe('what is found at places', () => {
  let site: Served;
  const marks = async (query: string) => (await site.get(`/api/marks?${query}`)).json() as Promise<MarksAnswer>;
  const short = ({ items }: MarksAnswer) =>
    items.map((item) => [item.place.name, ...item.marks.map(({ kind, name }) => `${kind} ${name}`)]);

  beforeAll(async () => {
    site = await serve();
    site.publish(
      file('a'),
      place(
        'A',
        [48.11, -1.68],
        `<#lieu> obs:practice practices:repair-cafe ; obs:operatedBy <#asso> ; schema:seeks <#b1>, <#b2>, <#b3> .
        <#b1> a schema:Demand ; schema:name "Des outils" ; obs:practice practices:repair-cafe .
        <#b2> a schema:Demand ; schema:name "Passé" ; schema:validThrough "2026-11-01"^^<http://www.w3.org/2001/XMLSchema#date> .
        <#b3> a schema:Demand ; schema:name "Comblé" ; obs:exchangeState <https://w3id.org/obsidienne/exchange-states/met> .
        <#asso> a schema:Organization ; schema:name "Asso" ; schema:makesOffer <#o> . <#o> a schema:Offer ; schema:name "Un coup de main" .
        <#e1> a schema:Event ; schema:name "En décembre" ; schema:startDate "2026-12-05T10:00:00+01:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> ; schema:location <#lieu> .
        <#e2> a schema:Event ; schema:name "Hier" ; schema:startDate "2026-11-22"^^<http://www.w3.org/2001/XMLSchema#date> ; schema:location <#lieu> .`,
      ),
    );
    site.publish(
      file('b'),
      place(
        'B',
        [48.12, -1.67],
        `<#lieu> schema:makesOffer <#o> . <#o> a schema:Offer ; schema:name "Une salle" .
        <#e> a schema:Event ; schema:name "Demain" ; schema:startDate "2026-11-24"^^<http://www.w3.org/2001/XMLSchema#date> ; schema:organizer <#lieu> .`,
      ),
    );
    site.publish(
      file('c'),
      `<> foaf:primaryTopic <#reseau> . <#reseau> a obs:Network ; schema:name "Sans lieu" ; schema:seeks <#b> .
       <#b> a schema:Demand ; schema:name "Une maison" .`,
    );
  });
  afterAll(() => site.close());

  it('are needs and offers that still stand, those of an organisation at the place that it runs', async () => {
    const answer = await marks('layer=exchanges');
    expect(short(answer)).toEqual([
      ['A', 'need Des outils', 'offer Un coup de main'],
      ['B', 'offer Une salle'],
    ]);
    expect(answer).toMatchObject({ total: 2, counts: { need: 1, offer: 2 }, unplaced: 1, cells: [] });
  });

  it('are coming events, the next first', async () => {
    expect(short(await marks('layer=events'))).toEqual([
      ['B', 'event Demain'],
      ['A', 'event En décembre'],
    ]);
  });

  it('are who practises and who seeks a practice', async () => {
    expect(short(await marks('layer=practices&about=repair-cafe'))).toEqual([['A', 'practises A', 'seeks Des outils']]);
    expect((await site.get('/api/marks?layer=practices')).status).toBe(400);
  });

  it('follow the filters, and are gathered where they would cover each other', async () => {
    expect(short(await marks('layer=exchanges&practice=repair-cafe'))).toHaveLength(1);
    expect(short(await marks('layer=exchanges&bbox=0,40,10,50'))).toEqual([]);
    const far = await marks('layer=exchanges&zoom=5');
    expect(far.cells).toMatchObject([{ places: 2, counts: { need: 1, offer: 2 } }]);
    const near = await marks('layer=exchanges&zoom=16&size=1');
    expect(near.items).toHaveLength(1);
    expect(near.cells.map((cell) => cell.place?.name)).toEqual(['A', 'B']);
    expect((await site.get('/api/marks?layer=nuages')).status).toBe(400);
  });
});
