import { openScene, placeTurtle, type Scene, site } from './observatory.ts';

const van = 'obs:resource <https://w3id.org/obsidienne/resources/van>';
const monthMs = 30 * 86_400_000;

/** A place that seeks a van on Saturdays and one that offers its own, by an address that takes letters. */
export const [demande, offrant] = ['demande.localhost', 'offrant.localhost'] as const;
export const seeking = `${placeTurtle('La Demande')}
  <#lieu> schema:seeks <#besoin> . <#besoin> a schema:Demand ; schema:name "Un fourgon le samedi"@fr ; ${van} .`;
export const offering = `${placeTurtle('L’Offrant', 'schema:email "bonjour@offrant.example" ;')}
  <#lieu> schema:makesOffer <#offre> . <#offre> a schema:Offer ; schema:name "Notre fourgon"@fr ; ${van} .`;

/** A scene in which both have been read. */
export async function openNeedAndOffer(): Promise<Scene> {
  const sites = [site(demande, { '/': seeking }), site(offrant, { '/': offering })];
  const scene = await openScene(sites);
  for (const host of [demande, offrant]) scene.observatory.register(`http://${host}/`, 'api');
  await scene.observatory.round();
  return scene;
}

/** What they do who add lines to the file on their own site; the observatory reads both again. */
export async function republish(scene: Scene, added: { readonly seeking?: string; readonly offering?: string }) {
  const page = (host: string, ...parts: readonly (string | undefined)[]) =>
    site(host, { '/': parts.filter(Boolean).join('\n') });
  await scene.serve([page(demande, seeking, added.seeking), page(offrant, offering, added.offering)]);
  scene.later(monthMs);
  await scene.observatory.round();
}
