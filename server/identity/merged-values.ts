import { foldText } from '../rdf/fold-text.ts';
import { wording } from '../rdf/text.ts';
import { identifiersOf } from './keys.ts';
import type { Known } from './read-evidence.ts';

/** What may differ from one source to another, in the order a page shows it. */
export const mergedFields = ['name', 'address', 'position', 'url', 'telephone', 'email', 'description'] as const;
export type MergedField = (typeof mergedFields)[number];

/** Who says something. */
export type Source = Pick<Known, 'iri' | 'source' | 'registration' | 'authority' | 'changedAt' | 'readAt'>;

/** Why a value is the one that is shown. */
export type Choice =
  /** Nobody else says anything of it, or all say the same. */
  | 'only'
  /** It is said with more authority. */
  | 'authority'
  /** As much authority, and fresher. */
  | 'fresher'
  /** As much authority, and as fresh: the one whose address comes first. */
  | 'equal';

/** A value in one source's words, and all who say the same. */
export interface MergedValue {
  readonly text: string;
  readonly sources: readonly Source[];
}

/** One field of what several sources describe: the value that is chosen, why, and what else is said. */
export interface Merged extends MergedValue {
  readonly field: MergedField;
  readonly choice: Choice;
  readonly others: readonly MergedValue[];
}

/** Chooses the value of each field among sources in the order of their standing, the strongest first; every value has its sources. */
export function mergeValues(members: readonly Known[], language: 'fr' | 'en'): readonly Merged[] {
  return mergedFields.flatMap((field): Merged[] => {
    const values = new Map<string, { readonly text: string; readonly sources: Source[] }>();
    for (const member of members) {
      const text = readField(member, field, language);
      if (!text) continue;
      const key = sameness(field, text, member);
      const known = values.get(key);
      if (known) known.sources.push(sourceOf(member));
      else values.set(key, { text, sources: [sourceOf(member)] });
    }
    const [chosen, ...others] = values.values();
    if (!chosen) return [];
    const [best, next] = [chosen.sources[0], others[0]?.sources[0]];
    const choice = best && next ? chooseBetween(best, next) : 'only';
    return [{ field, ...chosen, choice, others }];
  });
}

function chooseBetween(best: Source, next: Source): Choice {
  if (best.authority !== next.authority) return 'authority';
  return best.changedAt === next.changedAt ? 'equal' : 'fresher';
}

/** What is equal for two ways to write one value. */
function sameness(field: MergedField, text: string, { evidence }: Known): string {
  if (field === 'position') return text;
  if (field !== 'url' && field !== 'telephone') return foldText(text);
  const { site, telephone } = identifiersOf(evidence);
  return (field === 'url' ? site : telephone)[0] ?? text;
}

function readField({ description }: Known, field: MergedField, language: 'fr' | 'en'): string | undefined {
  const { names, address, position, url, contact } = description;
  switch (field) {
    case 'name':
      return wording(names, language);
    case 'address':
      return (
        address &&
        [address.street, [address.postalCode, address.locality].filter(Boolean).join(' ')].filter(Boolean).join(', ')
      );
    case 'position':
      return position && `${position.lat.toFixed(4)}, ${position.lon.toFixed(4)}`;
    case 'url':
      return url;
    case 'telephone':
      return contact.telephone;
    case 'email':
      return contact.email;
    case 'description':
      return wording(description.description, language);
    default:
      return field satisfies never;
  }
}

function sourceOf({ iri, source, registration, authority, changedAt, readAt }: Known): Source {
  return { iri, source, registration, authority, changedAt, readAt };
}
