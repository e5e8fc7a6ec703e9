import type { DatabaseSync } from 'node:sqlite';
import type { Quad } from '@rdfjs/types';
import type { Aligner } from '../../rdf/align.ts';
import { dct, prov, schema } from '../../rdf/terms.ts';
import type { Bilingual } from '../../rdf/text.ts';
import { wording } from '../../rdf/text.ts';
import { topicsOf } from '../../rdf/topics.ts';
import type { Entity, EntityType } from '../entity.ts';
import type { PublisherRules, Speaker } from './authority.ts';
import { authorityRank, pointersIn, ranks } from './authority.ts';
import type { StatedLink } from './describe.ts';
import { describe, entitiesIn, linksOf } from './describe.ts';
import type { EntityWriter } from './entity-writer.ts';
import { createPlaceSettler } from './settle-places.ts';
import type { Subjects } from './subjects.ts';
import { bySubject } from './subjects.ts';

/** Where the quads to project come from. */
export interface ProjectedDocument {
  readonly registration: string;
  readonly url: string;
  readonly finalUrl: string;
  readonly readAt: string;
  readonly changedAt: string;
  /** What readers of its entities should be warned of. */
  readonly warnings: readonly Bilingual[];
  /**
   * An observatory that the operator follows passes on what it read elsewhere (`prov:wasDerivedFrom`): while nobody speaks
   * first-hand, it leads for what that document would speak for.
   */
  readonly isPassedOn?: boolean;
}

/** What a write made of one entity in the eyes of readers, and what was known of it then. */
export interface EntityChange {
  readonly kind: 'added' | 'changed' | 'removed';
  readonly type: EntityType;
  readonly key: string;
  readonly iri: string;
  readonly name: Bilingual;
  readonly departement: string | null;
  readonly commune: string | null;
}

/** Turns what documents say into rows: each is part of the caller's transaction. */
export interface Projector {
  /** Puts what a document says in place of what it said before; tells what readers see of it. */
  project(document: ProjectedDocument, quads: readonly Quad[]): readonly EntityChange[];
  /** Takes a document's entities away; those nobody else speaks for are remembered as withdrawn when a date is given. */
  remove(registration: string, withdrawnAt?: string): readonly EntityChange[];
  /** The entities a document leads for, its declared topic first. */
  leadsOf(registration: string): readonly { readonly type: EntityType; readonly key: string }[];
  /** The first entity that a document describes and may speak for. */
  leadIn(
    document: Speaker,
    quads: readonly Quad[],
  ): { readonly iri: string; readonly type: EntityType; readonly subjects: Subjects } | undefined;
}

