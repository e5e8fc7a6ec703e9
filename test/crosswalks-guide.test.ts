import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { createReaders } from '../server/crosswalk/readers/readers.ts';

const guide = readFileSync(new URL('../docs/crosswalks.md', import.meta.url), 'utf8');
const command = fileURLToPath(new URL('../server/bin/obsidienne.ts', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'guide-'));
afterAll(() => rmSync(work, { recursive: true }));

const blocks = (language: string) =>
  [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]+?)\`\`\``, 'g'))].map(([, text = '']) => text.trim());
/** The words of a command as a shell would part them. */
const wordsOf = (line: string) =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

async function run(line: string): Promise<string> {
  const [npx, name, ...args] = wordsOf(line);
  expect([npx, name]).toEqual(['npx', 'obsidienne']);
  const env = { ...process.env, OBSIDIENNE_DATA: join(work, 'data'), OBSIDIENNE_SPARQL_REPLICAS: '1' };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [command, ...args], { cwd: work, env });
  return stdout + stderr;
}

describe('the guide to other people’s records', () => {
  it('leads from its file to stored places, command by command', async () => {
    const [table = ''] = blocks('csv');
    const [auto = '', sketch = '', preview = '', store = ''] = blocks('sh');
    writeFileSync(join(work, 'recensement.csv'), `${table}\n`);
    expect(await run(auto)).toContain('3 records would be taken in');
    expect(readFileSync(join(work, 'apercu-recensement.html'), 'utf8')).toContain('Le Jardin des voisins');
    expect(await run(sketch)).toContain('position ← Coordonnées');
    writeFileSync(join(work, 'mappings/recensement.json'), blocks('json')[0] ?? '');
    writeFileSync(join(work, 'mappings/recensement.jsonata'), blocks('jsonata')[0] ?? '');
    const told = await run(preview);
    for (const rule of [
      'title-row-skipped',
      'decimal-comma',
      'address-split',
      'telephone-rewritten',
      'spreadsheet-day',
      'located-by-commune',
    ])
      expect(told).toContain(rule);
    expect(told).toMatch(/Mis à jour: 1, not-a-date {2}\(2024-02-30\)/);
    expect(told).toContain('columns without a home: none');
    expect(await run(store)).toContain('3 records taken in: 3 new');
    expect(existsSync(join(work, 'data/obsidienne.sqlite'))).toBe(true);
  }, 60_000);

  it('tells of every function there is, and of none that there is not', () => {
    const told = new Set([...guide.matchAll(/\$([a-zA-Z]+)\(/g)].map(([, name]) => name));
    const known = Object.keys(createReaders(new Map(), { read: new Set(), guesses: [], dropped: [] }));
    expect([...told].filter((name) => name !== undefined && !known.includes(name))).toEqual([]);
    expect(known.filter((name) => !told.has(name) && name !== 'webAddress')).toEqual([]);
  });
});
