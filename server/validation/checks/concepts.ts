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
    const slug = object.value.slice(scheme.length + 1);
    const meant = concepts.named(scheme, slug);
    const field = concepts.labelOf(predicate.value);
    findings.push({
      severity: 'warning',
      rule: 'profile/unknown-concept',
      message: {
        fr: `« ${slug} » n’existe pas dans la liste « ${field?.fr ?? scheme} » : choisissez dans la liste, pour que l’on vous trouve.`,
        en: `“${slug}” does not exist in the list “${field?.en ?? scheme}”: choose from the list so that you can be found.`,
      },
      ...(field ? { field } : {}),
      path: predicate.value,
      value: object.value.slice(0, 200),
      ...focusOf(subject),
      ...(meant ? { fix: writeLine(predicate.value, `<${meant}>`) } : {}),
    });
  }
  return findings;
}
