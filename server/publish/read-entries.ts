import type { Quad, Term } from '@rdfjs/types';
import { foaf, keyOf, namedNode, rdf, SCHEMA, schema, VOCAB } from '../rdf/terms.ts';
import type { Language } from '../rdf/text.ts';
import { type Entries, entriesOf } from './entries.ts';
import type { Field, Form } from './form.ts';

interface Reading {
  readonly language: Language;
  objects(subject: Term, path: string): readonly Term[];
  /** The objects that the document tells something of; a link to something elsewhere is left out, and counted as such. */
  described(subject: Term, path: string): readonly Term[];
}

/**
 * Fills the form from a profile that exists: the entries that would say the same; undefined when the document describes no
 * place. What the form has no question for is counted in `leftOut`.
 */
export function readEntries(
  form: Form,
  quads: readonly Quad[],
  {
    documentUrl,
    language,
    about,
  }: {
    readonly documentUrl: string;
    readonly language: Language;
    /** The place that is meant; without it, what the document is about. */
    readonly about?: string;
  },
): { readonly entries: Entries; readonly leftOut: number } | undefined {
  const bySubject = Map.groupBy(quads, ({ subject }) => keyOf(subject));
  const read = new Set<Quad>();
  const find = (subject: Term, path: string, isWanted: (object: Term) => boolean) => {
    const found = (bySubject.get(keyOf(subject)) ?? []).filter(
      ({ predicate, object }) => predicate.value === path && isWanted(object),
    );
    for (const quad of found) read.add(quad);
    return found.map(({ object }) => object);
  };
  const reading: Reading = {
    language,
    objects: (subject, path) => find(subject, path, () => true),
    described: (subject, path) => find(subject, path, (object) => bySubject.has(keyOf(object))),
  };
  const document = namedNode(documentUrl.split('#')[0] ?? '');
  const place = about ? namedNode(about) : topicOf(quads, document);
  if (!place) return undefined;
  for (const subject of [document, place]) reading.objects(subject, rdf('type').value);
  reading.objects(document, foaf('primaryTopic').value);
  const pairs = form
    .flatMap((group) => group.fields)
    .flatMap((field) => readField(field, { reading, subject: field.isOfDocument ? document : place, prefix: '' }));
  return { entries: entriesOf(pairs), leftOut: quads.length - read.size };
}

const placeTypes = new Set(['https://w3id.org/obsidienne/ns#ThirdPlace', schema('Place').value]);

/** What the document is about when that is a place, or else the first place in it. */
function topicOf(quads: readonly Quad[], document: Term): Term | undefined {
  const places = quads.filter(({ predicate, object }) => predicate.equals(rdf('type')) && placeTypes.has(object.value));
  const topic = quads.find((q) => q.subject.equals(document) && q.predicate.equals(foaf('primaryTopic')))?.object;
  return (places.find(({ subject }) => topic?.equals(subject)) ?? places[0])?.subject;
}

type Pair = readonly [string, string];

interface At {
  readonly reading: Reading;
  readonly subject: Term;
  readonly prefix: string;
}

function readField(field: Field, { reading, subject, prefix }: At): Pair[] {
  const name = prefix + field.key;
  const { parts } = field;
  const objects = parts ? reading.described(subject, field.path) : reading.objects(subject, field.path);
  if (field.input === 'hours') return objects.flatMap((object) => readHours(object, name, reading)).map(numbered());
  if (parts)
    return objects.flatMap((object, i) => {
      reading.objects(object, rdf('type').value);
      const inner = field.isSingle ? `${name}.` : `${name}.${i}.`;
      return parts.flatMap((part) => readField(part, { reading, subject: object, prefix: inner }));
    });
  const texts = inLanguage(objects, reading.language).map((term) => textOf(term, field));
  return field.input === 'keywords' ? [[name, texts.join(', ')]] : texts.map((text) => [name, text]);
}

/** Of texts in several languages, those of the reader's. */
function inLanguage(objects: readonly Term[], language: string): readonly Term[] {
  const tag = (term: Term) => (term.termType === 'Literal' ? term.language : '');
  const own = objects.filter((term) => tag(term) === language);
  return own.length > 0 ? own : objects;
}

function textOf({ value }: Term, { scheme, input }: Field): string {
  // Canonical numbers have exponents, which nobody writes.
  if ((input === 'number' || input === 'position') && Number.isFinite(Number(value)))
    return Number(value)
      .toFixed(9)
      .replace(/\.?0+$/, '');
  const start = `${VOCAB}${scheme}/`;
  return scheme && value.startsWith(start) ? value.slice(start.length) : value;
}

function readHours(object: Term, name: string, reading: Reading): Pair[] {
  reading.objects(object, rdf('type').value);
  const of = (key: string) => reading.objects(object, schema(key).value).map(({ value }) => value);
  const [opens, closes] = [of('opens')[0] ?? '', of('closes')[0] ?? ''];
  return of('dayOfWeek').flatMap((day): Pair[] => {
    const at = `${name}.${day.replace(SCHEMA, '')}`;
    return [
      [`${at}.opens`, opens.slice(0, 5)],
      [`${at}.closes`, closes.slice(0, 5)],
    ];
  });
}

/** Puts the number of the span before its end: the second time that a day opens is its span 1. */
function numbered(): (pair: Pair) => Pair {
  const seen = new Map<string, number>();
  return ([name, value]) => {
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return [name.replace(/\.(\w+)$/, `.${count}.$1`), value];
  };
}
