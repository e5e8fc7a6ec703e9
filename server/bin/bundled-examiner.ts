import type { Quad } from '@rdfjs/types';
import { createTypeOfClass } from '../crawl/discovery/our-classes.ts';
import type { Examiner } from '../crawl/examination/examine.ts';
import { createExaminer } from '../crawl/examination/examine.ts';
import { personalEmailRule } from '../crawl/examination/personal-email.ts';
import { createAligner } from '../rdf/align.ts';
import { createValidator } from '../validation/validate.ts';
import { readContexts, readTurtleFolder, readVocabulary, shapesFolder } from './bundled-data.ts';

/** The examiner over our own contexts, shapes (or others in their place) and vocabulary. */
export function bundledExaminer(shapes: readonly Quad[] = readTurtleFolder(shapesFolder)): Examiner {
  const vocabulary = readVocabulary();
  return createExaminer({
    contexts: readContexts(),
    validator: createValidator(shapes, { vocabulary }),
    typeOf: createTypeOfClass(createAligner(vocabulary)),
    personalEmail: personalEmailRule(shapes),
    limits: { maxQuads: 5000, maxSubjects: 200 },
  });
}
