import { createPublisherRules } from '../../fetch/publisher.ts';
import { openRegistry } from '../../registry/open-registry.ts';
import type { Config } from '../config.ts';
import { recordsBaseOf } from '../config.ts';
import { openDatabase } from '../state/open-database.ts';
import type { ImportParts } from './import-parts.ts';
import { createImportSet } from './import-set.ts';

/** Opens what imports need of a data folder and nothing else, beside whoever holds it. */
export function openImports(
  config: Pick<Config, 'dataFolder' | 'sharedHosts' | 'origin'>,
  now = () => new Date(),
): ImportParts & {
  readonly importSet: ReturnType<typeof createImportSet>;
} {
  const db = openDatabase(config.dataFolder);
  const memory = openRegistry(db, createPublisherRules(config.sharedHosts).of);
  const parts: ImportParts = { db, memory, base: recordsBaseOf(config), now };
  return { ...parts, importSet: createImportSet(parts) };
}
