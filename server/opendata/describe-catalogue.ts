import { readFileSync } from 'node:fs';
import type { Quad } from '@rdfjs/types';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { dcat, dct, foaf, literal, namedNode, quadOf, rdf, xsd } from '../rdf/terms.ts';
import { describeSnapshots } from './describe-snapshots.ts';
import type { Snapshot } from './snapshot.ts';

/** What the catalogue says that no file can say beforehand. */
export interface CatalogueState {
  /** `https://host` without a final slash: the addresses of the catalogue are those of this site. */
  readonly base: string;
  /** When the data last changed. */
  readonly changedAt?: string;
  /** Who runs the observatory: a web page or an e-mail address. */
  readonly contact?: string;
  /** The newest first. */
  readonly snapshots: readonly Snapshot[];
}

const vcard = (local: string) => namedNode(`http://www.w3.org/2006/vcard/ns#${local}`);
const template = readFileSync(new URL('catalogue.ttl', import.meta.url), 'utf8');

/** The catalogue of everything that can be had here (DCAT-AP 3.0), with the absolute addresses of this site. */
export function describeCatalogue({ base, changedAt, contact, snapshots }: CatalogueState): Quad[] {
  const quads = parseTurtle(template, 'turtle', `${base}/`);
  const catalogue = namedNode(`${base}/catalog#catalogue`);
  const dataset = namedNode(`${base}/catalog#dataset`);
  if (changedAt)
    for (const subject of [catalogue, dataset])
      quads.push(quadOf(subject, dct('modified'), literal(changedAt, xsd('dateTime'))));
  quads.push(...describeSnapshots(snapshots, base));
  if (contact) {
    const point = namedNode(`${base}/catalog#contact`);
    const isMail = !/^https?:/i.test(contact);
    quads.push(
      quadOf(point, rdf('type'), vcard('Kind')),
      quadOf(point, vcard('fn'), literal('Obsidienne')),
      quadOf(
        point,
        vcard(isMail ? 'hasEmail' : 'hasURL'),
        namedNode(isMail ? `mailto:${contact.replace(/^mailto:/i, '')}` : contact),
      ),
    );
    for (const subject of quads.filter((q) => q.object.equals(dcat('Dataset'))).map((q) => q.subject))
      quads.push(quadOf(subject, dcat('contactPoint'), point));
  }
  quads.push(
    quadOf(namedNode(`${base}/catalog`), rdf('type'), foaf('Document')),
    quadOf(namedNode(`${base}/catalog`), foaf('primaryTopic'), catalogue),
  );
  return quads;
}
