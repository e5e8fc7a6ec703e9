import { readFileSync } from 'node:fs';

/** The text of a query of this folder, by its path without `.rq`. Throws when there is none. */
export function readQuery(name: string): string {
  return readFileSync(new URL(`./${name}.rq`, import.meta.url), 'utf8').trimEnd();
}
