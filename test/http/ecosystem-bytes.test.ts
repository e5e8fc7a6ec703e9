import { expect, it } from 'vitest';
import { serve } from './serve.ts';

const profiles: readonly (readonly [string, string])[] = [
  // The same name twice: whoever was read first must not stand first.
  ['a', 'a obs:ThirdPlace ; schema:name "Le Même" ; obs:kind kinds:fablab ; obs:cooperatesWith <https://b.example/#x>'],
  ['b', 'a obs:ThirdPlace ; schema:name "Le Même" ; obs:cooperatesWith <https://a.example/#x>, <https://c.example/#x>'],
  ['c', 'a obs:Network ; schema:name "Réseau" ; obs:scale <https://w3id.org/obsidienne/scales/neighbourhood>'],
  ['d', 'a schema:Organization ; schema:name "<b>Gras</b> & \u202egnp" ; schema:memberOf <https://c.example/#x>'],
  ['e', 'a obs:ThirdPlace ; schema:name "Seul" ; obs:practice practices:repair-cafe'],
];

async function drawnAfter(order: readonly (readonly [string, string])[]): Promise<readonly string[]> {
  const site = await serve();
  for (const [host, words] of order)
    site.publish(`https://${host}.example/`, `<> foaf:primaryTopic <#x> . <#x> ${words} .`);
  const pictures = await Promise.all(
    ['/ecosysteme.svg', '/ecosysteme.svg?vue=network', '/ecosysteme.svg?secteurs=discipline&lang=en'].map(
      async (path) => (await site.get(path)).text(),
    ),
  );
  await site.close();
  return pictures.map((picture) => picture.replaceAll(new URL(site.url).host, 'site'));
}

it('draws the same actors to the same bytes, in whatever order they were read', async () => {
  const first = await drawnAfter(profiles);
  expect(await drawnAfter(profiles.toReversed())).toEqual(first);
  for (const picture of first) {
    expect(picture.match(/<a class="eco-node/g)).toHaveLength(profiles.length);
    expect(picture).not.toContain('<b>');
  }
});
