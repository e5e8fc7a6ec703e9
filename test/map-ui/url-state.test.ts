import { describe, expect, it } from 'vitest';
import { type MapState, readState, writeState } from '../../map-ui/url-state.ts';

const home = 'https://obsidienne.example/';

describe('the address of the map', () => {
  it('reads back everything it writes', () => {
    const state: MapState = {
      q: 'café & thé',
      kinds: ['fablab', 'coworking'],
      practices: ['repair-cafe'],
      place: 'hotel-pasteur',
      view: { zoom: 8.25, lat: 48.1, lon: -1.6777 },
    };
    expect(readState(writeState(state, home))).toEqual(state);
  });

  it('writes lists with plain commas and the view as zoom, latitude, longitude', () => {
    const state = { q: '', kinds: ['fablab', 'coworking'], practices: [], view: { zoom: 6, lat: 47, lon: 2.123456 } };
    expect(writeState(state, home)).toBe(`${home}?type=fablab,coworking#6/47/2.1235`);
  });

  it('keeps parameters that are not its own', () => {
    expect(writeState({ q: 'a', kinds: [], practices: [] }, `${home}?lang=en&lieu=x#5/1/2`)).toBe(
      `${home}?lang=en&q=a`,
    );
  });

  it('reads values given one by one or separated by commas, once each', () => {
    expect(readState(`${home}?type=a,b&type=b&type=`).kinds).toEqual(['a', 'b']);
  });

  it.each(['#', '#6/47', '#x/1/2', '#6/99/2', '#6/47/200', '#90/1/1'])('looks nowhere special for %s', (hash) => {
    expect(readState(home + hash)).toEqual({ q: '', kinds: [], practices: [] });
  });
});
