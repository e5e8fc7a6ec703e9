import type { Term } from '@rdfjs/types';
import { rdf, rdfs, sh, xsd } from '../rdf/terms.ts';
import type { Profile } from './profile.ts';
import { keyOf } from './profile.ts';

/**
 * What a quick look at a node tells of the SHACL engine: it has nothing to say, it says only that a value is missing, or
 * it must be asked.
 */
export type Look = (node: Term, profile: Profile) => 'passes' | 'missing' | 'doubtful';

/** A shape with the quick look at its nodes; of a node shape, its property shapes aside. */
export interface QuickShape {
  readonly term: Term;
  readonly look: Look;
}

/** A shape that chooses its focus nodes itself (SHACL, section 2.1.3). */
export interface TargetedShape extends QuickShape {
  focusNodes(profile: Profile): readonly Term[];
  readonly properties: readonly QuickShape[];
}

/** True only where the engine has nothing to say. */
type Passes = (node: Term, profile: Profile) => boolean;
type Step = (node: Term, profile: Profile) => readonly Term[];

const SH = sh('').value;

/** What a shape may say without demanding anything of a node or a value by itself. */
const remarks: ReadonlySet<string> = new Set([
  ...['targetClass', 'targetNode', 'targetSubjectsOf', 'targetObjectsOf', 'severity', 'message', 'name', 'description'],
  ...['order', 'group', 'defaultValue', 'path', 'flags', 'property', 'minCount', 'maxCount'],
]);

const kinds: Readonly<Record<string, readonly Term['termType'][]>> = {
  BlankNode: ['BlankNode'],
  BlankNodeOrIRI: ['BlankNode', 'NamedNode'],
  BlankNodeOrLiteral: ['BlankNode', 'Literal'],
  IRI: ['NamedNode'],
  IRIOrLiteral: ['NamedNode', 'Literal'],
  Literal: ['Literal'],
};

const numeric: ReadonlySet<string> = new Set(['integer', 'decimal', 'double', 'float'].map((name) => xsd(name).value));

/**
 * Compiles shapes into looks many times quicker than the engine, which err on one side only: nearly all of a profile
 * passes them, and what is wrong with the rest is for the engine to say. A constraint that is not known here is doubtful.
 */
