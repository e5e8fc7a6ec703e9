import type { Entity } from '../directory/entity.ts';
import type { Named } from '../directory/names-by-id.ts';
import { type Language, wording } from '../rdf/text.ts';
import type { DirectoryReader } from './deps.ts';

/** A useful effect with for whom it is and what shows it, in the words of who claims it. */
export interface ClaimedEffect extends Named {
  readonly forWhom: readonly string[];
  readonly evidence: readonly string[];
}

/** Reads effects by `entity.id`; those that are not there are missing. */
export function claimedEffects(
  ids: readonly number[],
  directory: Pick<DirectoryReader, 'namesOf' | 'entity'>,
  language: Language,
): readonly ClaimedEffect[] {
  const names = directory.namesOf(ids, language);
  return ids.flatMap((id) => {
    const effect = names.get(id);
    return effect
      ? {
          ...effect,
          ...claimOf(
            directory.entity('effect', effect.key, language, () => false),
            language,
          ),
        }
      : [];
  });
}

/** For whom an effect is, and what shows it. */
export function claimOf(
  effect: Pick<Entity, 'properties'> | undefined,
  language: Language,
): Pick<ClaimedEffect, 'forWhom' | 'evidence'> {
  const said = (name: string) =>
    (effect?.properties[name] ?? []).flatMap((value) => (value.kind === 'text' ? wording(value.text, language) : []));
  return { forWhom: said('forWhom'), evidence: said('evidence') };
}
