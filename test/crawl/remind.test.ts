import { afterEach, expect, it } from 'vitest';
import { remind } from '../../server/crawl/remind.ts';
import { placeTurtle, type Scene, site } from '../observatory.ts';
import { openForLetters } from './posted.ts';

const yearMs = 366 * 86_400_000;
const ldp = '<http://www.w3.org/ns/ldp#inbox>';

let scene: Scene;
afterEach(() => scene.close());

async function scenario(...profiles: readonly (readonly [host: string, inbox: string])[]) {
  const opened = await openForLetters(
    profiles.map(([host, inbox]) => site(host, { '/': `${placeTurtle(host)} <> ${ldp} <${inbox}> .` })),
  );
  scene = opened.scene;
  const { reminders } = scene.observatory;
  return { run: () => remind({ reminders, ...opened.letters }), sent: opened.sent };
}

it('writes once a year to the inbox of a profile that nobody changed', async () => {
  const { run, sent } = await scenario(['lieu.localhost', 'http://lieu.localhost/inbox/']);
  expect(await run()).toBe(0);
  scene.later(yearMs);
  expect(await run()).toBe(1);
  expect(await run()).toBe(0);
  expect(sent.map(({ url }) => url)).toEqual(['http://lieu.localhost/inbox/']);
  expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({
    type: 'Announce',
    object: { id: 'http://lieu.localhost/' },
    url: 'https://carte.example/publier/fiche?depuis=http%3A%2F%2Flieu.localhost%2F',
    summaryMap: { fr: expect.stringContaining('n’a pas changé depuis le 2026-01-01') },
  });
  scene.later(yearMs);
  expect(await run()).toBe(1);
});

it('writes to nobody whose inbox another site’s profile gives', async () => {
  const { run, sent } = await scenario(['lieu.localhost', 'http://victime.localhost/inbox/']);
  scene.later(yearMs);
  expect(await run()).toBe(0);
  expect(sent).toEqual([]);
});
