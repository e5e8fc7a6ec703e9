import { expect, it } from 'vitest';
import { userAgentOf } from '../../server/bin/observatory.ts';

it('visits introduce themselves with the page that tells how to refuse them', () => {
  expect(userAgentOf('https://carte.example')).toBe('Obsidienne/0.1 (+https://carte.example/a-propos)');
});
