import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Summary } from '../server/http/contract.ts';
import type { Bounds } from '../server/points/manifest.ts';
import { type Selection, writeSelection } from '../server/points/selection.ts';
import { isGuest } from './address/locked.ts';
import { useAddress } from './address/use-address.ts';
import { boundsOfFlow, type PairFlow } from './layers/draw-flows.ts';
import { markLayerOf, measureOf } from './layers/layer.ts';
import { lineSigns, markSigns } from './layers/legend-entries.ts';
import { useFlows } from './layers/use-flows.ts';
import { useMarks } from './layers/use-marks.ts';
import { answerMap } from './map/answer-map.ts';
import type { MapEvents, MapView } from './map/map-view.ts';
import { useDrawnSelection, useSpread } from './map/use-drawn-selection.ts';
import { useMapEvents } from './map/use-map-events.ts';
import { narrowBy } from './panel/narrow-by.ts';
import { Panel } from './panel/panel.tsx';
import type { PanelActions } from './panel/panel-actions.ts';
import { type Group, type Member, useGroup } from './panel/use-group.ts';
import { useLeads } from './panel/use-leads.ts';
import { useProfile } from './panel/use-profile.ts';
import { usePainter } from './picture/use-painter.ts';
import { usePictures } from './picture/use-pictures.ts';
import type { PlaceIndex } from './places/place-index.ts';
import { placeParameters, usePlaceList } from './places/place-list.ts';
import { useIndex } from './places/use-index.ts';
import { useShownPlaces } from './places/use-shown-places.ts';
import { useTerritories } from './territories/use-territories.ts';
import { counted, pageLanguage, texts } from './texts/texts.ts';
import { MapTools } from './tools/map-tools.tsx';
import { useLatest } from './tools/use-latest.ts';

interface Props {
  readonly first: PlaceIndex;
  /** Opens the index of the newest version. */
  readonly openIndex: () => Promise<PlaceIndex>;
  /** The map once its engine has come; null when this browser cannot draw it. */
  readonly map: Promise<MapView | null>;
  /** Where the map sends its events, from the moment this component listens. */
  readonly listen: (events: MapEvents) => void;
  /** Says over the map that something could not be had, with what tries again; nothing when all is well. */
  readonly tellTrouble: (retry: (() => void) | undefined) => void;
  readonly typed: string;
  readonly showSheet: () => void;
  /** Where the map's tools go. */
  readonly toolsAt: HTMLElement;
}

