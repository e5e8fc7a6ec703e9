import type { Term } from '@rdfjs/types';
import { given } from '../../rdf/given.ts';
import { obs, rdf, schema } from '../../rdf/terms.ts';
import type { Entity, EntityType, Lent, Opening, Value } from '../entity.ts';
import { entityTypeOf, leadingRank } from '../entity-types.ts';
import { weekDays } from '../opening/opening-hours.ts';
import { parseOpeningHours } from '../opening/parse-opening-hours.ts';
import { properties } from '../properties.ts';
import { relationOf } from '../relations.ts';
import { readAmenities, readRooms } from './read-rooms.ts';
import { readText } from './read-text.ts';
import type { Subjects } from './subjects.ts';

/** What one document says about one entity, as stored; concepts stay IRIs so that their labels are never stale. */
export interface Description
  extends Pick<
    Entity,
    | 'iri'
    | 'type'
    | 'names'
    | 'description'
    | 'alternateNames'
    | 'image'
    | 'url'
    | 'address'
    | 'contact'
    | 'openingHours'
    | 'rooms'
    | 'amenities'
  > {
  readonly position?: { readonly lon: number; readonly lat: number };
  /** `obs:listed`: the person asks to appear in the directory. */
  readonly listed: boolean;
  readonly example: boolean;
  readonly concepts: Readonly<Record<string, readonly string[]>>;
  readonly values: Readonly<Record<string, readonly Value[]>>;
  /** What others lend it, where they were merged: by field, the address of the document that says it. */
  readonly lent?: Lent;
  /** Links between others, in the words of a document that is neither's. */
  readonly remarks?: readonly StatedLink[];
}

/** A link as stated: `stated_by` is the end whose description says it. */
export interface StatedLink {
  readonly subject: string;
  readonly relation: string;
  readonly object: string;
  readonly statedBy: string;
}

/** An entity that a document describes. */
export interface Described {
  readonly iri: string;
  readonly type: EntityType;
}

/**
 * The entities a document describes: IRIs with one of our classes; a plain schema:Place counts when it is the declared topic.
 * The one that leads comes first: the topic, then what is most a place, then what most is said of; never by position.
 */
export function entitiesIn(subjects: Subjects, topics: ReadonlySet<string>): readonly Described[] {
  const found: Described[] = [];
  for (const [iri, own] of subjects) {
    if (own[0]?.subject.termType !== 'NamedNode') continue;
    const classes = new Set(own.filter((q) => q.predicate.equals(rdf('type'))).map((q) => q.object.value));
    const type = entityTypeOf(classes) ?? (topics.has(iri) && classes.has(schema('Place').value) ? 'place' : undefined);
    if (type) found.push({ iri, type });
  }
  const said = ({ iri }: Described) => subjects.get(iri)?.length ?? 0;
  return found.sort(
    (a, b) =>
      Number(topics.has(b.iri)) - Number(topics.has(a.iri)) ||
      leadingRank(a.type) - leadingRank(b.type) ||
      said(b) - said(a) ||
      (a.iri < b.iri ? -1 : 1),
  );
}

/** Reads what the document says about one of its entities. */
export function describe(subjects: Subjects, iri: string, type: EntityType): Description {
  const own = subjects.get(iri) ?? [];
  const all = (predicate: string) => own.filter((q) => q.predicate.value === predicate).map((q) => q.object);
  const first = (predicate: string) => all(predicate)[0]?.value;
  const node = (predicate: string) => {
    const term = all(predicate)[0];
    return term ? new Map((subjects.get(term.value) ?? []).map((q) => [q.predicate.value, q.object.value])) : undefined;
  };
  const held = type === 'event' ? heldAt(subjects, all(schema('location').value)[0]) : undefined;
  const address = node(schema('address').value) ?? held?.address;
  const position = readPosition(node(schema('geo').value) ?? held?.geo);
  const email = first(schema('email').value)?.replace(/^mailto:/i, '');
  const contactNode = node(schema('contactPoint').value);
  const concepts: Record<string, string[]> = {};
  const values: Record<string, Value[]> = {};
  for (const { predicate, object } of own) {
    const property = properties.get(predicate.value);
    if (!property) continue;
    if (property.kind === 'concept') {
      if (object.termType === 'NamedNode') pushOnce(concepts, property.name, object.value);
    } else {
      const value = readValue(object, property.kind, property.unit);
      if (value) {
        values[property.name] = mergeText(values[property.name] ?? [], value);
      }
    }
  }
  return {
    iri,
    type,
    names: readText(all(schema('name').value)),
    description: readText(all(schema('description').value)),
    alternateNames: all(schema('alternateName').value).map((term) => term.value),
    ...given('image', webAddress(first(schema('image').value) ?? first(schema('logo').value))),
    ...given('url', webAddress(first(schema('url').value))),
    ...given('address', address && readAddress(address)),
    ...given('position', position),
    contact: {
      ...given('email', email ?? contactNode?.get(schema('email').value)),
      ...given('telephone', first(schema('telephone').value) ?? contactNode?.get(schema('telephone').value)),
      ...given('page', webAddress(contactNode?.get(schema('url').value))),
    },
    openingHours: [
      ...readHours(subjects, all(schema('openingHoursSpecification').value)),
      ...all(schema('openingHours').value).flatMap((term) => parseOpeningHours(term.value) ?? []),
    ],
    rooms: readRooms(subjects, all(schema('containsPlace').value)),
    amenities: readAmenities(subjects, all(schema('amenityFeature').value)),
    listed: first(obs('listed').value) === 'true',
    example: first(obs('example').value) === 'true',
    concepts,
    values,
  };
}

