/** The state file cannot be read or written just now: nothing of what was asked was kept, and it can be asked again. */
export class StorageFailure extends Error {
  constructor(cause: Error) {
    super(`the state file cannot be written: ${cause.message}`, { cause });
    this.name = 'StorageFailure';
  }
}

/**
 * SQLite's primary result codes that are about the file and the disk, never about what was to be written
 * (https://www.sqlite.org/rescode.html).
 */
const aboutTheFile: ReadonlySet<number> = new Set([
  3, // permission
  5, // busy: another process wrote for longer than we wait
  6, // locked
  8, // read-only
  10, // input or output
  11, // malformed
  13, // full
  14, // cannot open
  26, // not a database
]);

/** Tells whether an error is about the state file rather than about what was asked of it; the `StorageFailure` if so. */
export function asStorageFailure(error: unknown): StorageFailure | undefined {
  if (error instanceof StorageFailure) return error;
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  // Extended codes carry the primary one in their lowest byte.
  return aboutTheFile.has(error.errcode & 0xff) ? new StorageFailure(error) : undefined;
}
