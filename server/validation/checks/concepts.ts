import type { ConceptIndex } from '../concept-index.ts';
import { focusOf } from '../focus.ts';
import type { Profile } from '../profile.ts';
import { writeLine } from '../propose-fix.ts';
import type { Finding } from '../report.ts';

/** Warns of concepts that do not exist in the scheme under whose address they stand. */
export function checkConcepts(profile: Profile, concepts: ConceptIndex): Finding[] {
  const findings: Finding[] = [];
  for (const { subject, predicate, object } of profile) {
    const scheme = concepts.schemeOf(predicate.value);
    if (!scheme || object.termType !== 'NamedNode') continue;
    // Addresses outside the scheme are the shapes' business, or somebody else's vocabulary.
    if (!object.value.startsWith(`${scheme}/`) || concepts.has(scheme, object.value)) continue;
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
