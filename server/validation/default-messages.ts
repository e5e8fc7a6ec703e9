import { sh } from '../rdf/terms.ts';
import type { Bilingual } from '../rdf/text.ts';

/** For shapes that carry no message of their own: other people's, in `check --shapes`. */
const messages: Readonly<Record<string, Bilingual>> = {
  MinCount: { fr: 'Il manque une valeur (au moins {$minCount}).', en: 'A value is missing (at least {$minCount}).' },
  MaxCount: {
    fr: 'Il y a trop de valeurs (au plus {$maxCount}).',
    en: 'There are too many values (at most {$maxCount}).',
  },
  Datatype: { fr: '« {$value} » n’est pas du type {$datatype}.', en: '“{$value}” is not of datatype {$datatype}.' },
  NodeKind: { fr: '« {$value} » n’est pas de la nature {$nodeKind}.', en: '“{$value}” is not of kind {$nodeKind}.' },
  Class: { fr: '« {$value} » n’a pas la classe attendue.', en: '“{$value}” is not of the expected class.' },
  Pattern: { fr: '« {$value} » n’a pas la forme {$pattern}.', en: '“{$value}” does not match {$pattern}.' },
  In: { fr: '« {$value} » n’est pas parmi : {$in}.', en: '“{$value}” is not one of: {$in}.' },
  MinInclusive: { fr: '« {$value} » est inférieur à {$minInclusive}.', en: '“{$value}” is less than {$minInclusive}.' },
  MaxInclusive: { fr: '« {$value} » est supérieur à {$maxInclusive}.', en: '“{$value}” is more than {$maxInclusive}.' },
  MinLength: {
    fr: '« {$value} » a moins de {$minLength} caractères.',
    en: '“{$value}” has fewer than {$minLength} characters.',
  },
  MaxLength: {
    fr: '« {$value} » a plus de {$maxLength} caractères.',
    en: '“{$value}” has more than {$maxLength} characters.',
  },
  UniqueLang: {
    fr: 'La langue « {$lang} » sert plusieurs fois.',
    en: 'The language “{$lang}” is used more than once.',
  },
  HasValue: { fr: 'Il manque la valeur {$hasValue}.', en: 'The value {$hasValue} is missing.' },
  Closed: { fr: 'La propriété {$path} n’est pas attendue ici.', en: 'The property {$path} is not expected here.' },
};

const other: Bilingual = {
  fr: 'Une règle n’est pas respectée ici.',
  en: 'A rule is not met here.',
};

/** The wording for a SHACL constraint component whose shape has no `sh:message`. */
export function defaultMessage(component: string): Bilingual {
  const name = component.slice(sh('').value.length).replace(/ConstraintComponent$/, '');
  return messages[name] ?? other;
}