/** The links that the entity's description states, turned to the direction of the table of relations. */
export function linksOf(subjects: Subjects, iri: string): StatedLink[] {
  const links: StatedLink[] = [];
  for (const { predicate, object } of subjects.get(iri) ?? []) {
    const found = relationOf(predicate.value);
    if (!found || object.termType !== 'NamedNode' || !/^https?:/.test(object.value)) continue;
    const turned = found.inverted && !found.relation.symmetric;
    links.push({
      subject: turned ? object.value : iri,
      relation: found.relation.name,
      object: turned ? iri : object.value,
      statedBy: iri,
    });
  }
  return links;
}

function readValue(term: Term, kind: 'text' | 'date' | 'number' | 'url', unit: string | undefined): Value | undefined {
  switch (kind) {
    case 'text':
      return term.termType === 'Literal' ? { kind, text: { [term.language]: term.value } } : readUrl(term);
    case 'date':
      return Number.isNaN(Date.parse(term.value)) ? undefined : { kind, value: term.value };
    case 'number': {
      const value = Number(term.value);
      return Number.isFinite(value) ? { kind, value, ...given('unit', unit) } : undefined;
    }
    case 'url':
      return readUrl(term);
  }
}

function readUrl(term: Term): Value | undefined {
  const url = webAddress(term.value);
  return url ? { kind: 'url', url } : undefined;
}

/** Two texts of one property in two languages are one value said twice. */
function mergeText(known: Value[], value: Value): Value[] {
  const last = known.at(-1);
  if (value.kind === 'text' && last?.kind === 'text') {
    const languages = Object.keys(value.text);
    if (languages.every((language) => language !== '' && !(language in last.text)) && !('' in last.text))
      return [...known.slice(0, -1), { kind: 'text', text: { ...last.text, ...value.text } }];
  }
  return [...known, value];
}

function readPosition(node: ReadonlyMap<string, string> | undefined) {
  const lat = Number.parseFloat(node?.get(schema('latitude').value) ?? '');
  const lon = Number.parseFloat(node?.get(schema('longitude').value) ?? '');
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lon, lat } : undefined;
}

/** Where an event says that it is held, in the words of its own document: a hall that nobody publishes has an address too. */
function heldAt(subjects: Subjects, location: Term | undefined) {
  const own = location ? (subjects.get(location.value) ?? []) : [];
  const node = (name: string) => {
    const found = own.find((q) => q.predicate.equals(schema(name)))?.object;
    const quads = found && subjects.get(found.value);
    return quads && new Map(quads.map((q) => [q.predicate.value, q.object.value]));
  };
  return { address: node('address'), geo: node('geo') };
}

function readAddress(node: ReadonlyMap<string, string>) {
  const field = (name: string) => node.get(schema(name).value)?.trim() || undefined;
  return {
    ...given('street', field('streetAddress')),
    ...given('postalCode', field('postalCode')),
    ...given('locality', field('addressLocality')),
    ...given('country', field('addressCountry')),
  };
}

function readHours(subjects: Subjects, nodes: readonly Term[]): Opening[] {
  return nodes.flatMap((term) => {
    const own = subjects.get(term.value) ?? [];
    const all = (name: string) => own.filter((q) => q.predicate.equals(schema(name))).map((q) => q.object.value);
    const named = all('dayOfWeek').map((day) => day.split('/').at(-1) ?? '');
    const [opens, closes] = [all('opens')[0]?.slice(0, 5), all('closes')[0]?.slice(0, 5)];
    const [validFrom, validThrough] = [all('validFrom')[0]?.slice(0, 10), all('validThrough')[0]?.slice(0, 10)];
    const isDated = validFrom !== undefined || validThrough !== undefined;
    // A dated span may leave the days out: it then holds on all of them, and closes when it opens and closes at once.
    const days = weekDays.filter((day) => named.includes(day) || (isDated && named.length === 0));
    if (days.length === 0 || !opens || !closes || (!isDated && opens === closes)) return [];
    return [{ days, opens, closes, ...given('validFrom', validFrom), ...given('validThrough', validThrough) }];
  });
}

function webAddress(value: string | undefined): string | undefined {
  return value && /^https?:\/\//i.test(value) ? URL.parse(value)?.href : undefined;
}

function pushOnce(record: Record<string, string[]>, name: string, value: string): void {
  const list = record[name] ?? [];
  record[name] = list;
  if (!list.includes(value)) list.push(value);
}
