import type { Store } from 'n3';
import { VOCAB } from '../../rdf/terms.ts';
import type { ConceptIndex } from '../concept-index.ts';
import { focusOf } from '../focus.ts';
import { writeLine } from '../propose-fix.ts';
import type { Finding } from '../report.ts';

/** Warns of concepts under our own address that do not exist, or not in the scheme that the property takes. */
export function checkConcepts(dataset: Store, concepts: ConceptIndex): Finding[] {
  const findings: Finding[] = [];
  for (const { subject, predicate, object } of dataset) {
    const scheme = concepts.schemeOf(predicate.value);
    if (!scheme || object.termType !== 'NamedNode') continue;
    if (!object.value.startsWith(VOCAB) || concepts.has(scheme, object.value)) continue;
    const meant = concepts.named(scheme, object.value.slice(object.value.lastIndexOf('/') + 1));
    findings.push({
      severity: 'warning',
      rule: 'profile/unknown-concept',
      message: {
        fr: `« ${object.value} » ne fait pas partie de la liste ${scheme} : choisissez une valeur de cette liste, sinon personne ne la trouvera.`,
        en: `“${object.value}” is not part of the list ${scheme}: choose a value of that list, or nobody will find it.`,
      },
      path: predicate.value,
      value: object.value.slice(0, 200),
      ...focusOf(subject),
      ...(meant ? { fix: writeLine(predicate.value, `<${meant}>`) } : {}),
    });
  }
  return findings;
}
