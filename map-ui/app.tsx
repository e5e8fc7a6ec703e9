import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { EntityAnswer } from '../server/http/contract.ts';
import type { LinkedPlace, MapEvents, MapHandle } from './map/engine.ts';
import { Panel, type PanelActions } from './panel/panel.tsx';
import type { Profile } from './panel/place-card.tsx';
import type { Choice } from './panel/search-box.tsx';
import type { Bounds, PlaceIndex } from './places/place-index.ts';
import { type MapState, readState, type View, writeState } from './url-state.ts';

interface Props {
  readonly index: PlaceIndex;
  /** The map once its engine has come; null when this browser cannot draw it. */
  readonly map: Promise<MapHandle | null>;
  /** Where the map sends its events, from the moment this component listens. */
  readonly listen: (events: MapEvents) => void;
  readonly typed: string;
  readonly showSheet: () => void;
}

const loading: Profile = { state: 'loading' };

/** The page's state: read from the address, written back to it, shown by the panel and the map. */
export function App({ index, map, listen, typed, showSheet }: Props) {
  const [state, setState] = useState<MapState>(() => readState(location.href));
  const [bounds, setBounds] = useState<Bounds>();
  const [group, setGroup] = useState<readonly number[]>();
  const [handle, setHandle] = useState<MapHandle | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [now] = useState(() => new Date());
  const current = useRef(state);
  const profile = useProfile(state.place, attempt);

  /** The one way to change what is seen: a new address for what people would come back to, the same one for a mere move. */
  const update = (change: Partial<MapState>, history: 'push' | 'replace' = 'push') => {
    const { place, ...rest } = { ...current.current, ...change };
    const next: MapState = place === undefined ? rest : { ...rest, place };
    current.current = next;
    const href = writeState(next, location.href);
    if (href !== location.href) window.history[history === 'push' ? 'pushState' : 'replaceState'](null, '', href);
    setState(next);
  };
  const close = () => {
    const { place: _closed, ...rest } = current.current;
    current.current = rest;
    window.history.pushState(null, '', writeState(rest, location.href));
    setState(rest);
  };
  const open = (row: number) => {
    update({ place: index.place(row).key });
    handle?.reveal(index.place(row));
    showSheet();
  };
  const fitTo = (rows: readonly number[]) => {
    const box = index.boundsOf(rows);
    if (box) handle?.fit(box);
  };

  useEffect(() => {
    listen({
      moved(view: View, seen: Bounds) {
        setBounds(seen);
        setGroup(undefined);
        update({ view }, 'replace');
      },
      picked: (row) => {
        update({ place: index.place(row).key });
        showSheet();
      },
      pickedGroup(rows) {
        close();
        setGroup(rows);
        showSheet();
      },
    });
    void map.then(setHandle);
  }, [map]);

  useEffect(() => {
    const back = () => {
      const next = readState(location.href);
      // Before the map moves, since its move writes the state of the moment into the address.
      current.current = next;
      setState(next);
      setGroup(undefined);
      if (next.view) handle?.goTo(next.view);
    };
    addEventListener('popstate', back);
    addEventListener('hashchange', back);
    return () => {
      removeEventListener('popstate', back);
      removeEventListener('hashchange', back);
    };
  }, [handle]);

  const matched = useMemo(() => index.match(state), [index, state.q, state.kinds.join(), state.practices.join()]);
  useEffect(() => handle?.showPlaces(matched.map(index.place)), [handle, matched]);

  const row = state.place === undefined ? -1 : index.rowOf(state.place);
  const linked = useMemo(() => (profile.state === 'read' ? linkedPlaces(profile.entity, index) : []), [profile]);
  useEffect(() => handle?.showSelected(row < 0 ? undefined : index.place(row), linked), [handle, row, linked]);

  // Someone who follows a link to a place, without a view in it, is shown that place.
  useEffect(() => {
    if (handle && row >= 0) handle.reveal(index.place(row));
  }, [handle]);

  const act: PanelActions = {
    select(change) {
      const { place: _closed, ...rest } = current.current;
      current.current = rest;
      setGroup(undefined);
      update(change);
    },
    choose(choice) {
      setGroup(undefined);
      if (choice.type === 'place') {
        open(choice.place.row);
        return;
      }
      const change = selectionOf(choice);
      act.select(change);
      if (choice.type !== 'text' || choice.q !== '') fitTo(index.match(current.current));
    },
    open,
    close,
    closeGroup: () => setGroup(undefined),
    retryProfile: () => setAttempt(attempt + 1),
    showAll: () => fitTo(matched),
    openLinked(key) {
      const there = index.rowOf(key);
      return there < 0 ? undefined : () => open(there);
    },
  };
  return (
    <Panel
      index={index}
      state={state}
      bounds={handle ? bounds : undefined}
      group={group}
      profile={profile}
      typed={typed}
      now={now}
      act={act}
    />
  );
}

/** What a choice in the search box narrows the places to, in place of the words and of its own facet. */
function selectionOf(choice: Exclude<Choice, { readonly type: 'place' }>): Partial<MapState> {
  switch (choice.type) {
    case 'kind':
      return { q: '', kinds: [choice.concept.key] };
    case 'practice':
      return { q: '', practices: [choice.concept.key] };
    case 'commune':
      return { q: choice.name };
    case 'text':
      return { q: choice.q };
  }
}

/** Reads the profile of the open place; a new attempt asks again. */
function useProfile(key: string | undefined, attempt: number): Profile {
  const [read, setRead] = useState<{ readonly key: string; readonly profile: Profile }>();
  useEffect(() => {
    if (key === undefined) return;
    const stop = new AbortController();
    setRead({ key, profile: loading });
    readEntity(key, stop.signal).then(
      (entity) => setRead({ key, profile: { state: 'read', entity } }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        console.warn(error);
        setRead({ key, profile: { state: 'failed' } });
      },
    );
    return () => stop.abort();
  }, [key, attempt]);
  return read && read.key === key ? read.profile : loading;
}

async function readEntity(key: string, signal: AbortSignal): Promise<EntityAnswer> {
  const response = await fetch(`/api/places/${encodeURIComponent(key)}`, {
    signal,
    headers: { accept: 'application/json' },
  });
  if (!response.ok) throw new Error(`/api/places/${key} answered ${response.status}`);
  return (await response.json()) as EntityAnswer;
}

/** The places at the other end of an entity's links that are on the map; a link that both confirm wins. */
function linkedPlaces(entity: EntityAnswer, index: PlaceIndex): LinkedPlace[] {
  const found = new Map<number, LinkedPlace>();
  for (const { target, mutual } of entity.links) {
    if (!('key' in target) || target.type !== 'place' || target.key === entity.key) continue;
    const row = index.rowOf(target.key);
    if (row >= 0) found.set(row, { place: index.place(row), mutual: mutual || found.get(row)?.mutual === true });
  }
  return [...found.values()];
}
