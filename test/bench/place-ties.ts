import type { Quad, Term } from '@rdfjs/types';
import { literal, namedNode, obs, quadOf, rdf, schema, VOCAB } from '../../server/rdf/terms.ts';
import type { ProfiledPlace } from './synthetic-state.ts';

const scales = ['building', 'building-site', 'neighbourhood', 'living-territory'] as const;
const perNetwork = 40;

/**
 * What invented places say of each other: all but every fifth are in one of the networks, which their first member publishes and which
 * names every other member too; a third work with the next place, of which half say the same; a tenth claim a useful effect.
 */
export function tiesOf({ index, url }: ProfiledPlace): readonly Quad[] {
  const place = namedNode(`${url}#lieu`);
  const quads: Quad[] = [];
  const say = (subject: Term, predicate: Quad['predicate'], ...objects: Term[]) =>
    quads.push(...objects.map((object) => quadOf(subject, predicate, object)));
  const first = index - (index % perNetwork);
  if (index % 5 !== 4) say(place, schema('memberOf'), namedNode(`${urlOf(first)}#reseau`));
  if (index === first) {
    const network = namedNode(`${url}#reseau`);
    say(network, rdf('type'), obs('Network'));
    say(network, schema('name'), literal(`Réseau ${index}`, 'fr'));
    const members = Array.from({ length: perNetwork / 2 }, (_, nth) => namedNode(`${urlOf(first + nth * 2)}#lieu`));
    say(network, schema('member'), ...members);
  }
  if (index % 3 === 0) say(place, obs('cooperatesWith'), namedNode(`${urlOf(index + 1)}#lieu`));
  if (index % 6 === 1) say(place, obs('cooperatesWith'), namedNode(`${urlOf(index - 1)}#lieu`));
  if (index % 10 === 0) {
    const effect = namedNode(`${url}#effet`);
    say(place, obs('hasEffect'), effect);
    say(effect, rdf('type'), obs('UsefulEffect'));
    say(effect, schema('name'), literal(`Ce qui a changé ${index}`, 'fr'));
    if (index % 20 === 0) say(effect, obs('evidence'), literal('Une enquête auprès des voisins.', 'fr'));
  }
  const scale = scales[index % 7];
  if (scale) say(place, obs('scale'), namedNode(`${VOCAB}scales/${scale}`));
  return quads;
}

/** The address of the profile of an invented place. */
function urlOf(index: number): string {
  return `https://lieux-${Math.floor(index / 10)}.example/lieu-${index}`;
}
