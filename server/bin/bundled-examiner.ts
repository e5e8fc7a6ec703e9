import { createTypeOfClass } from '../crawl/discovery/our-classes.ts';
import type { Examiner } from '../crawl/examination/examine.ts';
import { createExaminer } from '../crawl/examination/examine.ts';
import { createAligner } from '../rdf/align.ts';
import { createValidator } from '../validation/validate.ts';
import { readContexts, readTurtleFolder, readVocabulary, shapesFolder } from './bundled-data.ts';

/** The examiner over our own contexts, shapes and vocabulary. */
export function bundledExaminer(): Examiner {
  const vocabulary = readVocabulary();
  return createExaminer({
    contexts: readContexts(),
    validator: createValidator(readTurtleFolder(shapesFolder), { vocabulary }),
    typeOf: createTypeOfClass(createAligner(vocabulary)),
    limits: { maxQuads: 5000, maxSubjects: 200 },
  });
}
