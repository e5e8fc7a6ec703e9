import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { serve } from '../../../server/bin/commands/serve.ts';
import { readConfig } from '../../../server/bin/config.ts';
import type { ListAnswer } from '../../../server/http/contract.ts';

const command = fileURLToPath(new URL('../../../server/bin/obsidienne.ts', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'import-'));
const data = join(work, 'data');
afterAll(() => rmSync(work, { recursive: true }));

const towns = ['Rennes', 'Brest', 'Lannion', 'Vannes', 'Quimper'];
const lab = (town: string, changes: object = {}) => ({
  name: `Labo de ${town}`,
  url: `https://labs.example/labs/${town.toLowerCase()}`,
  city: town,
  latitude: 48.1,
  longitude: -1.68,
  links: [],
  ...changes,
});
const file = (records: readonly object[]) => {
  const path = join(work, 'labs.json');
  writeFileSync(path, JSON.stringify(records));
  return path;
};

async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, OBSIDIENNE_DATA: data, OBSIDIENNE_SPARQL_REPLICAS: '1' };
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [command, ...args], { cwd: work, env })) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}
const told = async (...args: string[]) => JSON.parse((await run('import', 'fablabs-france', ...args, '--json')).stdout);

/** What the observatory over the same folder answers. */
async function withServer(look: (get: (path: string) => Promise<Response>) => Promise<void>): Promise<void> {
  const served = await serve(
    readConfig({
      PORT: '0',
      OBSIDIENNE_HOST: '127.0.0.1',
      OBSIDIENNE_DATA: data,
      OBSIDIENNE_DEMO: '0',
      OBSIDIENNE_LOG: 'silent',
    }),
    { say: () => undefined },
  );
  try {
    await look((path) => fetch(served.url + path));
  } finally {
    await served.stop();
  }
}

describe('a set of somebody else’s records', () => {
  it('is previewed, then taken in by the path of everyone, and keeps its credit', async () => {
    const labs = file([...towns.map((town) => lab(town)), { url: 'https://labs.example/labs/sans-nom' }]);
    expect(await told(labs, '--dry-run')).toMatchObject({ state: 'previewed', added: { length: 5 } });
    const { code, stdout } = await run('import', 'fablabs-france', labs);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^5 records taken in: 5 new, 0 changed, 0 gone\ncredit: fablabs\.io/);
    expect(stdout).toContain('row 6 (sans-nom): no name');
    await withServer(async (get) => {
      const { total, items } = (await (await get('/api/places?kind=fablab')).json()) as ListAnswer;
      expect([total, items[0]?.name]).toEqual([5, 'Labo de Brest']);
      const place = await (await get(`/lieux/${items[0]?.key}`)).text();
      expect(place).toContain('fablabs.io et La Poste');
      expect(place).toContain('href="/sources/fablabs-france/brest"');
      const credit = 'fablabs.io et La Poste';
      for (const path of [
        `/lieux/${items[0]?.key}`,
        '/lieux',
        '/api/places',
        `/api/places/${items[0]?.key}`,
        '/api/places.csv',
        '/api/places.geojson',
        `/lieux/${items[0]?.key}.jsonld`,
        `/lieux/${items[0]?.key}/formats/schema-org`,
        `/lieux/${items[0]?.key}/formats/pair`,
        '/feed.atom',
      ])
        expect([path, await (await get(path)).text()]).toEqual([path, expect.stringContaining(credit)]);
      const record = await get('/sources/fablabs-france/brest');
      expect(record.headers.get('content-type')).toContain('application/ld+json');
      expect(await record.json()).toMatchObject({ primaryTopic: { name: 'Labo de Brest' } });
      expect((await get('/sources/fablabs-france/nowhere')).status).toBe(410);
      expect((await get('/sources/nowhere')).status).toBe(404);
      expect(await (await get('/sources')).text()).toContain('5 fiches');
      const report = await (await get('/sources/fablabs-france?lang=en')).text();
      expect(report).toContain('Refused rows');
      expect(report).toContain('no name');
    });
  });

  it('is compared with what was taken in before: what changed is read again, what left is gone', async () => {
    const changed = file([...towns.slice(0, 3).map((town) => lab(town)), lab('Vannes', { name: 'Le Vannetais' })]);
    expect(await told(changed)).toMatchObject({
      state: 'stored',
      added: [],
      changed: ['vannes'],
      removed: ['quimper'],
    });
    await withServer(async (get) => {
      const { items } = (await (await get('/api/places')).json()) as ListAnswer;
      expect(items.map(({ name }) => name)).toEqual([
        'Labo de Brest',
        'Labo de Lannion',
        'Labo de Rennes',
        'Le Vannetais',
      ]);
    });
  });

  it('changes nothing when it has lost most of itself, until that is accepted', async () => {
    const two = file([lab('Rennes')]);
    const held = await run('import', 'fablabs-france', two);
    expect(held.code).toBe(1);
    expect(held.stderr).toMatch(/^obsidienne: 3 records would go: nothing was stored\. .*--accept-losses$/m);
    expect(await told(two, '--dry-run')).toMatchObject({ removed: { length: 3 } });
    expect(await told(two, '--accept-losses')).toMatchObject({ state: 'stored', removed: { length: 3 } });
  });

  it.each([
    ['a file cut in half', '[{"name": "A", "url"', /the file is cut/],
    ['a web page', '<!doctype html><html><body>Connexion</body></html>', /it is a web page/],
    [
      'a quote that never ends',
      'name,url\n"A,https://a.example/\n',
      /cannot be read as JSON: line 1 \(after 0 records\): unexpected "a"$/m,
    ],
    ['a file with nothing in it', '[{"x":1},{"x":2}]', /not one of the 2 records became a profile|id/],
  ])('says what is wrong with %s, and stores nothing', async (_, content, message) => {
    const path = join(work, 'wrong.json');
    writeFileSync(path, content);
    const { code, stderr } = await run('import', 'fablabs-france', path);
    expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
  });
});

describe('an import beside a running observatory', () => {
  it('is read by it at once, and told', async () => {
    await withServer(async (get) => {
      const more = file([...towns.map((town) => lab(town)), lab('Redon')]);
      const { code, stdout } = await run('import', 'fablabs-france', more);
      expect(code).toBe(0);
      expect(stdout).toMatch(/The running observatory reads them now \(\d+\)\.\nAll of them are read\./);
      const { total } = (await (await get('/api/places')).json()) as ListAnswer;
      expect(total).toBe(6);
    });
  }, 60_000);
});

describe('a file without a mapping', () => {
  it.each([
    ['cut.json', '[{"nom": "A"}, {"no', /neither JSON/],
    ['page.html', '<!doctype html><html><body>Connexion</body></html>', /no linked data/],
    ['quotes.csv', 'nom,ville\n"A,Rennes\nB,Brest\n', /[Qq]uote/],
    ['slipped.csv', 'nom,ville\nA,b,Rennes\n', /line 2 has 3 cells and the header 2/],
    ['sheet.xlsx', 'PK\u0003\u0004', /archive \(zip\), and it is cut/],
  ])('(%s) that is broken is refused in one line, and nothing is stored', async (name, content, message) => {
    const path = join(work, name);
    writeFileSync(path, content);
    const { code, stderr } = await run('import', 'auto', path, '--as', 'essai', '--credit', 'Personne');
    expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    await expect(run('import', 'auto', path, '--as', 'essai', '--credit', 'Personne')).resolves.toMatchObject({
      code: 1,
    });
  });
});
