import { parse } from 'csv-parse/sync';
import { describeJsonataError } from './expression.ts';
import type { Mapping } from './mapping.ts';
import { MappingError } from './mapping-error.ts';

/** Reads a set's file into its records, untouched; throws a MappingError when the file is not what the mapping says it is. */
export async function readRecords(mapping: Mapping, bytes: Uint8Array): Promise<readonly unknown[]> {
  const text = new TextDecoder('utf-8').decode(bytes);
  const content = parseContent(mapping, text);
  const records = await mapping.records.evaluate(content).catch((error: unknown) => {
    throw new MappingError(mapping.records.mapping, 'records', describeJsonataError(error));
  });
  if (records === undefined)
    throw new MappingError(mapping.records.mapping, 'records', `finds nothing in ${mapping.dataFile}`);
  // JSONata gives a lone result as itself; copying also frees an array from its own marks.
  return Array.isArray(records) ? [...records] : [records];
}

function parseContent(mapping: Mapping, text: string): unknown {
  try {
    if (mapping.format === 'json') return JSON.parse(text);
    return parse(text, {
      columns: true,
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      delimiter: [',', ';', '\t'],
    });
  } catch (error) {
    throw new MappingError(
      mapping.records.mapping,
      'dataFile',
      `${mapping.dataFile} is not ${mapping.format.toUpperCase()}: ${(error as Error).message}`,
    );
  }
}
