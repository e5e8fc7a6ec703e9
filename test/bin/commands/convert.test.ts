import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';

const command = fileURLToPath(new URL('../../../server/bin/obsidienne.ts', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'convert-'));
afterAll(() => rmSync(work, { recursive: true }));

async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [command, ...args], { cwd: work })) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

const file = join(work, 'lieux.csv');
writeFileSync(file, 'id,nom,ville,note\n1,Le Port,Brest,calme\n2,,Brest,\n');

describe('somebody else’s records', () => {
  it('are sketched, then converted, with what was lost', async () => {
    const sketched = await run('sketch', file, '--to', 'carte');
    expect(sketched).toMatchObject({ code: 0, stdout: '' });
    expect(sketched.stderr).toContain('name ← nom');
    expect((await run('sketch', file, '--to', 'carte')).stderr).toMatch(/^obsidienne: carte\/lieux\.json exists/);
    const { code, stdout } = await run('convert', 'carte/lieux.json', file, '--to', 'out');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1 profiles of 2 records/);
    expect(stdout).toContain('row 2 (2): no name');
    expect(stdout).toContain('note: 1');
    expect(readdirSync(join(work, 'out')).sort()).toEqual(['1.jsonld', 'loss-report.json']);
    expect(JSON.parse(readFileSync(join(work, 'out', '1.jsonld'), 'utf8'))).toMatchObject({
      primaryTopic: { name: 'Le Port' },
    });
  });

  it('are refused in one line where there is nothing to convert, and nothing is written', async () => {
    writeFileSync(join(work, 'half.json'), '[{"nom": "A"');
    for (const [args, message] of [
      [['convert', 'nulle-part', file], /^obsidienne: there is no mapping nulle-part; .*bretagne-2020/],
      [
        ['convert', 'fablabs-france', 'half.json', '--to', 'never'],
        /^obsidienne: Mapping .* cannot be read as JSON: it ends in line 1 in the middle/,
      ],
      [['convert', 'fablabs-france', 'nowhere.json'], /^obsidienne: there is no file nowhere\.json$/m],
      [['sketch', 'half.json'], /^obsidienne: half.json is neither JSON/],
    ] as const) {
      const { code, stderr } = await run(...args);
      expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
    }
    expect(existsSync(join(work, 'never'))).toBe(false);
  });
});