/** The page's state: read from the address, written back to it, shown by the panel and the map. */
export function App({ first, openIndex, map, listen, tellTrouble, typed, showSheet, toolsAt }: Props) {
  const [seen, setSeen] = useState<Bounds>();
  const [bounds, setBounds] = useState<Bounds>();
  const [follows, setFollows] = useState(true);
  const [group, setGroup] = useState<Group>();
  const [known, setKnown] = useState<Summary | Member>();
  const [handle, setHandle] = useState<MapView | null>(null);
  const [now] = useState(() => new Date());
  const { index, attempt, hasTrouble, fail, retry } = useIndex(first, openIndex);
  const address = useAddress(({ view }) => {
    setGroup(undefined);
    if (view) handle?.goTo(view);
  });
  const { selection, place, layer, about, flows: flowLevel, kept } = address.state;
  const { manifest } = index;
  const query = writeSelection(selection);
  const asked = `${manifest.version} ${attempt} ${query}`;
  const language = pageLanguage();

  const filtered = useLatest(asked, (signal) => index.filter(selection, signal), fail);
  const inView = useLatest(
    bounds && `${asked} ${bounds.join()}`,
    async (signal) => (bounds ? index.bbox(selection, bounds, signal) : 0),
    fail,
  );
  const list = usePlaceList({ manifest, selection, bounds, language, attempt }, fail);
  const members = useGroup({ index, selection, group, asked }, fail);
  const profile = useProfile(place, attempt);
  const territories = useTerritories({ by: measureOf(layer), manifest, filtered: filtered.value, handle }, fail);
  const parameters = placeParameters({ manifest, selection });
  const flows = useFlows({ level: flowLevel, parameters, attempt, handle }, fail);
  const [chosenFlow, setChosenFlow] = useState<string>();
  const marks = useMarks(
    {
      layer: markLayerOf(layer),
      about,
      parameters,
      bounds,
      zoom: address.state.view?.zoom ?? 5,
      attempt,
      handle,
    },
    fail,
  );
  const entity = profile.state === 'read' ? profile.entity : undefined;

  const chooseFlow = (flow: PairFlow) => {
    setChosenFlow(flow.key);
    const box = flows && boundsOfFlow(flow, flows.level);
    if (box) handle?.fit(box);
  };
  const open = (opened: Summary | Member) => {
    setKnown(opened);
    address.update({ place: opened.key });
    showSheet();
  };
  useMapEvents(
    map,
    listen,
    answerMap({
      index,
      selection,
      address,
      handle,
      territories,
      marks,
      flows,
      see(box) {
        setSeen(box);
        if (follows || !bounds) setBounds(box);
      },
      open,
      openGroup: setGroup,
      chooseFlow,
      showSheet,
      fail,
    }),
  );
  useEffect(() => void map.then(setHandle), [map]);
  useEffect(() => tellTrouble(hasTrouble ? retry : undefined), [hasTrouble]);
  useShownPlaces({ handle, index, selection, query, isReady: filtered.isCurrent, attempt });

  const leads = useLeads(place, attempt);
  const { drawn, linked } = useDrawnSelection({ handle, place, entity, known, leads });
  useSpread({ handle, place, group, members });

  const signs = {
    marks: marks ? markSigns(marks) : [],
    lines: lineSigns(flows, drawn ? linked : []),
  };
  const painter = usePainter(handle);
  const paint =
    handle && painter && filtered.value
      ? () =>
          painter.composePicture(
            handle.picture(),
            painter.pictureTexts(manifest, {
              places: counted(texts().results.total, filtered.value?.total ?? 0),
              now,
              territories,
              marks: marks && { title: texts().layers.names[marks.layer], signs: signs.marks },
              lines: signs.lines,
            }),
            devicePixelRatio,
          )
      : undefined;
  const savePicture = usePictures(paint);
  const searchHere = () => {
    setGroup(undefined);
    setBounds(seen);
  };
  useEffect(() => {
    if (!handle) return;
    render(
      <MapTools
        jump={handle.fit}
        savePicture={savePicture}
        follows={follows}
        follow={(wish) => {
          setFollows(wish);
          if (wish) searchHere();
        }}
        manifest={manifest}
        layer={layer}
        showLayer={(wish) => address.update({ layer: wish ?? null })}
        about={about}
        chooseAbout={(practice) => address.update({ about: practice ?? null })}
        flowLevel={flowLevel}
        showFlows={(level) => address.update({ flows: level ?? null })}
        territories={territories}
        signs={signs}
        searchHere={follows || seen?.join() === bounds?.join() ? undefined : searchHere}
      />,
      toolsAt,
    );
  });

  // What a search chose is shown where it is.
  const fitsNext = useRef(isGuest());
  useEffect(() => {
    if (!fitsNext.current || !filtered.isCurrent) return;
    fitsNext.current = false;
    if (filtered.value?.bounds) handle?.fit(filtered.value.bounds);
  }, [handle, filtered.value, filtered.isCurrent]);

  const select = (change: Partial<Selection>) => {
    setGroup(undefined);
    address.update({ selection: { ...address.now().selection, ...change }, place: null, kept: null });
  };
  const act: PanelActions = {
    select,
    choose(choice) {
      if (choice.kind === 'entity' && choice.entity.type === 'place') {
        open(choice.entity);
        return;
      }
      const change = narrowBy(choice, address.now().selection);
      if (!change) {
        if ('page' in choice) location.assign(choice.page);
        return;
      }
      fitsNext.current = change.q !== '' || choice.kind !== 'text';
      select(change);
      if (choice.kind === 'area' && choice.bounds) {
        fitsNext.current = false;
        handle?.fit(choice.bounds);
      }
    },
    open,
    openLinked: (target) => (target.position ? () => open(target) : undefined),
    close: () => address.update({ place: null }),
    openKept() {
      setGroup(undefined);
      address.update({ place: null, kept: 'own' });
      showSheet();
    },
    closeKept: () => address.update({ kept: null }),
    fit: (box) => handle?.fit(box),
    closeGroup: () => setGroup(undefined),
    moreOfGroup: () => setGroup(group && { ...group, pages: group.pages + 1 }),
    retry,
    showAll() {
      if (filtered.value?.bounds) handle?.fit(filtered.value.bounds);
    },
  };
  return (
    <Panel
      manifest={manifest}
      selection={selection}
      place={place}
      kept={kept}
      attempt={attempt}
      known={known?.key === place ? known : undefined}
      profile={profile}
      leads={leads}
      filtered={filtered.value}
      inView={handle && bounds ? inView.value : undefined}
      bounds={bounds}
      follows={follows}
      territories={territories}
      flows={
        flows && {
          flows,
          chosen: chosenFlow,
          choose: chooseFlow,
          download: `/api/flows.csv?level=${flows.level}${parameters && `&${parameters}`}`,
        }
      }
      marks={marks}
      list={list}
      group={group && { ...group, members: members.value ?? [] }}
      typed={typed}
      now={now}
      act={act}
    />
  );
}
