import type { Quad, Term } from '@rdfjs/types';
import { serialize } from '../rdf/serialize.ts';
import { dct, foaf, namedNode, quadOf, rdf, rdfs, sh, skos } from '../rdf/terms.ts';
import { writeLine, writeObject } from '../validation/propose-fix.ts';

/** One field that a shape checks; its texts are the statements themselves, in both languages. */
export interface ShapeField {
  readonly iri: string;
  readonly own: readonly Quad[];
  /** The property, where it is one and not a path of several. */
  readonly path?: string;
  readonly severity: 'Violation' | 'Warning' | 'Info';
  /** A value as it might be written. */
  readonly example?: Term;
}

/** What is checked of one class. */
export interface ShapeOfClass {
  readonly iri: string;
  readonly own: readonly Quad[];
  readonly classes: readonly string[];
  readonly fields: readonly ShapeField[];
}

/** Reads the shapes as people go through them: class by class, fields in their order. */
export function readShapes(quads: readonly Quad[]): readonly ShapeOfClass[] {
  const subjects = Map.groupBy(quads, ({ subject }) => subject.value);
  const objects = (iri: string, predicate: Quad['predicate']) =>
    (subjects.get(iri) ?? []).filter((q) => q.predicate.equals(predicate)).map(({ object }) => object);

  function fieldOf(iri: string): ShapeField {
    const [path] = objects(iri, sh('path'));
    const [example] = objects(iri, skos('example'));
    const severity = objects(iri, sh('severity'))[0]?.value.split('#')[1];
    return {
      iri,
      own: subjects.get(iri) ?? [],
      ...(path?.termType === 'NamedNode' ? { path: path.value } : {}),
      ...(example ? { example } : {}),
      severity: severity === 'Warning' || severity === 'Info' ? severity : 'Violation',
    };
  }

  return [...subjects.keys()]
    .filter((iri) => objects(iri, rdf('type')).some((type) => type.equals(sh('NodeShape'))))
    .map((iri) => ({
      iri,
      own: subjects.get(iri) ?? [],
      classes: objects(iri, sh('targetClass')).map(({ value }) => value),
      fields: objects(iri, sh('property')).map(({ value }) => fieldOf(value)),
    }))
    .filter(({ classes, own }) => classes.length > 0 && own.some((q) => q.predicate.equals(rdfs('label'))));
}

/** A line of Turtle that shows a field, as the report proposes it. */
export function exampleLine({ path, example }: ShapeField): string | undefined {
  const object = example && writeObject(example);
  return path && object ? writeLine(path, object) : undefined;
}

/** Fields in an example: enough to see what a profile looks like. */
const shownFields = 8;

/** A profile of a class in Turtle, made of the examples of its fields; undefined where these say too little. */
export async function exampleProfile(iri: string, shapes: readonly ShapeOfClass[]): Promise<string | undefined> {
  const shape = shapes.find(({ classes }) => classes.length === 1 && classes[0] === iri);
  const said = new Map<string, Term>();
  for (const { path, example } of shape?.fields ?? [])
    if (path && example && example.termType !== 'BlankNode' && !said.has(path)) said.set(path, example);
  if (said.size < 2) return undefined;
  const document = namedNode('https://lafabrique.example/fiche');
  const entity = namedNode(`${document.value}#${(iri.split(/[#/]/).at(-1) ?? '').toLowerCase()}`);
  const license = namedNode('https://creativecommons.org/licenses/by/4.0/');
  const statements = [...said].slice(0, shownFields);
  const text = await serialize(
    [
      quadOf(document, foaf('primaryTopic'), entity),
      quadOf(document, dct('license'), license),
      quadOf(entity, rdf('type'), namedNode(iri)),
      ...statements.map(([path, example]) => quadOf(entity, namedNode(path), example)),
    ],
    'turtle',
  );
  // As one writes it in one's own file.
  return text.replaceAll(`<${document.value}`, '<');
}
