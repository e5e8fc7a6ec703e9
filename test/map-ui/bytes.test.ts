import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const dist = new URL('../../map-ui/dist/', import.meta.url);

interface Entry {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly assets?: readonly string[];
}
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8')) as Record<string, Entry>;

/** The scripts and styles of a chunk and of what it imports, those of others left out. */
function filesOf(name: string, without: ReadonlySet<string> = new Set()): Set<string> {
  const { file, css = [], imports = [] } = manifest[name] ?? { file: '' };
  const files = [file, ...css, ...imports.flatMap((one) => [...filesOf(one)])];
  return new Set(files.filter((one) => !without.has(one)));
}

const workersOf = (name: string) => (manifest[name]?.assets ?? []).filter((file) => /worker.*\.js$/.test(file));
const kilobytes = (files: Iterable<string>) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist))).length, 0) / 1000;

it('what the page of the map needs before the map weighs at most 60 kB, its worker included', () => {
  const entry = filesOf('map.tsx');
  expect(entry.size).toBeGreaterThan(2);
  expect(workersOf('map.tsx')).toHaveLength(1);
  expect(kilobytes([...entry, ...workersOf('map.tsx')])).toBeLessThanOrEqual(60);
});

it('what draws the map weighs at most 460 kB, the engine’s worker included', () => {
  const scripts = [...filesOf('map/engine.ts', filesOf('map.tsx'))].filter((file) => file.endsWith('.js'));
  expect(workersOf('map/engine.ts')).toHaveLength(1);
  expect(kilobytes([...scripts, ...workersOf('map/engine.ts')])).toBeLessThanOrEqual(460);
});
