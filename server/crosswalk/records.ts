import { decodeFile } from './decode-file.ts';
import { describeJsonataError } from './expression.ts';
import type { Trace } from './loss-report.ts';
import type { Mapping } from './mapping.ts';
import { MappingError } from './mapping-error.ts';
import { type Content, readContent } from './read-content.ts';

/** The records of a set's file, untouched, and what had to be guessed to read it. */
export interface Records {
  readonly records: readonly unknown[];
  readonly notes: readonly Trace[];
}

/** Reads a set's file into its records; throws a MappingError when the file is not what the mapping says it is. */
export async function readRecords(mapping: Mapping, bytes: Uint8Array): Promise<Records> {
  const { text, encoding, otherLines } = decodeFile(bytes);
  const { value, notes } = parseContent(mapping, text);
  const found = await mapping.records.evaluate(value).catch((error: unknown) => {
    throw new MappingError(mapping.records.mapping, 'records', describeJsonataError(error));
  });
  if (found === undefined)
    throw new MappingError(mapping.records.mapping, 'records', `finds nothing in ${mapping.dataFile}`);
  return {
    // JSONata gives a lone result as itself; copying also frees an array from its own marks.
    records: Array.isArray(found) ? [...found] : [found],
    notes: [
      ...(encoding === 'utf-8' ? [] : [{ column: '(file)', why: 'encoding', value: encoding }]),
      ...Array.from({ length: otherLines }, () => ({ column: '(file)', why: 'encoding', value: 'windows-1252' })),
      ...notes,
    ],
  };
}

function parseContent(mapping: Mapping, text: string): Content {
  try {
    return readContent(mapping.format, text);
  } catch (error) {
    throw new MappingError(
      mapping.records.mapping,
      'dataFile',
      `${mapping.dataFile} is not ${mapping.format.toUpperCase()}: ${(error as Error).message}`,
    );
  }
}
