import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../server/bin/state/open-database.ts';
import { createDeclarations } from '../../../server/registry/declarations.ts';

const cli = fileURLToPath(new URL('../../../server/bin/obsidienne.ts', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'obsidienne-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function register(args: readonly string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, OBSIDIENNE_DATA: join(folder, 'data'), OBSIDIENNE_DEMO: '0' };
    const child = execFile(process.execPath, [cli, 'register', ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    );
    child.stdin?.end(input);
  });
}
const urls = (out: string) => (JSON.parse(out) as { url: string }[]).map(({ url }) => url);

describe('obsidienne register', () => {
  it('takes what it can of a list, names the lines it cannot, and fails', async () => {
    const file = join(folder, 'lieux.csv');
    writeFileSync(
      file,
      'url,nom\nhttps://a.example/,A\nhttp://127.0.0.1/,Chez nous\nb.example,B\nhttps://c.example/#lieu,C\n',
    );
    const { code, out, err } = await register(['--file', file, '--json']);
    expect(urls(out)).toEqual(['https://a.example/', 'https://c.example/']);
    expect(err).toMatch(/line 3: http:\/\/127\.0\.0\.1\/: This address does not lead to a public site/);
    expect(err).toMatch(/line 4: b\.example: The address does not start with http/);
    expect(code).toBe(1);
  });

  it('takes a list from standard input beside what is typed', async () => {
    const { code, out } = await register(['https://d.example/', '-', '--json'], '# deux\nhttps://e.example/\n');
    expect([code, urls(out)]).toEqual([0, ['https://d.example/', 'https://e.example/']]);
  });

  it('vouches for the publishers of the addresses when asked to', async () => {
    const { out } = await register(['--publisher', 'https://www.f.example/sitemap.xml']);
    expect(out).toContain('f.example: its sitemaps and dumps are followed from now on');
    const db = openDatabase(join(folder, 'data'));
    const { has } = createDeclarations(db);
    expect([has('f.example'), has('a.example')]).toEqual([true, false]);
    db.close();
  });

  it('follows the feeds of other observatories, and stops when asked to', async () => {
    const feed = 'https://autre.example/feed';
    const { out } = await register(['--feed', feed, '--json']);
    expect(urls(out)).toEqual([feed]);
    expect((await register(['--feed', 'http://127.0.0.1/feed'])).err).toMatch(
      /^obsidienne: http:\/\/127\.0\.0\.1\/feed: /,
    );
    const { out: left } = await register(['--feed', '--stop', feed, '--json']);
    expect(urls(left)).toEqual([]);
    expect((await register(['--feed', '--stop', feed])).err).toBe(`obsidienne: ${feed} is not followed\n`);
  });

  it('says in one line what is missing', async () => {
    const [none, noFile] = [await register([]), await register(['--file', join(folder, 'absent.txt')])];
    expect([none.code, none.err.trim().split('\n').length]).toEqual([1, 1]);
    expect(noFile.err).toContain('there is no file');
  });
});
