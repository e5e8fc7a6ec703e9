import { describe, expect, it } from 'vitest';
import { listAddress } from '../../../map-ui/places/place-list.ts';
import { inventPoints } from '../../points/invented-points.ts';

const manifest = { ...inventPoints(10).manifest, version: 'x', hasColumns: true };
const address = (q: string, facets: Readonly<Record<string, readonly string[]>>) =>
  listAddress({ manifest, selection: { q, facets }, bounds: undefined, language: 'fr' });

describe('the address of the list beside the map', () => {
  it('asks for what is chosen, in the box that is seen', () => {
    const selection = { q: 'café', facets: { kind: ['fablab', 'other'] } };
    expect(listAddress({ manifest, selection, bounds: [-2, 47, -1, 48], language: 'en' })).toBe(
      '/api/places?q=caf%C3%A9&kind=fablab,other&bbox=-2,47,-1,48&size=25&lang=en',
    );
  });

  it('leaves out what the server would refuse beside a value that it knows', () => {
    expect(address('', { kind: ['fablab', 'n-importe'] })).toContain('kind=fablab&');
  });

  it('asks for nothing when nothing can be in it', () => {
    expect(address('', { kind: ['n-importe'], practice: ['practice-1'] })).toBeUndefined();
  });

  it('leaves communes to the server, which knows more than the manifest lists', () => {
    expect(address('', { territory: ['35238'] })).toContain('territory=35238');
  });
});
