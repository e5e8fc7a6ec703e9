import type { Examiner } from '../crawl/examination/examine.ts';
import { createExaminer } from '../crawl/examination/examine.ts';
import { createValidator } from '../validation/validate.ts';
import { readContexts, readTurtleFolder, readVocabulary, shapesFolder } from './bundled-data.ts';

/** The examiner over our own contexts, shapes and vocabulary. */
export function bundledExaminer(): Examiner {
  return createExaminer({
    contexts: readContexts(),
    validator: createValidator(readTurtleFolder(shapesFolder), { vocabulary: readVocabulary() }),
    limits: { maxQuads: 5000, maxSubjects: 200 },
  });
}
