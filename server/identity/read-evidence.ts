import type { DatabaseSync } from 'node:sqlite';
import type { Description } from '../directory/projection/describe.ts';
import { authorityOf, type Standing } from '../directory/source-standing.ts';
import { given } from '../rdf/given.ts';
import type { Evidence } from './evidence.ts';

/** An entity as identity sees it: its strongest description, and who speaks in it. */
export interface Known extends Standing {
  readonly iri: string;
  readonly evidence: Evidence;
  readonly description: Description;
  /** The registered URL that says it. */
  readonly source: string;
  readonly registration: string;
  readonly readAt: string;
  readonly attribution?: string;
  readonly departement?: string;
}

/** Prepares the reading of places and organisations that are in the directory, merged ones too, by their IRI. */
export function createEvidenceReader(
  db: DatabaseSync,
  parts: { readonly publisherOf: (address: string) => string | undefined; readonly isRecord: (iri: string) => boolean },
): (iri: string) => Known | undefined {
  const select = db.prepare(
    `SELECT e.type, coalesce(e.own, e.description) AS description, e.departement, d.url, d.registration, d.changed_at, d.read_at, d.attribution
     FROM entity e JOIN document d ON d.registration = e.document
     WHERE e.iri = ? AND e.type IN ('place', 'organization', 'network') AND (e.lead = 1 OR e.rank >= 1)
     ORDER BY e.lead DESC, e.rank DESC, e.id LIMIT 1`,
  );
  return (iri) => {
    const row = select.get(iri);
    if (!row) return undefined;
    const description = JSON.parse(row['description'] as string) as Description;
    const attribution = (row['attribution'] as string | null) ?? undefined;
    const source = row['url'] as string;
    const isRecord = parts.isRecord(iri);
    const publisher = parts.publisherOf(source);
    return {
      iri,
      description,
      source,
      registration: row['registration'] as string,
      readAt: row['read_at'] as string,
      changedAt: row['changed_at'] as string,
      authority: authorityOf(
        { iri, isRecord, ...given('url', description.url), ...given('attribution', attribution) },
        parts.publisherOf,
      ),
      ...given('attribution', attribution),
      ...given('departement', (row['departement'] as string | null) ?? undefined),
      evidence: toEvidence(description, row['type'] === 'place' ? 'place' : 'actor', attribution ?? publisher),
    };
  };
}

function toEvidence(description: Description, kind: Evidence['kind'], publisher: string | undefined): Evidence {
  const { iri, names, alternateNames, position, address, url, contact, values } = description;
  const said = (name: string) =>
    (values[name] ?? []).flatMap((value) =>
      value.kind === 'text' ? Object.values(value.text) : value.kind === 'url' ? [value.url] : [],
    );
  return {
    iri,
    kind,
    names: [...Object.values(names), ...alternateNames].filter((name) => name !== undefined),
    ...given('position', position),
    ...given('street', address?.street),
    ...given('postalCode', address?.postalCode),
    ...given('locality', address?.locality),
    sites: url ? [url] : [],
    emails: contact.email ? [contact.email] : [],
    telephones: contact.telephone ? [contact.telephone] : [],
    siret: said('siret'),
    rna: said('rna'),
    sameAs: said('sameAs'),
    ...given('publisher', publisher),
  };
}
