import { parquetWriteBuffer } from 'hyparquet-writer';
import { type Column, columns, type Row } from './rows.ts';

const types: Readonly<Partial<Record<Column, 'DOUBLE' | 'BOOLEAN'>>> = {
  latitude: 'DOUBLE',
  longitude: 'DOUBLE',
  example: 'BOOLEAN',
};

/** A table as one Parquet file, with the columns of the CSV in their types. */
export function writeParquet(rows: readonly Row[]): Uint8Array {
  const columnData = columns.map((name) => ({
    name,
    type: types[name] ?? ('STRING' as const),
    nullable: true,
    data: rows.map((row) => row[name] ?? null),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData, codec: 'SNAPPY' }));
}
