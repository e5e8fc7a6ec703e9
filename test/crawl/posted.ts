import type { Site } from '../../fixtures/small-web.ts';
import { openScene } from '../observatory.ts';

/** A scene in which every first page was read, and what writing to inboxes needs: it notes what is sent, and nothing leaves the test. */
export async function openForLetters(sites: readonly Site[]) {
  const scene = await openScene(sites);
  for (const { host } of sites) scene.observatory.register(`http://${host}/`, 'api');
  await scene.observatory.round();
  const sent: { readonly url: string; readonly body: string }[] = [];
  const { registry, publisherRules } = scene.observatory;
  const letters = {
    registry,
    publishers: publisherRules,
    origin: 'https://carte.example',
    now: scene.now,
    dereferencer: {
      async send(url: string, { body }: { readonly body: string }) {
        sent.push({ url, body });
        return { state: 'bad-answer', reason: 'status', status: 202 } as const;
      },
    },
  };
  return { scene, letters, sent };
}
