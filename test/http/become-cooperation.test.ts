import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundledExaminer } from '../../server/bin/bundled-examiner.ts';
import type { LeadsAnswer, ListAnswer } from '../../server/http/contract.ts';
import { demande, offering, offrant, openNeedAndOffer, republish, seeking } from '../need-and-offer.ts';
import { prefixes, type Scene, select } from '../observatory.ts';
import { type SceneSite, serveScene } from './scene-site.ts';

let scene: Scene;
let web: SceneSite;
beforeAll(async () => {
  scene = await openNeedAndOffer();
  web = await serveScene(scene);
});
afterAll(async () => {
  await web.close();
  await scene.close();
});

const json = async <Answer>(path: string) => (await (await web.get(path)).json()) as Answer;
const page = async (path: string) => (await web.page(path)).text();
const decoded = (html: string) =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
const isMutual = (html: string) => html.includes('déclaré des deux côtés');

it('counts a lead that both sites published as a mutual cooperation, and one that only one published as its word', async () => {
  const [place] = (await json<ListAnswer>('/api/places?q=Demande')).items;
  const [lead] = (await json<LeadsAnswer>(`/api/places/${place?.key}/leads`)).items;
  const draft = await page(`/lieux/${place?.key}/pistes/${lead?.id}`);
  const [first = '', second = ''] = [...draft.matchAll(/<code>([\s\S]*?)<\/code>/g)].map(([, lines]) =>
    decoded(lines ?? ''),
  );
  expect(decodeURIComponent(decoded(draft))).toContain('mailto:bonjour@offrant.example?subject=');

  // What we give to copy passes our own check.
  for (const [host, body] of [
    [demande, `${seeking}\n${first}`],
    [offrant, `${offering}\n${second}`],
  ] as const) {
    const { report } = await bundledExaminer().examine(
      { finalUrl: `http://${host}/`, mediaType: 'text/turtle', body: new TextEncoder().encode(prefixes + body) },
      scene.now(),
    );
    expect(report.findings.filter(({ severity }) => severity === 'violation')).toEqual([]);
  }

  await republish(scene, { seeking: first });
  const said = await page(`/lieux/${place?.key}`);
  expect(said).toContain('L’Offrant');
  expect(isMutual(said)).toBe(false);

  await republish(scene, { seeking: first, offering: second });
  expect(isMutual(await page(`/lieux/${place?.key}`))).toBe(true);
  const [cooperation] = (await json<ListAnswer>('/api/cooperations')).items;
  const both = await page(`/cooperations/${cooperation?.key}`);
  for (const name of ['La Demande', 'L’Offrant']) expect(both).toContain(name);
  expect(isMutual(both)).toBe(true);
  const again = (await json<LeadsAnswer>(`/api/places/${place?.key}/leads`)).items;
  expect(again[0]?.reasons.map(({ fr }) => fr)).toContain('Les deux déclarent déjà un lien l’un avec l’autre.');
});

it('tells the graph of the lead, with its reasons and what it rests on', async () => {
  await scene.observatory.tellLeads();
  await scene.observatory.graph.settled();
  const rows = await select(
    scene.observatory,
    `PREFIX obs: <https://w3id.org/obsidienne/ns#> PREFIX prov: <http://www.w3.org/ns/prov#>
     SELECT ?reason ?document WHERE { GRAPH <urn:obsidienne:leads> {
       ?lead a obs:Lead ; obs:leadFor <http://${demande}/#lieu> ; obs:leadReason ?reason ; prov:wasDerivedFrom ?document .
       FILTER (LANG(?reason) = "fr") } }`,
  );
  expect(rows.map(({ reason }) => reason).join(' ')).toContain('Notre fourgon');
  expect(new Set(rows.map(({ document }) => document))).toEqual(new Set([`http://${demande}/`, `http://${offrant}/`]));
});
