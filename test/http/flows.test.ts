import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowsAnswer } from '../../server/http/contract.ts';
import type { ServedAlone } from '../served.ts';
import { serveDemo } from '../served.ts';
import { type Served, serve } from './serve.ts';

/** A place in a town, with whatever else its file says. */
function place(name: string, [postalCode, town]: readonly [string, string], more = ''): string {
  return `<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "${name}" ;
    schema:address [ a schema:PostalAddress ; schema:postalCode "${postalCode}" ; schema:addressLocality "${town}" ; schema:addressCountry "FR" ] . ${more}`;
}
const file = (host: string) => `https://${host}.example/fiche`;
const lieu = (host: string) => `<${file(host)}#lieu>`;

describe('links between territories', () => {
  let site: Served;
  const flows = async (query = '') => (await site.get(`/api/flows${query}`)).json() as Promise<FlowsAnswer>;
  const short = ({ items }: FlowsAnswer) =>
    items.map(({ from, to, relation, count, mutual }) => [from.name, to.name, relation, count, mutual]);

  beforeAll(async () => {
    site = await serve();
    const rennes = ['35000', 'Rennes'] as const;
    const nantes = ['44000', 'Nantes'] as const;
    site.publish(
      file('a'),
      place(
        'A',
        rennes,
        `<#lieu> obs:cooperatesWith ${lieu('b')} ; obs:inspiredBy ${lieu('b')} ; obs:kind kinds:fablab ; obs:operatedBy <#asso> ;
        schema:seeks <#besoin> . <#besoin> a schema:Demand ; schema:name "Des outils" ; obs:resource resources:equipment .
        <#asso> a schema:Organization ; schema:name "Asso" ; schema:memberOf <https://r.example/fiche#reseau> .`,
      ),
    );
    site.publish(
      file('b'),
      place(
        'B',
        nantes,
        `<#lieu> obs:cooperatesWith ${lieu('a')} ; schema:makesOffer <#o1>, <#o2> .
        <#o1> a schema:Offer ; schema:name "Outils" ; obs:resource resources:hand-tools .
        <#o2> a schema:Offer ; schema:name "Une salle" ; obs:resource resources:rooms .`,
      ),
    );
    site.publish(file('c'), place('C', nantes, `<#lieu> obs:cooperatesWith ${lieu('a')} , ${lieu('b')} .`));
    site.publish(file('r'), '<> foaf:primaryTopic <#reseau> . <#reseau> a obs:Network ; schema:name "Sans adresse" .');
  });
  afterAll(() => site.close());

  it('count each link once, tell those that both sides state, and those that have no territory', async () => {
    const answer = await flows();
    expect(short(answer)).toEqual([
      ['Ille-et-Vilaine', 'Loire-Atlantique', 'cooperatesWith', 2, 1],
      ['Ille-et-Vilaine', 'Loire-Atlantique', 'exchange', 1, 0],
      ['Ille-et-Vilaine', 'Loire-Atlantique', 'inspiredBy', 1, 0],
      ['Loire-Atlantique', 'Loire-Atlantique', 'cooperatesWith', 1, 0],
    ]);
    expect(answer).toMatchObject({ total: 4, links: 6, unplaced: 1 });
    expect(answer.items[0]?.from.position?.lat).toBeCloseTo(48.1, 0);
  });

  it('follow the level, the relation and the filters of the places', async () => {
    expect(short(await flows('?level=region&relation=cooperation'))).toEqual([
      ['Pays de la Loire', 'Bretagne', 'cooperatesWith', 2, 1],
      ['Pays de la Loire', 'Pays de la Loire', 'cooperatesWith', 1, 0],
    ]);
    expect(short(await flows('?level=commune&relation=inspiredBy'))).toEqual([
      ['Rennes', 'Nantes', 'inspiredBy', 1, 0],
    ]);
    // The association that runs the fablab brings its own links.
    expect(await flows('?kind=fablab')).toMatchObject({ total: 3, links: 5, unplaced: 1 });
    expect(await flows('?q=C&relation=cooperation')).toMatchObject({ links: 2 });
  });

  it('come a page at a time with the whole number, and whole as CSV', async () => {
    const response = await site.get('/api/flows?size=1&page=2');
    expect(response.headers.get('link')).toContain('rel="next"');
    expect(await response.json()).toMatchObject({ total: 4, page: 2, size: 1, items: [{ relation: 'exchange' }] });
    const csv = await (await site.get('/api/flows.csv')).text();
    expect(csv.trim().split('\r\n')).toHaveLength(5);
    expect(csv).toContain('35,Ille-et-Vilaine,44,Loire-Atlantique,cooperation,cooperatesWith,2,1');
  });

  it('refuse what they do not know, and are described', async () => {
    expect((await site.get('/api/flows?level=canton')).status).toBe(400);
    expect(await (await site.get('/api/flows?relation=voisinage')).json()).toMatchObject({ parameter: 'relation' });
    expect((await site.get('/api/flows?niveau=region')).status).toBe(400);
    const { paths } = (await (await site.get('/api/openapi.json')).json()) as { paths: object };
    expect(Object.keys(paths)).toContain('/api/flows');
  });
});

describe('on the demonstration', () => {
  let demo: ServedAlone;
  beforeAll(async () => {
    demo = await serveDemo();
  });
  afterAll(() => demo.stop());

  /** The same question to the table of links, in plain SQL. */
  const counted = `
    WITH seat AS (
      SELECT iri, departement FROM entity WHERE lead = 1 AND departement IS NOT NULL
      UNION
      SELECT l.object, min(e.departement) FROM link l JOIN entity e ON e.iri = l.subject AND e.lead = 1 AND e.type = 'place'
      WHERE l.relation = 'operatedBy' AND l.object NOT IN (SELECT iri FROM entity WHERE lead = 1 AND departement IS NOT NULL)
      GROUP BY l.object HAVING count(DISTINCT coalesce(e.departement, '')) = 1),
    once AS (
      SELECT relation, min(subject, object) AS a, max(subject, object) AS b FROM link
      WHERE relation IN ('cooperatesWith', 'partnerTerritory', 'sharesResourceWith') AND subject <> object GROUP BY 1, 2, 3
      UNION ALL
      SELECT DISTINCT relation, subject, object FROM link WHERE relation IN ('inspiredBy', 'memberOf') AND subject <> object)
    SELECT count(*) AS links, count(*) - count(s.iri || t.iri) AS unplaced
    FROM once LEFT JOIN seat s ON s.iri = a LEFT JOIN seat t ON t.iri = b`;

  it('the flows add up to what the table of links says', async () => {
    const relations = 'cooperatesWith,partnerTerritory,sharesResourceWith,inspiredBy,memberOf';
    const answer: FlowsAnswer = await (await fetch(`${demo.url}/api/flows?size=200&relation=${relations}`)).json();
    const db = new DatabaseSync(join(demo.dataFolder, 'obsidienne.sqlite'), { readOnly: true });
    const inTable = db.prepare(counted).get();
    db.close();
    expect(inTable?.['links']).toBeGreaterThan(10);
    expect({ links: answer.links, unplaced: answer.unplaced }).toEqual({ ...inTable });
    expect(answer.items.reduce((sum, { count }) => sum + count, 0)).toBe(answer.links - answer.unplaced);
  });
});
