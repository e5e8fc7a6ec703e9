import type { Description } from './projection/describe.ts';

/** What somebody else says of the same thing, and where. */
export interface Lender {
  readonly description: Description;
  /** The registered URL of the document that says it. */
  readonly source: string;
}

/** Never lent: what tells who something is, and what only whoever runs a place can say of this moment. */
const own: ReadonlySet<string> = new Set(['sameAs', 'siret', 'rna', 'openNow', 'openNowSince', 'operatingStatus']);

/**
 * Fills what a description does not say from those that say it, the first that does; `lent` names the document of each such
 * value by its field: those of pages (`address`, `telephone` …) and the names of properties. Undefined where nothing is lent.
 */
export function lendValues(description: Description, lenders: readonly Lender[]): Description | undefined {
  const lent: Record<string, string> = {};
  let filled = description;
  for (const { description: other, source } of lenders) {
    const take = (field: string, isMissing: boolean, isSaid: boolean, more: () => Partial<Description>) => {
      if (!isMissing || !isSaid || own.has(field)) return;
      lent[field] = source;
      filled = { ...filled, ...more() };
    };
    const { position, address, url, image, contact } = other;
    take('position', !filled.position, position !== undefined, () => (position ? { position } : {}));
    take('address', !filled.address, address !== undefined, () => (address ? { address } : {}));
    take('url', !filled.url, url !== undefined, () => (url ? { url } : {}));
    take('image', !filled.image, image !== undefined, () => (image ? { image } : {}));
    for (const field of ['telephone', 'email'] as const)
      take(field, !filled.contact[field], contact[field] !== undefined, () => ({
        contact: { ...filled.contact, ...(contact[field] ? { [field]: contact[field] } : {}) },
      }));
    take('description', isEmpty(filled.description), !isEmpty(other.description), () => ({
      description: other.description,
    }));
    take('openingHours', filled.openingHours.length === 0, other.openingHours.length > 0, () => ({
      openingHours: other.openingHours,
    }));
    for (const [name, iris] of Object.entries(other.concepts))
      take(name, (filled.concepts[name] ?? []).length === 0, iris.length > 0, () => ({
        concepts: { ...filled.concepts, [name]: iris },
      }));
    for (const [name, values] of Object.entries(other.values))
      take(name, (filled.values[name] ?? []).length === 0, values.length > 0, () => ({
        values: { ...filled.values, [name]: values },
      }));
  }
  return Object.keys(lent).length > 0 ? { ...filled, lent } : undefined;
}

function isEmpty(text: Description['description']): boolean {
  return !Object.values(text).some((one) => one !== undefined && one !== '');
}
