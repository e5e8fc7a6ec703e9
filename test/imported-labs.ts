import type { Observatory } from '../server/bin/observatory.ts';
import { findMapping } from '../server/bin/records/find-mapping.ts';
import { mapRecords } from '../server/crosswalk/apply-mapping.ts';

/** A fablab in Rennes as its catalogue tells of it, which is imported as `/sources/fablabs-france/quai`. */
export const lab = (more: object = {}) => ({
  name: 'Le Quai',
  url: 'https://labs.example/labs/quai',
  address_1: '3 rue du Quai',
  city: 'Rennes',
  postal_code: '35000',
  latitude: 48.1101,
  longitude: -1.6801,
  capabilities: 'laser',
  links: [],
  ...more,
});

/** Takes in what the catalogue has now, however much of it that takes away, and reads whatever is due. */
export async function importLabs(observatory: Observatory, labs: readonly object[]): Promise<void> {
  const mapping = await findMapping('fablabs-france');
  const set = mapRecords(mapping, [[new TextEncoder().encode(JSON.stringify(labs))]]);
  await observatory.importSet(mapping, set, { mayLose: true });
  await observatory.round();
}
