/** Remembers what sites ask of us beyond a restart: a JSON value by its key. What was noted long ago may be forgotten. */
export interface SiteNotes {
  read(key: string): unknown;
  write(key: string, value: unknown): void;
}
