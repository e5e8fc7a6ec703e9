import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { prefixes } from '../observatory.ts';
import { type ServedAlone, serveDemo } from '../served.ts';

let demo: ServedAlone;
const needs = 73;

beforeAll(async () => {
  demo = await serveDemo();
  const practices = '@prefix states: <https://w3id.org/obsidienne/exchange-states/> .';
  const own = Array.from({ length: needs }, (_, i) => `<#besoin-${i}>`);
  publish(
    'reseau',
    `<> foaf:primaryTopic <#reseau> . <#reseau> a obs:Network ; schema:name "Grand réseau"@fr ; schema:member <https://membre.example/#lieu> .`,
  );
  publish(
    'membre',
    `${practices} <> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "Membre"@fr ;
      schema:memberOf <https://reseau.example/#reseau> ; schema:seeks ${own.join(', ')} .
    ${own.map((id, i) => `${id} a schema:Demand ; schema:name "Besoin ${String(i).padStart(2, '0')}"@fr ; obs:practice practices:${i === 0 ? 'repair-cafe' : 'coworking'} ; obs:exchangeState states:open .`).join('\n')}`,
  );
});
afterAll(() => demo.stop());

/** Lets the running observatory know a profile, as a visit would. */
function publish(host: string, turtle: string): void {
  const url = `https://${host}.example/`;
  const at = '2026-11-20T12:00:00Z';
  demo.observatory.directory.project(
    { registration: host, url, finalUrl: url, readAt: at, changedAt: at, warnings: [] },
    parseTurtle(prefixes + turtle, 'turtle', url),
  );
}

async function read(path: string): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(demo.url + path, { headers: { accept: 'text/html' } });
  return { status: answer.status, text: await answer.text() };
}

describe('the page of a practice', () => {
  it('says who seeks it beside who practises it, and that nobody does where nobody does', async () => {
    const { text } = await read('/pratiques/repair-cafe');
    expect(text).toMatch(/Qui la cherche[\s\S]*Besoin 00[\s\S]*Membre/);
    expect(text).not.toContain('Besoin 01');
    const quiet = (await read('/pratiques/artist-residency')).text;
    expect(quiet).toContain('Personne ne dit la chercher');
  });

  it('has places of the demonstration that seek it', async () => {
    expect((await read('/pratiques/community-kitchen')).text).toMatch(
      /Qui la cherche[\s\S]*Une cuisine équipée, un lundi par mois[\s\S]*La Grange aux outils/,
    );
    expect((await read('/pratiques/shared-workshop')).text).toMatch(/Qui la cherche[\s\S]*Des étagères solides/);
  });

  it('shows where it comes from before itself, and what came of it after', async () => {
    const young = (await read('/pratiques/station-commune-jeudi')).text;
    expect(young).toMatch(
      /<ol class="lineage">[\s\S]*S’inspire de[\s\S]*Le samedi des gestes[\s\S]*aria-current="true"/,
    );
    const old = (await read('/pratiques/grange-aux-outils-samedi')).text;
    expect(old).toMatch(/aria-current="true"[\s\S]*A inspiré[\s\S]*Le jeudi de la clé de quinze/);
  });
});

describe('the page of a network', () => {
  it('leads to all that its members seek, a page at a time', async () => {
    const { key } = demo.observatory.directory.list(
      { type: 'network', q: 'Grand réseau' },
      { page: 1, size: 1, language: 'fr' },
    ).items[0] ?? { key: '' };
    expect((await read(`/reseaux/${key}`)).text).toContain(`href="/reseaux/${key}/besoins"`);
    const pages = await Promise.all([1, 2].map((page) => read(`/reseaux/${key}/besoins?page=${page}`)));
    const found = pages.flatMap(({ text }) => [...text.matchAll(/>Besoin (\d+)</g)].map(([, number]) => number));
    expect(new Set(found).size).toBe(needs);
    for (const wrong of ['besoins?page=3', 'besoins?page=0', 'besoins?page=x', 'offres'])
      expect((await read(`/reseaux/${key}/${wrong}`)).status, wrong).toBe(404);
  });
});
