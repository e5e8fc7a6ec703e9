import { performance } from 'node:perf_hooks';
import { bundledExaminer } from '../../server/bin/bundled-examiner.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { serveScene } from '../http/scene-site.ts';
import { openScene, placeTurtle, prefixes, site } from '../observatory.ts';
import { printTable } from './measure.ts';

/**
 * What a check of a profile of some 200 statements costs beside its plain parse, and how long it takes from the answers of the
 * form to a dot on the map, part by part.
 */
const url = 'http://lieu.localhost/fiche';
const needs = Array.from(
  { length: 34 },
  (
    _,
    i,
  ) => `<#besoin-${i}> a schema:Demand ; schema:name "Besoin ${i}"@fr ; schema:description "Pour l’atelier du ${i}."@fr ;
    obs:resource <https://w3id.org/obsidienne/resources/hand-tools> ; schema:validThrough "2027-06-30" .`,
).join('\n');
const profile = `${prefixes}${placeTurtle('Le Comptoir', Array.from({ length: 15 }, (_, i) => `schema:seeks <#besoin-${i}> ;`).join(' '))}\n${needs}`;
const body = Buffer.from(profile);
const rounds = 300;

const quads = parseTurtle(profile, 'turtle', url).length;
const examiner = bundledExaminer();
const now = new Date();
const parse = await p95(async () => parseTurtle(body.toString('utf8'), 'turtle', url));
const examine = await p95(() => examiner.examine({ finalUrl: url, mediaType: 'text/turtle', body }, now));

const scene = await openScene([site('lieu.localhost', { '/fiche': placeTurtle('Le Comptoir') })]);
const web = await serveScene(scene);
const asked = await p95(async () => {
  const answer = await fetch(`${web.url}/check`, { method: 'POST', body, headers: { 'content-type': 'text/turtle' } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  await answer.arrayBuffer();
});
const answers = new URLSearchParams({ name: 'Le Comptoir', kind: 'fablab', 'address.postalCode': '35000' });
const preview = await p95(async () => {
  const answer = await fetch(`${web.url}/publier/fiche`, {
    method: 'POST',
    body: answers,
    headers: { accept: 'application/json' },
  });
  await answer.arrayBuffer();
});
const register = await once(() =>
  fetch(`${web.url}/registrations`, {
    method: 'POST',
    body: JSON.stringify({ url }),
    headers: { 'content-type': 'application/json' },
  }),
);
const visit = await once(() => scene.observatory.round());
const dot = await once(async () => {
  const { total } = (await (await fetch(`${web.url}/api/places`)).json()) as { total: number };
  await (await fetch(`${web.url}/api/points`)).arrayBuffer();
  if (total !== 1) throw new Error(`${total} places on the map`);
});
await web.close();
await scene.close();

const ms = (value: number) => `${value.toFixed(1)} ms`;
printTable(
  ['figure', 'ours', 'beside', 'ratio'],
  [
    [
      `check of a profile of ${quads} statements, p95`,
      ms(examine),
      `${ms(parse)} its plain parse`,
      `${(examine / parse).toFixed(1)} ×`,
    ],
    ['the same over HTTP, p95', ms(asked), `${ms(examine)} in the process`, `${(asked / examine).toFixed(1)} ×`],
    ['preview while somebody types, p95', ms(preview), '', ''],
    ['from the address to the dot: register + visit + map', `${ms(register)} + ${ms(visit)} + ${ms(dot)}`, '', ''],
  ],
);

async function once(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Of many runs, after some that warm up. */
async function p95(work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < rounds + 30; i++) took.push(await once(work));
  return took.slice(30).sort((a, b) => a - b)[Math.floor(rounds * 0.95)] ?? 0;
}
