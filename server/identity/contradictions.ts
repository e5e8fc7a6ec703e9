import type { Prepared } from './prepare.ts';
import type { Found } from './worth.ts';

/** One thing that speaks against two descriptions being of one. */
export interface Against extends Found {
  /** Nothing can outweigh it. */
  readonly isFinal: boolean;
  /** What is left of the score. */
  readonly trust: number;
}

/** What two descriptions say that cannot be, or is seldom, said of one thing. */
export function contradictions(a: Prepared, b: Prepared): readonly Against[] {
  const found: Against[] = [];
  const add = (fr: string, en: string, rest: Pick<Against, 'isFinal' | 'trust'>) =>
    found.push({ worth: 0, reason: { fr, en }, ...rest });
  if (a.evidence.kind !== b.evidence.kind)
    add('l’une est un lieu, l’autre une organisation', 'one is a place, the other an organisation', {
      isFinal: true,
      trust: 0,
    });
  if (differ(a.identifiers.siret, b.identifiers.siret))
    add('SIRET différents', 'different SIRET', { isFinal: true, trust: 0 });
  if (differ(a.identifiers.rna, b.identifiers.rna))
    add('numéros RNA différents', 'different RNA numbers', { isFinal: true, trust: 0 });
  if (differ([...a.roles], [...b.roles]))
    add('leurs noms disent deux activités', 'their names say two activities', { isFinal: false, trust: 0.6 });
  if (a.evidence.publisher !== undefined && a.evidence.publisher === b.evidence.publisher)
    add('la même source les donne séparément', 'the same source lists them apart', { isFinal: false, trust: 0.95 });
  return found;
}

/** Both say something, and nothing that they say is the same. */
function differ(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((one) => b.includes(one));
}
