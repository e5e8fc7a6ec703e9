import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createAdmission } from '../../../server/crawl/discovery/admission.ts';
import { createPublishers } from '../../../server/registry/publishers.ts';
import { createRegistry } from '../../../server/registry/registry.ts';
import { createSuppressions } from '../../../server/registry/suppressions.ts';

function open(rules: { maxPerPublisher?: number; allowed?: string[] }) {
  const db = new DatabaseSync(':memory:');
  const registry = createRegistry(db);
  for (const path of ['1', '2'])
    registry.register(`http://a.example/${path}`, { source: 'test', at: new Date('2026-01-01') });
  const publishers = createPublishers(db, (url) => new URL(url).hostname);
  return createAdmission(
    { registry, publishers, suppressions: createSuppressions(db) },
    { maxPerPublisher: 500, allowed: [], ...rules },
  );
}

describe('admission', () => {
  it('takes everybody up to the quota, and says so in words beyond it', () => {
    const refuse = open({ maxPerPublisher: 2 });
    expect(refuse('http://b.example/')).toBeUndefined();
    expect(refuse('http://a.example/3')?.fr).toContain('a.example a déjà 2 fiches');
    expect(refuse('http://a.example/1')).toBeUndefined();
  });

  it('takes only the named sites when any are named, and keeps what is registered', () => {
    const refuse = open({ allowed: ['b.example'] });
    expect(refuse('http://b.example/x')).toBeUndefined();
    expect(refuse('http://c.example/')?.en).toContain('c.example is not among them');
    expect(refuse('http://a.example/2')).toBeUndefined();
  });
});
