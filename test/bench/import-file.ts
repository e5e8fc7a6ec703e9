import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { JSONParser } from '@streamparser/json';
import { parse } from 'csv-parse';
import { Parser } from 'htmlparser2';
import { type Mapping, mappingOfWritten } from '../../server/crosswalk/mapping.ts';

/** How a file of records can be written, each in the columns of the national schema of digital mediation; in Opendatasoft’s envelope the place of the list is chosen and each record is made anew. */
export const writings = ['csv', 'json', 'geojson', 'opendatasoft', 'xml'] as const;
export type Writing = (typeof writings)[number];

const recordsOf = { csv: '$', json: '$', geojson: 'features.properties', xml: 'lieux.lieu' } as const;
const formats = new URL('../../server/crosswalk/formats/', import.meta.url);
const around = {
  csv: [`${Object.keys(recordOf(0)).join(',')}\n`, ''],
  json: ['[', ']'],
  geojson: ['{"type":"FeatureCollection","features":[', ']}'],
  opendatasoft: ['{"nhits":1,"parameters":{"rows":10},"records":[', '],"facet_groups":[]}'],
  xml: ['<?xml version="1.0" encoding="UTF-8"?>\n<lieux>', '</lieux>'],
} as const;

function recordOf(row: number): Readonly<Record<string, string>> {
  return {
    id: `a-${row}`,
    pivot: '',
    nom: `Médiathèque ${row}`,
    commune: 'Rennes',
    code_postal: '35000',
    code_insee: '35238',
    adresse: `${row} quai Nord`,
    latitude: String(48 + (row % 977) / 2000),
    longitude: String(-1.5 - (row % 1013) / 2000),
    typologie: 'BIB|TIERS_LIEUX',
    services: 'Aide aux démarches administratives|Accès internet et matériel informatique',
    courriels: `contact@port${row}.example`,
    site_web: `https://port${row}.example`,
    horaires: 'Mo-Fr 09:00-12:00',
    date_maj: '2024-01-02',
    frais_a_charge: 'Gratuit',
  };
}

function write(writing: Writing, row: number): string {
  const record = recordOf(row);
  if (writing === 'csv') return `${Object.values(record).join(',')}\n`;
  if (writing === 'xml')
    return `<lieu>${Object.entries(record)
      .map(([name, value]) => `<${name}>${value}</${name}>`)
      .join('')}</lieu>\n`;
  const { latitude, longitude } = record;
  const geometry = { type: 'Point', coordinates: [Number(longitude), Number(latitude)] };
  const members = {
    json: record,
    geojson: { type: 'Feature', geometry, properties: record },
    opendatasoft: { recordid: `r${row}`, fields: record, geometry, record_timestamp: '2024-01-02T00:00:00Z' },
  };
  return `${row > 0 ? ',' : ''}${JSON.stringify(members[writing])}\n`;
}

/** Writes a file of so many records. */
export async function writeFileOf(writing: Writing, rows: number, file: string): Promise<void> {
  const out = createWriteStream(file);
  const [begin, end] = around[writing];
  out.write(begin);
  for (let row = 0; row < rows; row++) if (!out.write(write(writing, row))) await once(out, 'drain');
  out.end(end);
  await once(out, 'finish');
}

/** Counts the records by the parser alone that our reading rests on. */
export async function countAlone(writing: Writing, file: string): Promise<number> {
  let count = 0;
  const pieces = createReadStream(file, { highWaterMark: 256 * 1024 });
  if (writing === 'csv') for await (const _ of pieces.pipe(parse({ columns: true }))) count++;
  else if (writing === 'xml') {
    const parser = new Parser({ onopentag: (name) => void (name === 'lieu' && count++) }, { xmlMode: true });
    for await (const piece of pieces.setEncoding('utf8')) parser.write(piece);
  } else {
    const paths = { json: '$.*', geojson: '$.features.*', opendatasoft: '$.records.*' };
    const parser = new JSONParser({ paths: [paths[writing]], keepStack: false });
    parser.onValue = () => void count++;
    for await (const piece of pieces) parser.write(piece);
  }
  return count;
}

/** The mapping of the national schema over a file written so. */
export async function mappingOf(writing: Writing): Promise<Mapping> {
  const header = async (name: string) => JSON.parse(await readFile(new URL(`${name}.json`, formats), 'utf8'));
  const { detect: _, ...how } = await header('mednum');
  const profile = await readFile(new URL('mednum.jsonata', formats), 'utf8');
  const format = writing === 'geojson' || writing === 'opendatasoft' ? 'json' : writing;
  const { records, record } =
    writing === 'opendatasoft' ? await header('opendatasoft') : { records: recordsOf[writing] };
  return mappingOfWritten(
    { ...how, format, records, ...(record ? { record } : {}), profile },
    {
      key: 'essai',
      title: { fr: 'Essai', en: 'Trial' },
      dataFile: `essai.${writing}`,
      source: { page: 'https://set.example/', file: 'https://set.example/data', modified: '2026-01-01' },
      attribution: 'Personne',
    },
  );
}
