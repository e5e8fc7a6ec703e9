import type { Selection } from '../../points/selection.ts';
import { createAskedThread } from '../asked-thread.ts';
import type { BuiltVersion, FromAnswerer, PointQuestion, ToAnswerer, VersionQuestion } from './point-messages.ts';

/** The thread that answers questions about versions. */
export interface PointAnswerer {
  /** Rejects when the thread fails. */
  ask(version: BuiltVersion, question: PointQuestion): Promise<unknown>;
  /** Lets the thread forget a version. */
  forget(version: BuiltVersion): void;
  close(): Promise<void>;
}

/** `rowsOf` is asked for what only the process that searches can tell. */
export function createPointAnswerer(
  rowsOf: (version: string, selection: Selection) => readonly number[],
  now: () => Date,
): PointAnswerer {
  const open = new Set<string>();
  const thread = createAskedThread<VersionQuestion>({
    file: new URL('answer-points.ts', import.meta.url),
    hear(message) {
      const { id, version, selection } = message as FromAnswerer;
      thread.tell({ type: 'rows', id, rows: rowsOf(version, selection) } satisfies ToAnswerer);
    },
    onEnd: () => open.clear(),
  });
  return {
    ask(version, question) {
      const { manifest, columns, names, pages } = version;
      const name = manifest.version;
      const opens = open.has(name) ? {} : { opens: { manifest, columns, names, pages } };
      open.add(name);
      return thread.ask({ version: name, question, now: now(), ...opens });
    },
    forget({ manifest }) {
      if (open.delete(manifest.version)) thread.tell({ type: 'close', version: manifest.version } satisfies ToAnswerer);
    },
    close: () => thread.close(),
  };
}
