import type { Language } from '../rdf/text.ts';
import french from './problems.fr.json' with { type: 'json' };

const sentences = french.map(([pattern = '', words = '']) => ({ pattern: new RegExp(pattern, 's'), words }));

/** What kept a set from being read, in the language of who asks; what no sentence is known for stays as it is. */
export function explainProblem(problem: string, language: Language): string {
  if (language !== 'fr') return problem;
  for (const { pattern, words } of sentences) {
    const match = pattern.exec(problem);
    if (!match) continue;
    return words
      .replace(/\{(\d)\}/g, (_, at: string) => explainProblem(match[Number(at)] ?? '', language))
      .replace(/\$(\d)/g, (_, at: string) => match[Number(at)] ?? '');
  }
  return problem;
}
