import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  facetNames,
  facetParameters,
  type MapState,
  pageQuery,
  readState,
  writeState,
} from '../../../map-ui/address/url-state.ts';
import { facetsOfType } from '../../../server/directory/facets/facets.ts';
import { pageName } from '../../../server/http/lists/list-parameters.ts';

const home = 'https://obsidienne.example/';
const nothing = { q: '', facets: {} };

describe('the address of the map', () => {
  it('has every facet of places, under the names of the list pages', () => {
    expect([...facetNames].sort()).toEqual([...facetsOfType.place].sort());
    for (const name of facetNames) expect(facetParameters[name]).toBe(pageName(name));
  });

  it('reads back everything it writes', () => {
    const state: MapState = {
      selection: {
        q: 'café & thé',
        facets: {
          kind: ['fablab', 'coworking'],
          practice: ['repair-cafe'],
          need: ['van'],
          offer: ['meeting-room'],
          network: ['archipel-kyosei'],
          territory: ['49', '35238', 'R53'],
          scale: ['building'],
          audience: ['families'],
          status: ['open'],
          freshness: ['week'],
          open: ['now'],
        },
      },
      place: 'hotel-pasteur',
      layer: 'practices',
      about: 'repair-cafe',
      flows: 'region',
      view: { zoom: 8.25, lat: 48.1, lon: -1.6777 },
    };
    expect(Object.keys(state.selection.facets)).toHaveLength(facetNames.length);
    expect(readState(writeState(state, home))).toEqual(state);
    expect(readState(`${home}lieux${pageQuery(state.selection)}`).selection).toEqual(state.selection);
  });

  it('writes lists with plain commas and the view as zoom, latitude, longitude', () => {
    const selection = { q: '', facets: { kind: ['fablab', 'coworking'] } };
    expect(writeState({ selection, view: { zoom: 6, lat: 47, lon: 2.123456 } }, home)).toBe(
      `${home}?type=fablab,coworking#6/47/2.1235`,
    );
  });

  it('keeps parameters that are not its own', () => {
    expect(writeState({ selection: { q: 'a', facets: {} } }, `${home}?lang=en&lieu=x#5/1/2`)).toBe(
      `${home}?lang=en&q=a`,
    );
  });

  it('reads values given one by one or separated by commas, once each', () => {
    expect(readState(`${home}?type=a,b&type=b&type=`).selection.facets).toEqual({ kind: ['a', 'b'] });
  });

  it.each(['#', '#6/47', '#x/1/2', '#6/99/2', '#6/47/200', '#90/1/1'])('looks nowhere special for %s', (hash) => {
    expect(readState(home + hash)).toEqual({ selection: nothing });
  });

  it('makes sense of any address, and comes to rest at once', () => {
    const name = fc.constantFrom('q', 'lieu', ...Object.values(facetParameters), 'indice', 'x');
    const parameters = fc.array(fc.tuple(name, fc.string({ unit: 'binary' })));
    fc.assert(
      fc.property(parameters, fc.string(), (pairs, hash) => {
        const url = new URL(home);
        for (const [key, value] of pairs) url.searchParams.append(key, value);
        url.hash = hash;
        const state = readState(url.href);
        expect(readState(writeState(state, home))).toEqual(state);
      }),
    );
  });
});
