import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { bundledExaminer } from '../../../server/bin/bundled-examiner.ts';
import type { ExaminerPool, ExaminerPoolOptions } from '../../../server/crawl/examination/examiner-pool.ts';
import { createExaminerPool } from '../../../server/crawl/examination/examiner-pool.ts';
import { placeTurtle, prefixes } from '../../observatory.ts';

const now = new Date('2026-01-01T00:00:00Z');
const odd = new URL('odd-examiner.ts', import.meta.url);
const open: ExaminerPool[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((pool) => pool.close()));
});

function start(options: Partial<ExaminerPoolOptions> = {}): ExaminerPool {
  const pool = createExaminerPool({ script: odd, processes: 1, deadlineMs: 20_000, maxHeapMb: 64, ...options });
  open.push(pool);
  return pool;
}

function document(text: string) {
  return { finalUrl: 'http://a.localhost/', mediaType: 'text/turtle', body: new TextEncoder().encode(text) };
}

async function pidOf(pool: ExaminerPool): Promise<number> {
  return Number((await pool.examine(document('hello'), now)).nquads.split(' ').at(-1));
}

describe('the examiner pool', () => {
  it('gives what an examination in this process gives', async () => {
    const pool = start({
      script: new URL('../../../server/bin/examiner-process.ts', import.meta.url),
      maxHeapMb: 256,
    });
    const asked = document(prefixes + placeTurtle('Atelier A'));
    expect(await pool.examine(asked, now)).toEqual(await bundledExaminer().examine(asked, now));
  });

  it('ends a document that takes too long, says so, and goes on with the next one in a fresh process', async () => {
    const pool = start({ deadlineMs: 1500 });
    const before = await pidOf(pool);
    const [stuck, next] = await Promise.all([
      pool.examine(document('loop'), now),
      pool.examine(document('hello'), now),
    ]);
    expect(stuck).toMatchObject({ report: { conforms: false, findings: [{ rule: 'reading/too-slow' }] }, nquads: '' });
    expect(next.nquads).toMatch(/^hello by \d+$/);
    expect(next.nquads).not.toContain(` ${before}`);
    expect(() => process.kill(before, 0)).toThrow(/ESRCH/);
  });

  it('survives a document that takes all the memory it is given', async () => {
    const pool = start();
    const heavy = await pool.examine(document('grow'), now);
    expect(heavy.report.findings).toMatchObject([{ severity: 'violation', rule: 'reading/too-heavy' }]);
    expect((await pool.examine(document('hello'), now)).nquads).toContain('hello');
  });

  it('blames only the document that a process worked on, and has the ones behind it done by others', async () => {
    const pool = start({ processes: 2 });
    await pidOf(pool);
    let isStuck = true;
    const heavy = pool.examine(document('grow'), now);
    const stuck = pool.examine(document('loop'), now).finally(() => {
      isStuck = false;
    });
    stuck.catch(() => undefined);
    const others = Array.from({ length: 8 }, (_, i) => pool.examine(document(`document-${i}`), now));
    expect((await heavy).report.findings).toMatchObject([{ rule: 'reading/too-heavy' }]);
    const answers = await Promise.all(others);
    expect(answers.map(({ nquads }) => nquads.split(' ')[0])).toEqual(answers.map((_, i) => `document-${i}`));
    expect(isStuck).toBe(true);
  });

  it('starts another process only for what the first does not keep up with', async () => {
    const pool = start({ processes: 2 });
    const pid = await pidOf(pool);
    const pidsOf = async (texts: readonly string[]) => {
      const answers = await Promise.all(texts.map((text) => pool.examine(document(text), now)));
      return new Set(answers.map(({ nquads }) => Number(nquads.split(' ').at(-1))));
    };
    expect(await pidsOf(['quick', 'as quick', 'and quick'])).toEqual(new Set([pid]));
    const stuck = pool.examine(document('loop'), now).catch(() => undefined);
    const others = await pidsOf(['one', 'two']);
    expect(others.size).toBe(1);
    expect(others.has(pid)).toBe(false);
    await pool.close();
    await stuck;
  });

  it('starts no other process for what piles up while the first one starts', async () => {
    const pool = start({ processes: 2 });
    const texts = ['pause', ...Array.from({ length: 8 }, (_, i) => `document-${i}`)];
    const answers = await Promise.all(texts.map((text) => pool.examine(document(text), now)));
    expect(new Set(answers.map(({ nquads }) => nquads.split(' ').at(-1))).size).toBe(1);
  });

  it('passes a fault of ours on as a fault of ours', async () => {
    await expect(start().examine(document('throw'), now)).rejects.toThrow('a fault of ours');
  });

  it('keeps each answer with its question, whatever the order', async () => {
    const pool = start({ processes: 2 });
    const texts = Array.from({ length: 20 }, (_, i) => `document-${i}`);
    const answers = await Promise.all(texts.map((text) => pool.examine(document(text), now)));
    expect(answers.map(({ nquads }) => nquads.split(' ')[0])).toEqual(texts);
  });

  it('leaves no process behind when it is closed in the middle of a document', async () => {
    const pool = start();
    const pid = await pidOf(pool);
    const stuck = pool.examine(document('loop'), now).catch((error: Error) => error.message);
    await setTimeout(50);
    await pool.close();
    expect(await stuck).toBe('the examiner is closed');
    expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
    await expect(pool.examine(document('hello'), now)).rejects.toThrow('the examiner is closed');
  });

  it('leaves no process behind when its parent is killed, not even one that is stuck', async () => {
    const code = `
      import { createExaminerPool } from ${JSON.stringify(new URL('../../../server/crawl/examination/examiner-pool.ts', import.meta.url).href)};
      const pool = createExaminerPool({ script: new URL(${JSON.stringify(odd.href)}), processes: 1, deadlineMs: 600000, maxHeapMb: 64 });
      const ask = (text) => pool.examine({ finalUrl: 'http://a/', mediaType: '', body: Buffer.from(text) }, new Date());
      console.log((await ask('hello')).nquads);
      ask('loop');
      setTimeout(() => console.log('looping'), 100);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    for await (const chunk of parent.stdout) {
      said += String(chunk);
      if (said.includes('looping')) break;
    }
    parent.kill('SIGKILL');
    const pid = Number(/by (\d+)/.exec(said)?.[1]);
    const isAlive = () => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    const deadline = Date.now() + 10_000;
    while (isAlive() && Date.now() < deadline) await setTimeout(100);
    expect(isAlive()).toBe(false);
  });
});
