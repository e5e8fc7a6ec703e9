import { given } from '../rdf/given.ts';
import type { Mapping } from './mapping.ts';

/** Where profiles say which words they use; the reader knows it by heart and never fetches it. */
const context = 'https://w3id.org/obsidienne/context.jsonld';

/**
 * Wraps a place as its mapping describes it into a profile document: what it is about, whom to credit, under which licence,
 * where it comes from. Undefined when the place has no name. The address of the document is the id of the profile: `#lieu` is the place.
 */
export function toProfile(
  mapping: Mapping,
  { place, modified }: { place: unknown; modified: unknown },
): Record<string, unknown> | undefined {
  const entity = plain(place);
  if (!isRecord(entity) || typeof entity['name'] !== 'string' || entity['name'] === '') return undefined;
  return {
    '@context': context,
    id: '',
    ...given('license', mapping.license),
    creditText: mapping.attribution,
    wasDerivedFrom: mapping.source.file,
    modified: typeof modified === 'string' ? modified : mapping.source.modified,
    ...(mapping.license ? { openData: true } : {}),
    primaryTopic: { id: '#lieu', type: 'ThirdPlace', ...entity },
  };
}

/** JSONata marks its arrays and returns functions for what it could not call: JSON keeps neither. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value) ?? 'null');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
