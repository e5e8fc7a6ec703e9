import type { Quad, Term } from '@rdfjs/types';
import { seededRandom } from '../../fixtures/seeded-random.ts';
import { drawPlace, type SyntheticPlace } from '../../fixtures/synthetic-place.ts';
import { readVocabulary } from '../../server/bin/bundled-data.ts';
import { demoSharedHosts } from '../../server/bin/config.ts';
import { inTransaction, openDatabase } from '../../server/bin/state/open-database.ts';
import { loadConcepts } from '../../server/directory/concepts.ts';
import { createDirectory } from '../../server/directory/create-directory.ts';
import type { Directory } from '../../server/directory/directory.ts';
import { createPublisherRules } from '../../server/fetch/publisher.ts';
import { communes } from '../../server/geography/communes.ts';
import { blankNode, foaf, literal, namedNode, obs, quadOf, rdf, schema, VOCAB } from '../../server/rdf/terms.ts';
import { openRegistry } from '../../server/registry/open-registry.ts';

const perTransaction = 5000;

/**
 * Writes the directory of `count` invented places into a data folder by projecting their quads, without visits, versions or
 * graph: what lists and searches need. They stand in real communes and bear their names, so that a word finds some of them and not all.
 * `more` adds to what each says.
 */
export function writeSyntheticState(
  folder: string,
  count: number,
  more: (place: ProfiledPlace) => readonly Quad[] = () => [],
): void {
  const db = openDatabase(folder);
  openRegistry(db, (url) => new URL(url).hostname);
  const directory = createDirectory(db, {
    concepts: loadConcepts(readVocabulary()),
    align: (quads) => quads,
    // As `serve` has them: tables made under other rules would be made again from the graphs, of which there are none.
    publishers: createPublisherRules(demoSharedHosts),
  });
  const places = syntheticPlaces(count);
  for (let start = 0; start < count; start += perTransaction)
    inTransaction(db, () => {
      for (let index = start; index < Math.min(start + perTransaction, count); index++) {
        const place = places.next().value;
        if (place) publish(directory, { ...place, quads: [...place.quads, ...more(place)] });
      }
    });
  directory.settle();
  db.close();
}

/** An invented place as its profile says it. */
export interface ProfiledPlace {
  readonly index: number;
  readonly url: string;
  readonly at: string;
  readonly town: SyntheticPlace['town'];
  readonly quads: readonly Quad[];
}

/** Draws the same places each time, in real communes. */
export function* syntheticPlaces(count: number): Generator<ProfiledPlace, undefined> {
  const towns = communes().flatMap(({ name, postalCodes: [postalCode = ''], position }) =>
    position ? [{ name, postalCode, ...position }] : [],
  );
  const random = seededRandom(1);
  for (let index = 0; index < count; index++) {
    const place = drawPlace({ index, towns, neighbours: [], random });
    const url = `https://lieux-${Math.floor(index / 10)}.example/lieu-${index}`;
    const name = `${place.name.replace(/ \(\d+\)$/, '')} à ${place.town.name}`;
    const at = new Date(Date.UTC(2026, 10, 25) - Math.floor(random() * 60 * 86_400_000)).toISOString();
    const quads = quadsOf({ ...place, name }, { url, hasHours: random() < 0.3 });
    yield { index, url, at, town: place.town, quads };
  }
  return undefined;
}

function publish(directory: Directory, { index, url, at, quads }: ProfiledPlace): void {
  directory.project({ registration: String(index), url, finalUrl: url, readAt: at, changedAt: at, warnings: [] }, [
    ...quads,
  ]);
}

function quadsOf(
  place: SyntheticPlace,
  { url, hasHours }: { readonly url: string; readonly hasHours: boolean },
): Quad[] {
  const [node, association, exchange] = [
    namedNode(`${url}#lieu`),
    namedNode(`${url}#association`),
    namedNode(`${url}#echange`),
  ];
  const [address, geo] = [blankNode(), blankNode()];
  const french = (text: string) => literal(text, 'fr');
  const concept = (path: string) => namedNode(VOCAB + path);
  const quads: Quad[] = [quadOf(namedNode(url), foaf('primaryTopic'), node)];
  const say = (subject: Term, predicate: Quad['predicate'], ...objects: Term[]) =>
    quads.push(...objects.map((object) => quadOf(subject, predicate, object)));
  say(node, rdf('type'), obs('ThirdPlace'));
  say(node, schema('name'), french(place.name));
  say(node, schema('description'), french(place.description));
  say(node, obs('kind'), ...place.kinds.map(concept));
  say(node, obs('practice'), ...place.practices.map(concept));
  say(node, obs('audience'), ...place.audiences.map(concept));
  say(node, obs('operatingStatus'), concept(place.status));
  say(node, obs('operatedBy'), association);
  if (hasHours) say(node, schema('openingHours'), literal('Mo-Fr 09:00-12:30'), literal('Mo-Sa 14:00-19:00'));
  say(node, schema('address'), address);
  say(address, schema('postalCode'), literal(place.town.postalCode));
  say(address, schema('addressLocality'), literal(place.town.name));
  say(node, schema('geo'), geo);
  say(geo, schema('latitude'), literal(String(place.town.lat)));
  say(geo, schema('longitude'), literal(String(place.town.lon)));
  say(association, rdf('type'), schema('Organization'));
  say(association, schema('name'), french(`Association ${place.name}`));
  say(association, obs('legalForm'), concept('legal-forms/association'));
  if (!place.exchange) return quads;
  const isNeed = place.exchange.kind === 'need';
  say(node, schema(isNeed ? 'seeks' : 'makesOffer'), exchange);
  say(exchange, rdf('type'), schema(isNeed ? 'Demand' : 'Offer'));
  say(exchange, schema('name'), french(place.exchange.name));
  say(exchange, obs('resource'), concept(place.exchange.resource));
  say(exchange, obs('exchangeState'), concept('exchange-states/open'));
  say(exchange, schema('validThrough'), literal('2027-12-31'));
  return quads;
}
