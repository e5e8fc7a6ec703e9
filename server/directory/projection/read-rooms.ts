import type { Quad, Term } from '@rdfjs/types';
import { given } from '../../rdf/given.ts';
import { obs, rdf, schema } from '../../rdf/terms.ts';
import type { Text } from '../../rdf/text.ts';
import type { Room } from '../entity.ts';
import { entityTypeOf } from '../entity-types.ts';
import { readText } from './read-text.ts';
import type { Subjects } from './subjects.ts';

/** More rooms or amenities than any page shows are no description of a place. */
const maxParts = 100;

/** The rooms behind `schema:containsPlace`; a place of its own in it is a link, no room. */
export function readRooms(subjects: Subjects, nodes: readonly Term[]): Room[] {
  return nodes.slice(0, maxParts).flatMap((node) => {
    const own = subjects.get(node.value) ?? [];
    if (entityTypeOf(new Set(valuesOf(own, rdf('type').value).map(({ value }) => value)))) return [];
    const name = readText(valuesOf(own, schema('name').value));
    if (Object.keys(name).length === 0) return [];
    const description = readText(valuesOf(own, schema('description').value));
    const capacity =
      numberOf(own, schema('maximumAttendeeCapacity').value) ??
      numberOf(own, obs('capacity').value) ??
      amountOf(subjects, own, schema('occupancy').value);
    return [
      {
        name,
        ...(Object.keys(description).length > 0 ? { description } : {}),
        ...given('capacity', capacity),
        ...given(
          'floorArea',
          numberOf(own, obs('floorArea').value) ?? amountOf(subjects, own, schema('floorSize').value),
        ),
      },
    ];
  });
}

/** The names of `schema:amenityFeature`, those left out that the place says not to have. */
export function readAmenities(subjects: Subjects, nodes: readonly Term[]): Text[] {
  return nodes.slice(0, maxParts).flatMap((node) => {
    if (node.termType === 'Literal') return [readText([node])];
    const own = subjects.get(node.value) ?? [];
    const isMissing = valuesOf(own, schema('value').value).some(({ value }) => /^(false|0|no|non)$/i.test(value));
    const name = readText(valuesOf(own, schema('name').value));
    return isMissing || Object.keys(name).length === 0 ? [] : [name];
  });
}

function valuesOf(own: readonly Quad[], predicate: string): Term[] {
  return own.filter((q) => q.predicate.value === predicate).map((q) => q.object);
}

function numberOf(own: readonly Quad[], predicate: string): number | undefined {
  const found = Number.parseFloat(valuesOf(own, predicate)[0]?.value ?? '');
  return Number.isFinite(found) && found > 0 ? found : undefined;
}

/** A number, or the value of a `schema:QuantitativeValue`. */
function amountOf(subjects: Subjects, own: readonly Quad[], predicate: string): number | undefined {
  const node = valuesOf(own, predicate)[0];
  const inner = node && (subjects.get(node.value) ?? []);
  return (
    numberOf(own, predicate) ??
    (inner && (numberOf(inner, schema('value').value) ?? numberOf(inner, schema('maxValue').value)))
  );
}
