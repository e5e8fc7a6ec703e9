import { useEffect, useRef, useState } from 'preact/hooks';
import type { Selection } from '../../server/points/selection.ts';
import type { Kept } from '../favourites/kept.ts';
import type { FlowLevel, Layer } from '../layers/layer.ts';
import { isGuest, withLocked } from './locked.ts';
import { type MapState, readState, type View, writeState } from './url-state.ts';

export interface StateChange {
  readonly selection?: Selection;
  /** Null closes the open place. */
  readonly place?: string | null;
  /** Null shows the places. */
  readonly layer?: Layer | null;
  readonly about?: string | null;
  readonly flows?: FlowLevel | null;
  /** Null shows the places that match. */
  readonly kept?: Kept | null;
  readonly view?: View;
}

/** What is seen, as the address says it. */
export interface AddressState {
  readonly state: MapState;
  /** The state of this moment, also where `state` is that of an earlier one. */
  now(): MapState;
  /** The one way to change what is seen: a new address for what people would come back to, the same one for a mere move. */
  update(change: StateChange, history?: 'push' | 'replace'): void;
}

/** Reads the state from the address, writes changes back to it, and follows the browser back and forth. */
export function useAddress(onReturn: (state: MapState) => void): AddressState {
  const [state, setState] = useState(readAddress);
  const current = useRef(state);
  const returned = useRef(onReturn);
  returned.current = onReturn;
  const followed = useRef(location.href);
  useEffect(() => {
    const back = () => {
      // One change of the address may be told twice, as a step back and as another end of it.
      if (location.href === followed.current) return;
      followed.current = location.href;
      // Before the map moves, since its move writes the state of the moment into the address.
      current.current = readAddress();
      setState(current.current);
      returned.current(current.current);
    };
    addEventListener('popstate', back);
    addEventListener('hashchange', back);
    return () => {
      removeEventListener('popstate', back);
      removeEventListener('hashchange', back);
    };
  }, []);
  return {
    state,
    now: () => current.current,
    update(change, history = 'push') {
      const { place, layer, about, flows, kept, ...before } = current.current;
      const {
        place: opened = place,
        layer: shown = layer,
        about: meant = about,
        flows: drawn = flows,
        kept: listed = kept,
        ...rest
      } = change;
      const { selection = before.selection, ...moved } = rest;
      const next: MapState = {
        ...before,
        ...moved,
        selection: withLocked(selection),
        ...(opened ? { place: opened } : {}),
        ...(shown ? { layer: shown } : {}),
        ...(meant && shown === 'practices' ? { about: meant } : {}),
        ...(drawn ? { flows: drawn } : {}),
        ...(listed ? { kept: listed } : {}),
      };
      current.current = next;
      setState(next);
      // The history of somebody else's page is theirs.
      if (isGuest()) return;
      const href = writeState(next, location.href);
      followed.current = href;
      if (href !== location.href) window.history[history === 'push' ? 'pushState' : 'replaceState'](null, '', href);
    },
  };
}

function readAddress(): MapState {
  const state = readState(location.href);
  return { ...state, selection: withLocked(state.selection) };
}
