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
  /** On the clock of `performance.now`. */
  readonly askedAt: number;
  resolve(examined: Examined): void;
  reject(error: unknown): void;
}

/** A process and what it was given, by the number of the question; it works on the first. */
interface Seat {
  child: ChildProcess | undefined;
  readonly tasks: Map<number, Task>;
  timer: NodeJS.Timeout | undefined;
  /** It is taking its time over a document: nothing else shall wait behind that. */
  isSlow: boolean;
  /** When it first answered, on the clock of `performance.now`; undefined until then. */
  warmAt: number | undefined;
}

/** So many documents are given to a process at a time, so that it need not wait for us between two. */
const mostGiven = 4;
/** A document that takes longer is a strange one; one that waits longer needs another process. */
const usualMs = 500;
/** The first document of a process also waits for what that loads and compiles, for more than a second. */
const firstMs = 5000;
/** So long a document waits for a process that has begun to answer before another is started: that costs as much. */
const patientMs = 2000;

/** Makes a pool of examining processes; each starts when those before it do not keep up, and is replaced when it ends. */
export function createExaminerPool(options: ExaminerPoolOptions): ExaminerPool {
  const { script, deadlineMs, maxHeapMb } = options;
  const seats: Seat[] = Array.from({ length: options.processes }, () => ({
    child: undefined,
    tasks: new Map(),
    timer: undefined,
    isSlow: false,
    warmAt: undefined,
  }));
  let queue: Task[] = [];
  let isClosed = false;
  let lastId = 0;

  /** Gives what waits to the processes that have the least to do. */
  function handOut(): void {
    while (queue.length > 0 && !isClosed) {
      const [seat] = seats
        .filter((one) => one.tasks.size < mostGiven && !one.isSlow && (one.child || isNeeded()))
        .sort((a, b) => Number(!a.child) - Number(!b.child) || a.tasks.size - b.tasks.size);
      const task = seat && queue.shift();
      if (!task) return;
      const id = ++lastId;
      seat.tasks.set(id, task);
      if (seat.tasks.size === 1) watch(seat);
      const child = seat.child ?? start(seat);
      const message: ToExaminer = { id, document: task.document, now: task.now.getTime() };
      // A failed write means that the process is going: `exit` tells the rest.
      child.send(message, () => undefined);
    }
  }

  /** A start costs as much as a thousand documents: another process is for when those there do not keep up. */
  function isNeeded(): boolean {
    const started = seats.filter(({ child }) => child);
    if (started.every(({ isSlow }) => isSlow)) return true;
    // What piled up while the last of them started tells nothing of how quick they are.
    const since = Math.max(queue[0]?.askedAt ?? 0, ...started.map(({ warmAt }) => warmAt ?? Number.POSITIVE_INFINITY));
    return performance.now() - since > patientMs;
  }

  /** Counts the time of the document that a process works on from now. */
  function watch(seat: Seat): void {
    clearTimeout(seat.timer);
    seat.isSlow = false;
    if (seat.tasks.size === 0) return;
    const patienceMs = Math.min(seat.warmAt ? usualMs : firstMs, deadlineMs);
    seat.timer = setTimeout(() => {
      seat.isSlow = true;
      takeBack(seat, 1);
      seat.timer = setTimeout(() => end(seat, tooSlow(deadlineMs)), deadlineMs - patienceMs);
      handOut();
    }, patienceMs);
  }

  /** Lets others do what a process has not begun; should it answer all the same, nobody listens. */
  function takeBack(seat: Seat, begun: number): void {
    const waiting = [...seat.tasks].slice(begun);
    for (const [id] of waiting) seat.tasks.delete(id);
    queue = [...waiting.map(([, task]) => task), ...queue];
  }

  /** The process is gone or has to go, with the document that it worked on. */
  function end(seat: Seat, verdict: Examined): void {
    seat.child?.kill('SIGKILL');
    seat.child = undefined;
    takeBack(seat, 1);
    const [guilty] = seat.tasks.values();
    seat.tasks.clear();
    watch(seat);
    if (isClosed) guilty?.reject(closed());
    else guilty?.resolve(verdict);
    handOut();
  }

  function hear(seat: Seat, answer: FromExaminer): void {
    const task = seat.tasks.get(answer.id);
    if (!task) return;
    seat.tasks.delete(answer.id);
    seat.warmAt ??= performance.now();
    watch(seat);
    if (answer.state === 'examined') task.resolve(answer.examined);
    else task.reject(new Error(answer.message));
    handOut();
  }

  function start(seat: Seat): ChildProcess {
    const child = fork(script, {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${maxHeapMb}`],
      // A document needs nothing of the environment, so that nothing in it can be told by one.
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('message', (answer: FromExaminer) => {
      if (seat.child === child) hear(seat, answer);
    });
    child.once('exit', () => {
      if (seat.child === child) end(seat, tooHeavy);
    });
    seat.child = child;
    seat.warmAt = undefined;
    return child;
  }

  return {
    examine: ({ finalUrl, mediaType, charset, body }, now) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(closed());
        const document = { finalUrl, mediaType, body, ...(charset ? { charset } : {}) };
        queue.push({ document, now, askedAt: performance.now(), resolve, reject });
        handOut();
      }),
    async close() {
      isClosed = true;
      for (const task of queue) task.reject(closed());
      queue = [];
      await Promise.all(
        seats.map(({ child, tasks, timer }) => {
          clearTimeout(timer);
          for (const task of tasks.values()) task.reject(closed());
          tasks.clear();
          if (!child || child.exitCode !== null || child.signalCode !== null) return undefined;
          const ended = new Promise((resolve) => child.once('exit', resolve));
          child.kill('SIGKILL');
          return ended;
        }),
      );
    },
  };
}

function closed(): Error {
  return new Error('the examiner is closed');
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
