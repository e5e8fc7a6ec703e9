import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readVocabulary } from '../../server/bin/bundled-data.ts';
import type { Lead, Leads } from '../../server/cooperation/lead.ts';
import { createLeadAnswers } from '../../server/cooperation/lead-answers.ts';
import { loadConcepts } from '../../server/directory/concepts.ts';
import { createDirectory } from '../../server/directory/create-directory.ts';
import { createPublisherRules } from '../../server/fetch/publisher.ts';
import { createAligner } from '../../server/rdf/align.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { prefixes } from '../observatory.ts';

const vocabulary = readVocabulary();
export const concepts = loadConcepts(vocabulary);
export const now = '2026-06-01T00:00:00Z';

/** A directory that profiles are published to, and the leads found in it by a connection of their own. */
export function openScene() {
  const folder = mkdtempSync(join(tmpdir(), 'obsidienne-leads-'));
  const file = join(folder, 'state.sqlite');
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF');
  const directory = createDirectory(db, {
    concepts,
    align: createAligner(vocabulary),
    publishers: createPublisherRules(),
  });
  const reading = new DatabaseSync(file, { readOnly: true });
  const answers = createLeadAnswers(reading, concepts);
  const urlOf = (host: string) => `http://${host}.localhost/`;
  return {
    directory,
    /** What `#lieu` of a host says; `at` is when it was last read and changed. */
    publish(
      host: string,
      turtle: string,
      {
        lat = 48,
        lon = 2,
        at = '2026-05-25T00:00:00Z',
        changedAt = '2026-05-25T00:00:00Z',
        type = 'obs:ThirdPlace',
      } = {},
    ) {
      const url = urlOf(host);
      const self = `<#lieu> a ${type} ; schema:name "${host}" ${Number.isNaN(lat) ? '' : `; schema:geo [ schema:latitude ${lat} ; schema:longitude ${lon} ]`} .`;
      directory.project(
        { registration: url, url, finalUrl: url, readAt: at, changedAt, warnings: [] },
        parseTurtle(`${prefixes}${self} ${turtle}`, 'turtle', url),
      );
    },
    withdraw: (host: string) => directory.remove(urlOf(host)),
    of(
      key: string,
      {
        type = 'place',
        limit = 50,
        on = now,
      }: { type?: 'place' | 'network' | 'cooperation' | 'territory'; limit?: number; on?: string } = {},
    ): readonly Lead[] {
      return this.all(key, { type, limit, on }).leads;
    },
    all: (
      key: string,
      {
        type = 'place',
        limit = 50,
        on = now,
      }: { type?: 'place' | 'network' | 'cooperation' | 'territory'; limit?: number; on?: string } = {},
    ) => answers({ about: 'leads', of: { type, key }, language: 'fr', now: on, offset: 0, limit }) as Leads,
    in: (departements: readonly string[]) =>
      answers({ about: 'leads', of: { departements }, language: 'fr', now, offset: 0, limit: 50 }) as Leads,
    close() {
      reading.close();
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const resource = (key: string) => `<https://w3id.org/obsidienne/resources/${key}>`;
export const practice = (...keys: readonly string[]) =>
  keys.map((key) => `<#lieu> obs:practice <https://w3id.org/obsidienne/practices/${key}> .`).join(' ');
let count = 0;

/** A need of `#lieu`. */
export function seeks(key: string, { name = 'Besoin', more = '' } = {}): string {
  const id = `<#besoin-${count++}>`;
  return `<#lieu> schema:seeks ${id} . ${id} a schema:Demand ; schema:name "${name}" ; ${more} obs:resource ${resource(key)} .`;
}

/** An offer of `#lieu`. */
export function offers(key: string, { name = 'Offre', more = '' } = {}): string {
  const id = `<#offre-${count++}>`;
  return `<#lieu> schema:makesOffer ${id} . ${id} a schema:Offer ; schema:name "${name}" ; ${more} obs:resource ${resource(key)} .`;
}
