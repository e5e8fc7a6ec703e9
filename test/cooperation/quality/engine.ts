import { openScene } from '../scene.ts';
import { type Notice, readLabelledSet, towns } from './labelled-set.ts';
import type { Ranking } from './rate.ts';

/** What the engine finds for the needs of the labelled set, each notice published by a place of its own. */
export function rankByEngine(): Ranking {
  const { needs, offers } = readLabelledSet();
  const scene = openScene();
  try {
    const publish = (host: string, side: 'seeks' | 'makesOffer', { town, resource, radiusKm, name, text }: Notice) => {
      const [lat = 0, lon = 0] = towns[town] ?? [];
      const type = side === 'seeks' ? 'schema:Demand' : 'schema:Offer';
      const said = [
        `<#lieu> schema:${side} <#annonce> . <#annonce> a ${type} ; schema:name ${JSON.stringify(name)}@fr ; schema:description ${JSON.stringify(text)}@fr .`,
        ...(resource ? [`<#annonce> obs:resource <https://w3id.org/obsidienne/resources/${resource}> .`] : []),
        ...(radiusKm ? [`<#annonce> obs:radiusKm ${radiusKm} .`] : []),
      ];
      scene.publish(host, said.join(' '), { lat, lon });
    };
    for (const need of needs) publish(`besoin-${need.id}`, 'seeks', need);
    for (const offer of offers) publish(`offre-${offer.id}`, 'makesOffer', offer);
    return new Map(
      needs.map(({ id }) => [
        id,
        scene
          .of(`besoin-${id}`, { limit: 100 })
          .filter(({ kind }) => kind === 'answers-need')
          .map(({ actor }) => actor.name.replace('offre-', '')),
      ]),
    );
  } finally {
    scene.close();
  }
}
