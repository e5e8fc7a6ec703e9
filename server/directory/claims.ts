import type { DatabaseSync } from 'node:sqlite';
import { given } from '../rdf/given.ts';
import type { Claim, Link } from './entity.ts';
import type { Description } from './projection/describe.ts';
import { relationNamed } from './relations.ts';

/** As many documents of others as a page tells of. */
const maxClaims = 10;

/** What of a claim is told in the words and with the labels of the directory. */
export interface ClaimWords {
  properties(concepts: Description['concepts']): Claim['properties'];
  target(iri: string): Link['target'];
}

/**
 * Reads what documents of other publishers say about an entity: their description of it, the concepts they see in it and
 * the links they know of, and what records say that its own profile replaced or that were merged with it. Never a name, a place, a contact or an address on the web: these are the entity's own to tell.
 */
export function createClaimReader(
  db: DatabaseSync,
  isKnown: (concept: string) => boolean,
): (iri: string, words: ClaimWords) => Claim[] {
  const select = db.prepare(
    `SELECT e.description, d.registration, d.url, d.read_at, d.license FROM entity e JOIN document d ON d.registration = e.document
     WHERE e.lead = 0 AND ((e.iri = ?1 AND e.rank <= 0) OR e.iri IN (
       SELECT CASE l.subject WHEN ?1 THEN l.object ELSE l.subject END FROM link l
       WHERE l.relation = 'sameAs' AND l.stated_by = ?1 AND (l.subject = ?1 OR l.object = ?1)
       UNION SELECT iri FROM merged WHERE leader = ?1))
     ORDER BY e.id LIMIT ${maxClaims}`,
  );
  return (iri, words) =>
    select.all(iri).flatMap((row): Claim[] => {
      const { description, concepts, remarks = [] } = JSON.parse(row['description'] as string) as Description;
      // A concept of nobody's list would be a word put on somebody else's page.
      const known = Object.entries(concepts).map(([name, iris]) => [name, iris.filter(isKnown)] as const);
      const properties = words.properties(Object.fromEntries(known.filter(([, iris]) => iris.length > 0)));
      const links = remarks.flatMap(({ subject, relation, object }) => {
        const target = words.target(subject === iri ? object : subject);
        const name = subject === iri ? relation : (relationNamed(relation).inverse ?? relation);
        // An address that we do not know would be an advertisement on somebody else's page.
        return 'type' in target ? [{ relation: name, target }] : [];
      });
      if (Object.keys(description).length + Object.keys(properties).length + links.length === 0) return [];
      return [
        {
          source: row['url'] as string,
          registration: row['registration'] as string,
          readAt: row['read_at'] as string,
          ...given('license', (row['license'] as string | null) ?? undefined),
          description,
          properties,
          links,
        },
      ];
    });
}