/** Makes the projector; `touch` is called before and after a document's rows change. */
export function createProjector(
  db: DatabaseSync,
  parts: {
    readonly writer: EntityWriter;
    readonly align: Aligner;
    readonly publishers: PublisherRules;
    readonly touch: (document: string) => void;
  },
): Projector {
  const { writer, align, publishers, touch } = parts;
  const settler = createPlaceSettler(db);
  const sql = {
    document: db.prepare(
      `INSERT INTO document (registration, url, read_at, changed_at, license, attribution, warnings) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (registration) DO UPDATE SET url = excluded.url, read_at = excluded.read_at, changed_at = excluded.changed_at,
         license = excluded.license, attribution = excluded.attribution, warnings = excluded.warnings`,
    ),
    removeDocument: db.prepare('DELETE FROM document WHERE registration = ?'),
    leads: db.prepare(
      `SELECT e.iri, e.type, k.key, e.description, e.departement, e.commune_code FROM entity e JOIN entity_key k ON k.iri = e.iri
       WHERE e.document = ? AND e.lead = 1 ORDER BY e.rank >= ${ranks.site} DESC, e.id`,
    ),
    stillThere: db.prepare('SELECT 1 FROM entity WHERE iri = ? AND lead = 1'),
    alsoSaid: db.prepare(`SELECT 1 FROM entity WHERE iri = ? AND document <> ? AND rank >= ${ranks.site}`),
    withdraw: db.prepare(
      'INSERT INTO withdrawn (type, key, name, at) VALUES (?, ?, ?, ?) ON CONFLICT (type, key) DO UPDATE SET at = excluded.at',
    ),
    restore: db.prepare('DELETE FROM withdrawn WHERE type = ? AND key = ?'),
  };

  /** Of persons we keep no more than they say; what another site says of its own is no claim about it, whoever passed it on. */
  const isClaimable = (document: ProjectedDocument, iri: string, type: EntityType) => {
    const publisher = publishers.find(iri);
    return type !== 'person' && publisher !== undefined && publisher !== publishers.find(document.finalUrl);
  };

  const leadsOf = (registration: string) =>
    sql.leads.all(registration).map((row) => ({ type: row['type'] as EntityType, key: row['key'] as string, row }));

  /** An entity that its document no longer speaks of: gone, remembered as withdrawn when a date is given, or somebody else's now. */
  function leave(lead: Lead, withdrawnAt: string | undefined): EntityChange {
    if (sql.stillThere.get(lead.row['iri'] as string)) return changeOf('changed', lead);
    const change = changeOf('removed', lead);
    if (withdrawnAt) sql.withdraw.run(lead.type, lead.key, change.name.fr, withdrawnAt);
    return change;
  }

  /** What a document says of itself, beside what it is about. */
  function writeDocument(document: ProjectedDocument, quads: readonly Quad[]): void {
    const urls = [document.url, document.finalUrl];
    const said = (predicate: string) =>
      quads.find((q) => q.predicate.value === predicate && urls.includes(q.subject.value))?.object.value ?? null;
    sql.document.run(
      document.registration,
      document.url,
      document.readAt,
      document.changedAt,
      said(dct('license').value),
      said(schema('creditText').value),
      JSON.stringify(document.warnings),
    );
  }

  /** Writes what a document says of its own things, and as claims what it says of others'; tells which IRIs it spoke about. */
  function writeEntities(document: ProjectedDocument, quads: readonly Quad[]): string[] {
    const { registration } = document;
    const subjects = bySubject(quads);
    const topics = topicsOf(quads, [document.url, document.finalUrl]);
    const known = new Map<string, number>();
    const rankOf = (iri: string) => {
      const rank = known.get(iri) ?? authorityRank(document, iri, { publishers, topics });
      known.set(iri, rank);
      return rank;
    };
    const isOwn = (iri: string) => rankOf(iri) >= ranks.site;
    const source = document.isPassedOn ? sourceOf(document, quads) : undefined;
    const isPassedOn = (iri: string) =>
      source !== undefined &&
      authorityRank({ url: source, finalUrl: source }, iri, { publishers, topics }) >= ranks.site;
    const described: string[] = [];
    for (const { iri, type } of entitiesIn(subjects, topics)) {
      const isFirstHand = isOwn(iri);
      if (!isFirstHand && !isClaimable(document, iri, type)) continue;
      const description = describe(subjects, iri, type);
      // A person appears only by asking for it, in a profile of their own.
      if (type === 'person' && !description.listed) continue;
      const isNamed = wording(description.names, 'fr') !== '';
      if (isFirstHand && !isNamed) continue;
      const links = linksOf(subjects, iri);
      if (isFirstHand) {
        writer.insert(registration, { rank: rankOf(iri), description, links });
        // What it says to be the same may be a record that it replaces.
        for (const { relation, subject, object } of links)
          if (relation === 'sameAs') described.push(subject === iri ? object : subject);
      } else {
        const [sided, remarks] = sideLinks(links, isOwn);
        const rank = isNamed ? ranks.record : ranks.remark;
        writer.insert(registration, { rank, description: { ...description, remarks }, links: sided });
        if (isPassedOn(iri)) writer.point(registration, { iri, target: document.url });
      }
      described.push(iri);
    }
    for (const pointer of pointersIn(quads).filter(({ iri }) => isOwn(iri))) {
      writer.point(registration, pointer);
      described.push(pointer.iri);
    }
    return described;
  }

  /** What readers see of a document's new words, beside the entities it led for before. */
  function changesSince(before: readonly Lead[], { registration, changedAt }: ProjectedDocument): EntityChange[] {
    const led = new Map(before.map((lead) => [lead.row['iri'], lead]));
    const changes: EntityChange[] = [];
    for (const [index, lead] of leadsOf(registration).entries()) {
      sql.restore.run(lead.type, lead.key);
      const known = led.get(lead.row['iri']);
      led.delete(lead.row['iri']);
      const isNew = !known && !sql.alsoSaid.get(lead.row['iri'] as string, registration);
      // The declared topic stands for the whole profile, its links included.
      if (isNew) changes.push(changeOf('added', lead));
      else if (index === 0 || known?.row['description'] !== lead.row['description'])
        changes.push(changeOf('changed', lead));
    }
    return [...changes, ...[...led.values()].map((lead) => leave(lead, changedAt))];
  }

  /** What is held at, or carried by, something that moved has moved with it. */
  function placeAgain(ids: readonly number[], own: string): void {
    for (const document of settler.settle(ids)) if (document !== own) touch(document);
  }

  return {
    project(document, quads) {
      const { registration } = document;
      const aligned = align(quads);
      const isKnown = writer.isKnown(registration);
      const led = isKnown ? leadsOf(registration) : [];
      if (isKnown) touch(registration);
      const following = isKnown ? settler.concerned(registration) : [];
      const before = isKnown ? writer.removeDocument(registration) : [];
      writeDocument(document, aligned);
      writer.chooseLeads([...before, ...writeEntities(document, aligned)]);
      writer.settleExchanges(registration);
      placeAgain([...following, ...settler.concerned(registration)], registration);
      touch(registration);
      return changesSince(led, document);
    },
    remove(registration, withdrawnAt) {
      const leads = leadsOf(registration);
      touch(registration);
      const following = settler.concerned(registration);
      writer.chooseLeads(writer.removeDocument(registration));
      placeAgain(following, registration);
      touch(registration);
      sql.removeDocument.run(registration);
      return leads.map((lead) => leave(lead, withdrawnAt));
    },
    leadsOf: (registration) => leadsOf(registration).map(({ type, key }) => ({ type, key })),
    leadIn(document, quads) {
      const aligned = align(quads);
      const subjects = bySubject(aligned);
      const topics = topicsOf(aligned, [document.url, document.finalUrl]);
      const lead = entitiesIn(subjects, topics).find(
        ({ iri }) => authorityRank(document, iri, { publishers, topics }) >= ranks.site,
      );
      return lead && { ...lead, subjects };
    },
  };
}

