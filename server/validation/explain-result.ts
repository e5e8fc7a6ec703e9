import type { Term } from '@rdfjs/types';
import type { ValidationResult } from 'shacl-engine';
import { sh } from '../rdf/terms.ts';
import { bilingual } from './bilingual.ts';
import type { ConceptIndex } from './concept-index.ts';
import { defaultMessage } from './default-messages.ts';
import { focusOf } from './focus.ts';
import { proposeFix } from './propose-fix.ts';
import type { Finding, Severity } from './report.ts';

const severities: ReadonlyMap<string, Severity> = new Map([
  [sh('Violation').value, 'violation'],
  [sh('Warning').value, 'warning'],
  [sh('Info').value, 'info'],
]);

/** Longest value that a finding repeats. */
const shownLength = 200;

/** Turns one SHACL result into a finding in both languages, from the shape's own messages and names where it has them. */
export function explainResult(
  result: ValidationResult,
  known: { readonly concepts: ConceptIndex; readonly now: Date },
): Finding {
  const { constraintComponent, shape } = result;
  const value = result.value?.term;
  const path = pathOf(result);
  const field = bilingual(shape.ptr.out([sh('name')]).terms);
  const shown = value && value.termType !== 'BlankNode' ? value.value.slice(0, shownLength) : undefined;
  const message = bilingual(shape.message) ?? defaultMessage(constraintComponent.value);
  const replacements = { ...result.args, value: shown ?? '', path: path ?? '', this: result.focusNode.term };
  const fix = proposeFix({ component: constraintComponent, path, value, shape: shape.ptr, field, ...known });
  return {
    severity: severities.get(result.severity.value) ?? 'violation',
    message: { fr: fill(message.fr, replacements), en: fill(message.en, replacements) },
    ...(field ? { field } : {}),
    ...(path ? { path } : {}),
    ...(shown === undefined ? {} : { value: shown }),
    ...focusOf(result.focusNode.term),
    ...(fix ? { fix } : {}),
    rule: constraintComponent.value,
  };
}

/** The property a person would look for: the last step of the path, and among alternatives the one that has the value. */
function pathOf({ path, focusNode, value }: ValidationResult): string | undefined {
  const predicates = path?.at(-1)?.predicates ?? [];
  const holder = predicates.find((predicate) => value?.term && has(focusNode.out([predicate]).terms, value.term));
  return (holder ?? predicates[0])?.value;
}

function has(terms: readonly Term[], term: Term): boolean {
  return terms.some((other) => other.equals(term));
}

/** Fills `{$name}` and `{?name}` (SHACL, section 5.3.2) with readable values; an unknown name stays as it is. */
function fill(message: string, values: Readonly<Record<string, unknown>>): string {
  return message.replace(/\{[$?]([\w-]+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined || value === null) return whole;
    return typeof value === 'object' && 'value' in value ? String(value.value) : String(value);
  });
}
