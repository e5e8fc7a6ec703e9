import type { Language } from '../rdf/text.ts';
import type { OperationAnswer } from './contract.ts';
import { exactTime, relativeTime } from './dates.ts';
import { counted, fill, texts } from './texts/texts.ts';

/** How the observatory is, in one sentence, and what needs the operator, the most pressing first. */
export interface Verdict {
  /** `trouble`: nothing works until somebody acts; `attention`: somebody is waiting. */
  readonly level: 'well' | 'attention' | 'trouble';
  readonly sentence: string;
  readonly reasons: readonly string[];
}

/** A visit that is due for longer is late: something keeps the observatory from reading. */
const lateMs = 24 * 60 * 60 * 1000;

/** Says whether all is well. */
export function judge(operation: OperationAnswer, language: Language): Verdict {
  const t = texts(language).operation;
  const { at, due, held, needing, stale, storage, clockAhead } = operation;
  const isLate = due.oldestAt !== null && Date.parse(at) - Date.parse(due.oldestAt) > lateMs;
  const reasons = [
    ...(storage.writable ? [] : [t.notWritable]),
    ...(isLate ? [fill(t.late, { when: relativeTime(due.oldestAt ?? '', new Date(at), language) })] : []),
    ...(clockAhead ? [fill(t.clockAhead, { date: exactTime(clockAhead, language) })] : []),
    ...(held.total > 0 ? [counted(t.heldCount, held.total, language)] : []),
    ...(stale > 0 ? [counted(t.staleCount, stale, language)] : []),
  ];
  if (!storage.writable || isLate) return { level: 'trouble', sentence: t.trouble, reasons };
  if (needing > 0) return { level: 'attention', sentence: counted(t.needing, needing, language), reasons };
  if (clockAhead) return { level: 'attention', sentence: t.clockWrong, reasons };
  return { level: 'well', sentence: t.well, reasons };
}

/** The command that lets what waits of a publisher happen, ready to paste into a shell; `refuse` keeps held profiles. */
export function acceptCommand(publisher: string, { refuse = false }: { readonly refuse?: boolean } = {}): string {
  // A publisher's name may be a folder that somebody else has named: it must never become a command of its own.
  const word = /^[\w.:/~-]+$/.test(publisher) ? publisher : `'${publisher.replaceAll("'", `'\\''`)}'`;
  return `npx obsidienne accept ${word}${refuse ? ' --refuse' : ''}`;
}
