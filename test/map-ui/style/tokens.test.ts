import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../map-ui/style/tokens.css', import.meta.url), 'utf8');

type Tokens = ReadonlyMap<string, string>;

/** The custom properties of the block that begins with a selector. */
function tokensOf(selector: string): Tokens {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('}', start));
  return new Map([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]));
}

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(tokens: Tokens, a: string, b: string): number {
  const [light = 0, dark = 0] = [a, b].map((name) => luminance(tokens.get(name) ?? '')).sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const day = tokensOf(':root');
const night = tokensOf('[data-theme="dark"]');
const kinds = [...day.keys()].filter((name) => name.startsWith('kind-'));

describe.each([
  ['day', day],
  ['night', night],
])('the colours of the %s', (_name, tokens) => {
  it.each(['paper', 'sheet', 'sunk'])('can be read on %s', (ground) => {
    for (const ink of ['text', 'quiet', 'ember', 'ember-strong', 'lichen', 'error'])
      expect(contrast(tokens, ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  it('can be read on buttons, notices and chosen chips', () => {
    for (const [ink, ground] of [
      ['on-ember', 'ember'],
      ['on-ember', 'ember-strong'],
      ['text', 'ember-wash'],
      ['text', 'warn-wash'],
      ['text', 'error-wash'],
      ['text', 'lichen-wash'],
      ['ember', 'ember-wash'],
    ] as const)
      expect(contrast(tokens, ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  it('lets a glyph be seen on the disc of each of the eight kinds, and the disc on the map', () => {
    expect(kinds).toHaveLength(8);
    for (const kind of kinds) {
      expect(contrast(tokens, 'on-kind', kind), kind).toBeGreaterThanOrEqual(4.5);
      expect(contrast(tokens, kind, 'map-france'), kind).toBeGreaterThanOrEqual(3);
    }
  });

  it('lets the names on the map be read', () => {
    for (const ground of ['map-france', 'map-land', 'map-water'])
      expect(contrast(tokens, 'map-label', ground), ground).toBeGreaterThanOrEqual(4.5);
  });
});

describe('the night', () => {
  it('is the same for who chose it and for whose system asks for it', () => {
    expect(tokensOf(':root:not([data-theme="light"])')).toEqual(night);
  });
});
