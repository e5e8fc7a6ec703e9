import { describe, expect, it } from 'vitest';
import { BadConfig, readConfig } from '../../server/bin/config.ts';

describe('readConfig', () => {
  it('has a working default for every key', () => {
    expect(readConfig({}, '/somewhere')).toMatchObject({ port: 3000, dataFolder: '/somewhere/data', demo: true });
  });

  it('takes an absolute data folder as it is', () => {
    expect(readConfig({ OBSIDIENNE_DATA: '/srv/data' }).dataFolder).toBe('/srv/data');
  });

  it.each([
    ['PORT', 'abc', 'a whole number from 0 to 65535'],
    ['PORT', '70000', 'a whole number from 0 to 65535'],
    ['OBSIDIENNE_DEMO', 'yes', '0 or 1'],
    ['OBSIDIENNE_ORIGIN', 'carte.example.org', 'https://carte.example.org'],
    ['OBSIDIENNE_CRAWL_CONCURRENCY', '0', 'from 1 to 256'],
    ['OBSIDIENNE_SPARQL_DEADLINE_MS', '5', 'from 100 to 600000'],
    ['OBSIDIENNE_ALLOWED_PORTS', '80 x', 'from 1 to 65535'],
    ['OBSIDIENNE_SHARED_HOSTS', 'https://pods.example', 'pods.example, forge.example/*/*'],
    [
      'OBSIDIENNE_BASEMAP',
      'https://tiles.example/{z}/{x}.png',
      'a template like https://tiles.example/{z}/{x}/{y}.png',
    ],
    ['OBSIDIENNE_BASEMAP', '/nowhere/france.pmtiles', 'a PMTiles file'],
    ['OBSIDIENNE_PODS', 'espaces.example.org', 'like https://espaces.example.org/'],
    ['OBSIDIENNE_PODS_PORT', '0', 'from 1 to 65535'],
    ['OBSIDIENNE_GEOCODER', 'https://geocoder.example/search', 'search?q={q}'],
    ['OBSIDIENNE_LOG', 'loud', 'debug, info, warn, error or silent'],
  ])('refuses %s=%s in one line that says what is allowed', (key, value, allowed) => {
    const read = () => readConfig({ [key]: value });
    expect(read).toThrow(BadConfig);
    expect(read).toThrow(allowed);
    expect(read).toThrow(`${key}=${JSON.stringify(value)}`);
  });

  it('gives each pod a publisher of its own, and pods a name of their own', () => {
    const env = { OBSIDIENNE_PODS: 'https://espaces.example.org', OBSIDIENNE_ORIGIN: 'https://carte.example.org' };
    expect(readConfig(env)).toMatchObject({
      pods: { baseUrl: 'https://espaces.example.org/', port: 3001 },
      sharedHosts: expect.arrayContaining(['espaces.example.org']),
    });
    expect(() => readConfig({ ...env, OBSIDIENNE_PODS: 'https://carte.example.org/' })).toThrow(BadConfig);
  });

  it.each([
    ['https://tiles.example/{z}/{x}/{y}.png', { kind: 'raster', host: 'https://tiles.example' }],
    ['https://tiles.example/styles/liberty', { kind: 'style', host: 'https://tiles.example' }],
    ['https://maps.example:8443/france.pmtiles?v=2', { kind: 'archive', host: 'https://maps.example:8443' }],
  ])('takes %s for a base map', (value, expected) => {
    const env = { OBSIDIENNE_BASEMAP: value, OBSIDIENNE_BASEMAP_CREDIT: '© Somebody' };
    expect(readConfig(env).baseMap).toEqual({ ...expected, url: value, credit: '© Somebody' });
  });

  it('takes no base map whose makers are not named', () => {
    expect(() => readConfig({ OBSIDIENNE_BASEMAP: 'https://tiles.example/style.json' })).toThrow(
      'OBSIDIENNE_BASEMAP_CREDIT="" cannot be used: who made the base map',
    );
  });

  it('takes the address of an engine, and never repeats one that may hold a password', () => {
    const env = {
      OBSIDIENNE_SPARQL_ENDPOINT: 'http://127.0.0.1:8890/sparql',
      OBSIDIENNE_SPARQL_USER: 'dba',
      OBSIDIENNE_SPARQL_PASSWORD: 'secret',
    };
    expect(readConfig(env).sparqlServer).toEqual({
      endpoint: 'http://127.0.0.1:8890/sparql',
      credentials: { user: 'dba', password: 'secret' },
    });
    const refusal = (more: Readonly<Record<string, string | undefined>>) => {
      try {
        readConfig({ ...env, ...more });
      } catch (error) {
        return error instanceof BadConfig ? error.message : String(error);
      }
      return 'not refused';
    };
    const withPassword = refusal({ OBSIDIENNE_SPARQL_ENDPOINT: 'http://dba:secret@127.0.0.1/sparql' });
    expect(withPassword).toContain('without a password in it');
    expect(withPassword).not.toContain('secret');
    expect(refusal({ OBSIDIENNE_SPARQL_USER: undefined })).toContain('set together');
    expect(refusal({ OBSIDIENNE_SPARQL_ENDPOINT: undefined })).toContain('OBSIDIENNE_SPARQL_ENDPOINT is missing');
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });
});