export function compileQuickLooks(shapes: Profile): TargetedShape[] {
  const compiled = new Map<string, Look>();
  const one = (subject: Term, predicate: Term) => shapes.objects(subject, predicate)[0];

  function lookOf(shape: Term): Look {
    const known = compiled.get(keyOf(shape));
    if (known) return known;
    // A shape that leads back to itself is left to the engine.
    compiled.set(keyOf(shape), () => 'doubtful');
    const ofValue = [...demands(shape), ...shapes.objects(shape, sh('property')).map(passesOf)];
    const path = one(shape, sh('path'));
    const look = path ? throughPath(shape, path, ofValue) : ofNode(ofValue);
    compiled.set(keyOf(shape), look);
    return look;
  }

  function passesOf(shape: Term): Passes {
    const look = lookOf(shape);
    return (node, profile) => look(node, profile) === 'passes';
  }

  /** What a shape demands of each node or value by itself. */
  function demands(shape: Term): Passes[] {
    return shapes.match(shape).flatMap(({ predicate, object }) => {
      const name = predicate.value.startsWith(SH) ? predicate.value.slice(SH.length) : '';
      return name === '' || remarks.has(name) ? [] : [demand(name, object, shape)];
    });
  }

  function demand(name: string, given: Term, shape: Term): Passes {
    switch (name) {
      case 'nodeKind': {
        const allowed = kinds[given.value.slice(SH.length)] ?? [];
        return ({ termType }) => allowed.includes(termType);
      }
      case 'pattern': {
        const pattern = new RegExp(given.value, one(shape, sh('flags'))?.value);
        return ({ value }) => pattern.test(value);
      }
      case 'maxLength':
        return ({ termType, value }) => termType !== 'BlankNode' && value.length <= Number(given.value);
      case 'minInclusive':
        return (node) => numberOf(node) >= Number(given.value);
      case 'maxInclusive':
        return (node) => numberOf(node) <= Number(given.value);
      case 'in': {
        const allowed = new Set(list(given).map(keyOf));
        return (node) => allowed.has(keyOf(node));
      }
      case 'node':
        return passesOf(given);
      case 'or': {
        const alternatives = list(given).map(passesOf);
        return (node, profile) => alternatives.some((passes) => passes(node, profile));
      }
      default:
        return never;
    }
  }

  function throughPath(shape: Term, path: Term, ofValue: readonly Passes[]): Look {
    const steps = stepsOf(path);
    const least = Number(one(shape, sh('minCount'))?.value ?? 0);
    const most = Number(one(shape, sh('maxCount'))?.value ?? Number.POSITIVE_INFINITY);
    if (!steps || ofValue.includes(never)) return () => 'doubtful';
    return (node, profile) => {
      let values: readonly Term[] = [node];
      for (const step of steps)
        values = values.length === 1 ? step(values[0] as Term, profile) : values.flatMap((at) => step(at, profile));
      values = distinct(values);
      if (values.length < least) return values.length === 0 ? 'missing' : 'doubtful';
      const isGood =
        values.length <= most && values.every((value) => ofValue.every((passes) => passes(value, profile)));
      return isGood ? 'passes' : 'doubtful';
    };
  }

  /** The steps of a path (SHACL, section 2.3.1); undefined where it repeats one. */
  function stepsOf(path: Term): Step[] | undefined {
    const steps = (one(path, rdf('first')) ? list(path) : [path]).map(stepOf);
    return steps.every((step) => step !== undefined) ? steps : undefined;
  }

  function stepOf(part: Term): Step | undefined {
    if (part.termType === 'NamedNode') return (node, profile) => profile.objects(node, part);
    const alternatives = list(one(part, sh('alternativePath')));
    if (alternatives.length > 0 && alternatives.every(({ termType }) => termType === 'NamedNode'))
      return (node, profile) => alternatives.flatMap((predicate) => profile.objects(node, predicate));
    const inverse = one(part, sh('inversePath'));
    if (inverse?.termType === 'NamedNode')
      return (node, profile) => profile.match(null, inverse, node).map(({ subject }) => subject);
    return undefined;
  }

  function list(head: Term | undefined): Term[] {
    const items: Term[] = [];
    for (let at = head; at && !at.equals(rdf('nil')); at = one(at, rdf('rest'))) {
      const item = one(at, rdf('first'));
      if (item) items.push(item);
    }
    return items;
  }

  /** A class with its subclasses, which the graph of the shapes brings along. */
  function withSubclasses(type: Term): readonly Term[] {
    const found = new Map([[keyOf(type), type]]);
    for (const at of found.values())
      for (const { subject } of shapes.match(null, rdfs('subClassOf'), at)) found.set(keyOf(subject), subject);
    return [...found.values()];
  }

  function focusNodesOf(shape: Term): TargetedShape['focusNodes'] {
    const isClass = shapes.match(shape, rdf('type'), rdfs('Class')).length > 0;
    const targets = [...(isClass ? [shape] : []), ...shapes.objects(shape, sh('targetClass'))];
    const classes = distinct(targets.flatMap(withSubclasses));
    const nodes = shapes.objects(shape, sh('targetNode'));
    const objectsOf = shapes.objects(shape, sh('targetObjectsOf'));
    const subjectsOf = shapes.objects(shape, sh('targetSubjectsOf'));
    return (profile) =>
      distinct([
        ...classes.flatMap((type) => profile.match(null, rdf('type'), type).map(({ subject }) => subject)),
        ...nodes,
        ...objectsOf.flatMap((predicate) => profile.match(null, predicate).map(({ object }) => object)),
        ...subjectsOf.flatMap((predicate) => profile.match(null, predicate).map(({ subject }) => subject)),
      ]);
  }

  return targetedShapes(shapes).map((term) => ({
    term,
    focusNodes: focusNodesOf(term),
    look: one(term, sh('path')) ? lookOf(term) : ofNode(demands(term)),
    properties: shapes.objects(term, sh('property')).map((property) => ({ term: property, look: lookOf(property) })),
  }));
}

/** All shapes that are not reached through another one. */
function targetedShapes(shapes: Profile): readonly Term[] {
  const targets = ['targetClass', 'targetNode', 'targetSubjectsOf', 'targetObjectsOf'].map((name) => sh(name));
  const explicit = targets.flatMap((target) => shapes.match(null, target));
  const implicit = shapes
    .match(null, rdf('type'), rdfs('Class'))
    .filter(({ subject }) => shapes.match(subject, rdf('type'), sh('NodeShape')).length > 0);
  return distinct([...explicit, ...implicit].map(({ subject }) => subject));
}

const never: Passes = () => false;

function ofNode(demands: readonly Passes[]): Look {
  return (node, profile) => (demands.every((passes) => passes(node, profile)) ? 'passes' : 'doubtful');
}

/** NaN, which is neither less nor more than anything, for what is no plain number. */
function numberOf(node: Term): number {
  return node.termType === 'Literal' && numeric.has(node.datatype.value) ? Number(node.value) : Number.NaN;
}

function distinct(terms: readonly Term[]): readonly Term[] {
  return terms.length < 2 ? terms : [...new Map(terms.map((term) => [keyOf(term), term])).values()];
}
