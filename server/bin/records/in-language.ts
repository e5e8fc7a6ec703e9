import { explainProblem } from '../../crosswalk/explain-problem.ts';
import type { Language } from '../../rdf/text.ts';

/** Does some work; what goes wrong is thrown in words of that language. */
export async function inLanguage(language: Language, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (language === 'en' || !(error instanceof Error)) throw error;
    throw new Error(explainProblem(error.message, language), { cause: error });
  }
}
