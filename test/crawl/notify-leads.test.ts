import { afterEach, expect, it } from 'vitest';
import { notifyLeads } from '../../server/crawl/notify-leads.ts';
import { placeTurtle, type Scene, site } from '../observatory.ts';
import { openForLetters } from './posted.ts';

const dayMs = 86_400_000;
const inbox = (address: string) => `<> <http://www.w3.org/ns/ldp#inbox> <${address}> .`;
const need =
  '<#lieu> schema:seeks <#b> . <#b> a schema:Demand ; schema:name "Un fourgon" ; obs:resource <https://w3id.org/obsidienne/resources/van> .';
const offer =
  '<#lieu> schema:makesOffer <#o> . <#o> a schema:Offer ; schema:name "Notre fourgon" ; obs:resource <https://w3id.org/obsidienne/resources/van> .';

let scene: Scene;
afterEach(() => scene.close());

async function scenario(said: string, otherSaid = '') {
  const opened = await openForLetters([
    site('lieu.localhost', { '/': `${placeTurtle('lieu.localhost')} ${need} ${said}` }),
    site('autre.localhost', { '/': `${placeTurtle('autre.localhost')} ${offer} ${otherSaid}` }),
  ]);
  scene = opened.scene;
  const { leadNotices: notices, tellLeads } = scene.observatory;
  const pageOf = () => '/lieux/lieu/pistes';
  const run = async () => notifyLeads(await tellLeads(), { notices, pageOf, ...opened.letters });
  return { run, sent: opened.sent };
}

it('tells the inbox that a profile names of its leads and why, and then rests', async () => {
  const { run, sent } = await scenario(inbox('http://lieu.localhost/inbox/'));
  expect(await run()).toBe(1);
  expect(sent.map(({ url }) => url)).toEqual(['http://lieu.localhost/inbox/']);
  expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({
    type: 'Announce',
    object: { id: 'http://lieu.localhost/' },
    url: 'https://carte.example/lieux/lieu/pistes',
    summaryMap: { fr: expect.stringMatching(/«\sNotre fourgon\s».*obs:wantsLeads false/) },
  });
  scene.later(29 * dayMs);
  expect(await run()).toBe(0);
  // Nothing new since.
  scene.later(2 * dayMs);
  expect(await run()).toBe(0);
  expect(sent).toHaveLength(1);
});

it('tells who offers what somebody seeks as well', async () => {
  const { run, sent } = await scenario('', inbox('http://autre.localhost/inbox/'));
  expect(await run()).toBe(1);
  expect(sent.map(({ url }) => url)).toEqual(['http://autre.localhost/inbox/']);
  expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({ object: { id: 'http://autre.localhost/' } });
});

it.each([
  ['says that it wants none', `${inbox('http://lieu.localhost/inbox/')} <#lieu> obs:wantsLeads false .`],
  ['names another site’s inbox', inbox('http://victime.localhost/inbox/')],
  ['names no inbox', ''],
])('writes to nobody when the profile %s', async (_, said) => {
  const { run, sent } = await scenario(said);
  expect(await run()).toBe(0);
  expect(sent).toEqual([]);
});
