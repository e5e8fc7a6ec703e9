import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const command = fileURLToPath(new URL('../../../server/bin/obsidienne.ts', import.meta.url));

it('prints what a document says without letting it command the terminal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'obsidienne-'));
  try {
    const file = join(folder, 'hostile.ttl');
    writeFileSync(file, '<#a> <\u001b]0;volé\u0007\u009b31m> .');
    for (const args of [
      ['check', file],
      ['check', '--json', file],
      ['parse', file],
    ]) {
      const { stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });
      expect(stdout + stderr).toContain('volé');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
