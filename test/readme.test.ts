import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readContexts, readTurtleFolder, readVocabulary, shapesFolder } from '../server/bin/bundled-data.ts';
import { parseDocument } from '../server/rdf/parse-document.ts';
import { createValidator } from '../server/validation/validate.ts';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const readme = read('README.md');

describe('the README', () => {
  it.each(globSync(['*.md', 'docs/*.md', 'fixtures/*.md'], { cwd: fileURLToPath(root) }))(
    'and its like (%s) link only to files that exist',
    (file) => {
      const targets = [...read(file).matchAll(/\]\((?!https?:|#)([^)\s#]+)/g)].map((match) => match[1] ?? '');
      const missing = targets.filter((target) => !existsSync(new URL(target, new URL(file, root))));
      expect(missing).toEqual([]);
    },
  );

  it('has one row for every configuration key, and none for a key that does not exist', () => {
    const told = [...readme.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1]).sort();
    const known = [...read('server/bin/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): (?:z|port|flag|list)\b/gm)]
      .map((match) => match[1])
      .sort();
    expect(told).toEqual(known);
  });

  it('has one row for every room of the server', () => {
    const rooms = globSync('server/*/', { cwd: fileURLToPath(root) }).map((path) => path.split('/')[1]);
    for (const room of rooms) expect(readme).toContain(`[\`server/${room}/\`](server/${room}/)`);
  });

  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const [, name = ''] of readme.matchAll(/npm run ([\w:]+)/g)) expect(Object.keys(scripts)).toContain(name);
  });

  it('gives a first profile that passes the check as it is', async () => {
    const block = /```html\n([\s\S]+?)```/.exec(readme)?.[1] ?? '';
    const url = 'https://lafabrique.example/';
    const body = new TextEncoder().encode(`<!doctype html><title>x</title>${block}`);
    const { quads, notes } = await parseDocument({ url, mediaType: 'text/html', body }, readContexts());
    expect(notes).toEqual([]);
    const validator = createValidator(readTurtleFolder(shapesFolder), { vocabulary: readVocabulary() });
    const report = await validator.validate(quads, { documentUrl: url, now: new Date('2026-11-23') });
    expect(report.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(report.conforms).toBe(true);
  });
});
