import { fileURLToPath } from 'node:url';
import type { Directory } from '../../directory/directory.ts';
import { createNameIris } from '../../http/sparql/terms/name-iris.ts';
import { createTermBook } from '../../http/sparql/terms/query-terms.ts';
import { createVocabulary } from '../../http/vocabulary.ts';
import { ontologyFolder, shapesFolder } from '../bundled-data.ts';

/** The words of the query page: what is completed while a query is written, and what the IRIs of an answer are called. */
export function sparqlWords({ namesOfIris }: Pick<Directory, 'namesOfIris'>) {
  const [ontology, shapes] = [ontologyFolder, shapesFolder].map((folder) => fileURLToPath(folder)) as [string, string];
  const terms = createTermBook(createVocabulary({ ontologyFolder: ontology, shapesFolder: shapes }));
  return { terms, nameIris: createNameIris(namesOfIris, terms) };
}
