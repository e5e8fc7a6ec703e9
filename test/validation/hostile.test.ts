import { expect, test } from 'vitest';
import { hostileCases, hostileSites } from '../../fixtures/hostile/cases.ts';
import { parseDocument } from '../../server/rdf/parse-document.ts';
import { realValidator } from './real-validator.ts';

const validator = realValidator();
const pages = new Map(hostileSites().map(({ host, pages: own }) => [host, own]));
const readable = hostileCases.filter(({ expected }) => ['unparsable', 'invalid', 'listed'].includes(expected));

test.each(readable)('$about is read and checked as $expected', async ({ url, expected }) => {
  const page = pages.get(new URL(url).host)?.get('/profil.ttl');
  if (!page || !('body' in page)) throw new Error(`no page at ${url}`);
  const body = typeof page.body === 'string' ? new TextEncoder().encode(page.body) : page.body;
  const mediaType = (page.mediaType ?? '').split(';')[0] ?? '';
  const { quads, notes } = await parseDocument({ url, mediaType, body }, new Map());
  const { findings } = await validator.validate(quads, { documentUrl: url, now: new Date('2026-11-23T12:00:00Z') });
  const unreadable = notes.some(({ severity }) => severity === 'violation');
  const wrong = findings.filter(({ severity }) => severity === 'violation').map(({ rule }) => rule);
  if (expected === 'unparsable') expect(unreadable).toBe(true);
  // Too many statements is the visit's own limit.
  else if (expected === 'invalid') expect(wrong.length > 0 || quads.length > 5000).toBe(true);
  else expect({ unreadable, wrong }).toEqual({ unreadable: false, wrong: [] });
});
