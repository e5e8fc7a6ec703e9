import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import type { Finding } from '../../validation/report.ts';
import { noSigns } from '../discovery/signs.ts';
import type { Examinable, Examined, Examiner } from './examine.ts';
import type { FromExaminer, ToExaminer } from './examiner-messages.ts';

export interface ExaminerPoolOptions {
  /** The script of one process: it calls `serveExaminer`. */
  readonly script: URL;
  readonly processes: number;
  /** A document that takes longer has its process killed. */
  readonly deadlineMs: number;
  /** JavaScript heap of one process; a document that needs more ends it. */
  readonly maxHeapMb: number;
}

/** An examiner whose work happens where a stuck or exploding document can be killed without harming anything else. */
export interface ExaminerPool extends Examiner {
  close(): Promise<void>;
}

interface Task {
  readonly document: Examinable;
  readonly now: Date;
  resolve(examined: Examined): void;
  reject(error: unknown): void;
}

interface Seat {
  child: ChildProcess | undefined;
  task: Task | undefined;
}

/** Makes a pool of examining processes; each starts when it is first needed and is replaced when it ends. */
export function createExaminerPool(options: ExaminerPoolOptions): ExaminerPool {
  const { script, deadlineMs, maxHeapMb } = options;
  const seats: Seat[] = Array.from({ length: options.processes }, () => ({ child: undefined, task: undefined }));
  const queue: Task[] = [];
  let isClosed = false;
  let lastId = 0;

  function next(seat: Seat): void {
    const task = queue.shift();
    if (task) run(seat, task);
  }

  function run(seat: Seat, task: Task): void {
    seat.task = task;
    const child = seat.child ?? start(seat);
    const id = ++lastId;
    const timer = setTimeout(() => finish(() => task.resolve(tooSlow(deadlineMs)), true), deadlineMs);
    const finish = (settle: () => void, kill: boolean): void => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onExit);
      seat.task = undefined;
      if (kill) {
        seat.child = undefined;
        child.kill('SIGKILL');
      }
      settle();
      if (!isClosed) next(seat);
    };
    const onMessage = (answer: FromExaminer): void => {
      if (answer.id !== id) return;
      if (answer.state === 'examined') finish(() => task.resolve(answer.examined), false);
      else finish(() => task.reject(new Error(answer.message)), false);
    };
    const onExit = (): void =>
      finish(() => (isClosed ? task.reject(new Error('the examiner is closed')) : task.resolve(tooHeavy)), false);
    child.on('message', onMessage);
    child.on('exit', onExit);
    const message: ToExaminer = { id, document: task.document, now: task.now.getTime() };
    child.send(message);
  }

  function start(seat: Seat): ChildProcess {
    const child = fork(script, {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${maxHeapMb}`],
      // A document needs nothing of the environment, so that nothing in it can be told by one.
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.once('exit', () => {
      if (seat.child === child) seat.child = undefined;
    });
    seat.child = child;
    return child;
  }

  return {
    examine: ({ finalUrl, mediaType, charset, body }, now) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new Error('the examiner is closed'));
        const document = { finalUrl, mediaType, body, ...(charset ? { charset } : {}) };
        const task: Task = { document, now, resolve, reject };
        const seat = seats.find((free) => !free.task);
        if (seat) run(seat, task);
        else queue.push(task);
      }),
    async close() {
      isClosed = true;
      for (const task of queue.splice(0)) task.reject(new Error('the examiner is closed'));
      await Promise.all(
        seats.map(({ child }) => {
          if (!child || child.exitCode !== null || child.signalCode !== null) return undefined;
          const ended = new Promise((resolve) => child.once('exit', resolve));
          child.kill('SIGKILL');
          return ended;
        }),
      );
    },
  };
}

function nothing(finding: Finding): Examined {
  return {
    report: { conforms: false, findings: [finding] },
    nquads: '',
    graphHash: '',
    alternates: [],
    isPage: false,
    describes: false,
    signs: noSigns,
  };
}

function tooSlow(deadlineMs: number): Examined {
  const seconds = Math.round(deadlineMs / 1000);
  return nothing({
    severity: 'violation',
    rule: 'reading/too-slow',
    message: {
      fr: `La lecture de ce document n'était pas terminée au bout de ${seconds} s. Publiez une fiche plus simple.`,
      en: `Reading this document was not finished after ${seconds} s. Publish a simpler profile.`,
    },
  });
}

const tooHeavy = nothing({
  severity: 'violation',
  rule: 'reading/too-heavy',
  message: {
    fr: 'La lecture de ce document demande trop de mémoire. Publiez une fiche plus simple.',
    en: 'Reading this document takes too much memory. Publish a simpler profile.',
  },
});