/** Where a record says that it was read. */
function sourceOf({ url }: ProjectedDocument, quads: readonly Quad[]): string | undefined {
  return quads.find((q) => q.subject.value === url && q.predicate.equals(prov('wasDerivedFrom')))?.object.value;
}

/** A row of the entities that a document leads for. */
interface Lead {
  readonly type: EntityType;
  readonly key: string;
  readonly row: Record<string, unknown>;
}

function changeOf(kind: EntityChange['kind'], { type, key, row }: Lead): EntityChange {
  const { names } = JSON.parse(row['description'] as string) as { names: Entity['names'] };
  // A person who leaves takes the name along.
  const isForgotten = kind === 'removed' && type === 'person';
  return {
    kind,
    type,
    key,
    iri: row['iri'] as string,
    name: isForgotten ? { fr: '', en: '' } : { fr: wording(names, 'fr'), en: wording(names, 'en') },
    departement: row['departement'] as string | null,
    commune: row['commune_code'] as string | null,
  };
}

/** A link said of others belongs to the end that is the speaker's own; between two others it is a mere remark. */
function sideLinks(links: readonly StatedLink[], isOwn: (iri: string) => boolean): [StatedLink[], StatedLink[]] {
  const other = ({ subject, object, statedBy }: StatedLink) => (statedBy === subject ? object : subject);
  const sided = links.filter((link) => isOwn(other(link))).map((link) => ({ ...link, statedBy: other(link) }));
  return [sided, links.filter((link) => !isOwn(other(link)))];
}
