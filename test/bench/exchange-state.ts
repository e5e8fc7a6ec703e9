import { DatabaseSync } from 'node:sqlite';
import { seededRandom } from '../../fixtures/seeded-random.ts';
import type { Concepts } from '../../server/directory/concepts.ts';
import { createDirectory } from '../../server/directory/create-directory.ts';
import { createPublisherRules } from '../../server/fetch/publisher.ts';
import { communes } from '../../server/geography/communes.ts';

const perSide = 5;
const day = '2026-11-20T08:00:00.000Z';

/**
 * Writes the tables of `count` places with five needs and five offers each, of the whole scheme of resources, in real communes: rows as a
 * projection leaves them, written directly since half a million of them are wanted and only their reading is measured.
 */
export function writeExchangeState(file: string, count: number, concepts: Concepts): void {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF');
  createDirectory(db, { concepts, align: (quads) => quads, publishers: createPublisherRules() }).settle();
  const random = seededRandom(7);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const leaves = (scheme: string) => {
    const all = concepts.inScheme(scheme);
    return all.filter(({ iri }) => !all.some(({ broader }) => broader === iri));
  };
  const [resources, practices, disciplines] = [leaves('resources'), leaves('practices'), leaves('disciplines')];
  const all = concepts.inScheme('scales');
  const towns = communes().filter(({ position }) => position !== undefined);
  const sql = {
    document: db.prepare("INSERT INTO document VALUES (?, ?, ?, ?, NULL, NULL, '[]')"),
    entity: db.prepare(
      'INSERT INTO entity (iri, document, rank, lead, type, sort_name, departement, commune_code, lon, lat, concepts, description) VALUES (?, ?, 9, 1, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    key: db.prepare('INSERT INTO entity_key VALUES (?, ?, ?)'),
    link: db.prepare('INSERT INTO link VALUES (?, ?, ?, ?, ?)'),
  };
  db.exec('BEGIN');
  for (let index = 0; index < count; index++) {
    const document = String(index);
    const url = `https://lieux-${Math.floor(index / 10)}.example/lieu-${index}`;
    const town = pick(towns);
    const at = { lon: (town.position?.lon ?? 0) + random() / 50, lat: (town.position?.lat ?? 0) + random() / 50 };
    const put = (
      iri: string,
      type: string,
      name: string,
      said: Readonly<Record<string, readonly string[]>>,
      more: object = {},
    ) => {
      const isPlace = type === 'place';
      const description = {
        iri,
        type,
        names: { fr: name },
        description: {},
        alternateNames: [],
        contact: {},
        openingHours: [],
        rooms: [],
        amenities: [],
        listed: false,
        example: false,
        concepts: said,
        values: {},
        ...more,
      };
      sql.entity.run(
        iri,
        document,
        type,
        name,
        isPlace ? town.departement : null,
        isPlace ? town.code : null,
        isPlace ? at.lon : null,
        isPlace ? at.lat : null,
        JSON.stringify(said),
        JSON.stringify(description),
      );
      sql.key.run(iri, type, `${type}-${iri.slice(iri.lastIndexOf('-') + 1).replace('#lieu', '')}`);
    };
    sql.document.run(
      document,
      url,
      day,
      new Date(Date.parse(day) - Math.floor(random() * 700) * 86_400_000).toISOString(),
    );
    const place = `${url}#lieu`;
    const said = {
      practice: [pick(practices).iri, pick(practices).iri],
      ...(random() < 0.3 ? { scale: [pick(all).iri] } : {}),
      ...(random() < 0.3 ? { discipline: [pick(disciplines).iri] } : {}),
    };
    put(place, 'place', `Lieu ${index} à ${town.name}`, said, { position: at });
    for (const [relation, type] of [
      ['seeks', 'need'],
      ['makesOffer', 'offer'],
    ] as const)
      for (let nth = 0; nth < perSide; nth++) {
        const resource = pick(resources);
        const iri = `${url}#${type}-${index}x${nth}`;
        put(
          iri,
          type,
          `${resource.label.fr} ${nth}`,
          { resource: [resource.iri] },
          random() < 0.2 ? { values: { radiusKm: [{ kind: 'number', value: 50 }] } } : {},
        );
        sql.link.run(place, relation, iri, document, place);
      }
    const neighbour = `https://lieux-${Math.floor(pick([index, 0, 3]) / 10)}.example/lieu-${Math.floor(random() * count)}#lieu`;
    if (random() < 0.5) sql.link.run(place, 'cooperatesWith', neighbour, document, place);
    if (random() < 0.3)
      sql.link.run(
        place,
        'memberOf',
        `https://reseau-${Math.floor(random() * (count / 50))}.example/#reseau`,
        document,
        place,
      );
  }
  const networks = Math.ceil(count / 50);
  for (let index = 0; index < networks; index++) {
    const [iri, document] = [`https://reseau-${index}.example/#reseau`, `reseau-${index}`];
    sql.document.run(document, iri, day, day);
    sql.entity.run(
      iri,
      document,
      'network',
      `Réseau ${index}`,
      null,
      null,
      null,
      null,
      '{}',
      JSON.stringify({
        iri,
        type: 'network',
        names: { fr: `Réseau ${index}` },
        description: {},
        alternateNames: [],
        contact: {},
        openingHours: [],
        rooms: [],
        amenities: [],
        listed: false,
        example: false,
        concepts: {},
        values: {},
      }),
    );
    sql.key.run(iri, 'network', `reseau-${index}`);
  }
  db.exec('COMMIT');
  db.exec('ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
}
