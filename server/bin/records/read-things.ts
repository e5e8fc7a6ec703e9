import { quadsToThings } from '../../crosswalk/reading/quads-to-things.ts';
import type { ReadThings } from '../../crosswalk/reading/read-records.ts';
import { createAligner } from '../../rdf/align.ts';
import { parseDocument } from '../../rdf/parse-document.ts';
import { readContexts, readVocabulary } from '../bundled-data.ts';

/** Reads linked data of any syntax, and of any vocabulary that is aligned with ours (PAIR, ESSGlobal, ORG), into plain things. */
export const readThings: ReadThings = async (body, url) => {
  const { quads, notes } = await parseDocument({ url, mediaType: '', body }, readContexts());
  const grave = notes.find(({ severity }) => severity === 'violation');
  if (quads.length === 0 && grave) throw new Error(grave.message.en);
  return quadsToThings(createAligner(readVocabulary())(quads));
};
