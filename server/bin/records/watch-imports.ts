import type { Records } from '../../registry/records.ts';

/** Tells, whenever it is asked, whether a set was imported beside this process since it was asked last. */
export function watchImports(records: Pick<Records, 'lastImportAt'>): () => boolean {
  let known = records.lastImportAt();
  return () => {
    const last = records.lastImportAt();
    const isNew = last !== known;
    known = last;
    return isNew;
  };
}
