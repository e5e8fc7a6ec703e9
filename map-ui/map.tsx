import './style/base.css';
import './style/pages.css';
import './style/favourites.css';
import './style/map.css';
import { render } from 'preact';
import { isGuest } from './address/locked.ts';
import { readState } from './address/url-state.ts';
import { App } from './app.tsx';
import { readBaseMap } from './map/base-map.ts';
import type { MapEvents, MapView } from './map/map-view.ts';
import { startHeader } from './page/header.ts';
import { type Sheet, startSheet } from './page/sheet.ts';
import { Credits } from './panel/credits.tsx';
import { Failure } from './panel/failure.tsx';
import { Trouble } from './panel/trouble.tsx';
import { createLocalIndex } from './places/local-index.ts';
import { chooseWhereabouts, type PlaceIndex, readManifest } from './places/place-index.ts';
import { createRemoteIndex } from './places/remote-index.ts';
import { fill, texts } from './texts/texts.ts';

/** The parts of the page that the server rendered and this script brings to life. */
interface Stage {
  readonly panel: HTMLElement;
  readonly notice: HTMLElement;
  readonly canvas: HTMLElement;
  readonly message: HTMLElement;
  readonly credits: HTMLElement;
  readonly tools: HTMLElement;
  readonly sheet: Sheet;
}

function findStage(): Stage {
  const find = (id: string) => {
    const element = document.getElementById(id);
    if (!element) throw new Error(`The page has no #${id}`);
    return element;
  };
  const canvas = find('map-canvas');
  const tools = document.createElement('div');
  tools.className = 'map-tools';
  canvas.before(tools);
  return {
    tools,
    panel: find('map-panel'),
    notice: find('map-notice'),
    canvas,
    message: find('map-message'),
    credits: find('map-credits'),
    sheet: startSheet(find('map-app'), find('map-sheet-handle')),
  };
}

/** What the map says before the panel listens waits here. */
function eventRelay(): { readonly events: MapEvents; readonly listen: (to: MapEvents) => void } {
  let listener: MapEvents | undefined;
  let lastMove: Parameters<MapEvents['moved']> | undefined;
  return {
    events: {
      moved(...move) {
        lastMove = move;
        listener?.moved(...move);
      },
      picked: (place) => listener?.picked(place),
      pickedTerritory: (code) => listener?.pickedTerritory(code),
      pickedCluster: (cluster) => listener?.pickedCluster(cluster),
      pickedMark: (key) => listener?.pickedMark(key),
      pickedFlow: (key) => listener?.pickedFlow(key),
      tilesFailed: (error) => listener?.tilesFailed(error),
      baseMapFailed: tellBaseMapFailed,
    },
    listen(to) {
      listener = to;
      if (lastMove) to.moved(...lastMove);
    },
  };
}

/** Apart from each other, since the build gives both branches of one expression the styles of the last. */
const views = { light: () => import('./map/leaflet-view.ts'), full: () => import('./map/engine.ts') };

/** What draws the map comes after the page; a browser that can run neither keeps the list and is told so. */
async function startMap(stage: Stage, events: MapEvents): Promise<MapView | null> {
  try {
    const { createMap } = await (isLight ? views.light() : views.full());
    return createMap(stage.canvas, readState(location.href).view, events, {
      isGuest: isGuest(),
    });
  } catch (error) {
    console.warn(error);
    stage.canvas.dataset['mapState'] = 'unavailable';
    stage.message.textContent = texts().map.noWebGl;
    return null;
  }
}

/** What the first view draws with; without it the second one shows the same. */
function hasWebGl2(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

/** Opens the places of the newest version, where they are best worked on. */
async function openIndex(onLacking: (error: Error) => void): Promise<PlaceIndex> {
  const manifest = await readManifest();
  if (chooseWhereabouts(manifest, location.href) === 'server') return createRemoteIndex(manifest);
  return createLocalIndex(manifest, onLacking);
}

/** Shows the places; when they cannot be had, what the server rendered stays and a sentence offers to try again. */
async function showPlaces(
  stage: Stage,
  map: Promise<MapView | null>,
  { events, listen }: ReturnType<typeof eventRelay>,
): Promise<void> {
  try {
    const open = () => openIndex(events.tilesFailed);
    const first = await open();
    render(null, stage.notice);
    const typed = stage.panel.querySelector<HTMLInputElement>('input[type="search"]');
    const focused = typed !== null && document.activeElement === typed;
    stage.panel.replaceChildren();
    render(
      <App
        first={first}
        openIndex={open}
        map={map}
        listen={listen}
        tellTrouble={(retry) => tellTrouble(stage, retry)}
        typed={typed?.value ?? ''}
        showSheet={stage.sheet.show}
        toolsAt={stage.tools}
      />,
      stage.panel,
    );
    if (focused) stage.panel.querySelector<HTMLInputElement>('input[type="search"]')?.focus();
    render(<Credits places={first.manifest.attributions} isLight={isLight} />, stage.credits);
  } catch (error) {
    console.warn(error);
    const retry = () => void showPlaces(stage, map, { events, listen });
    render(<Failure retry={retry} />, stage.notice);
  }
}

/** Says under the map that another one was meant to be there; it was there before and stays when the places come. */
function tellBaseMapFailed(): void {
  const baseMap = readBaseMap();
  const note = document.getElementById('map-base-note');
  if (!baseMap || !note) return;
  const address = new URL(baseMap.url.replace(/[{}]/g, ''), location.href);
  note.textContent = fill(texts().map.baseMapFailed, { host: address.host });
}

/** A browser without a map has its own message there, and the list says what it lacks. */
function tellTrouble({ canvas, message }: Stage, retry: (() => void) | undefined): void {
  if (canvas.dataset['mapState'] === 'unavailable') return;
  render(retry ? <Trouble retry={retry} /> : null, message);
}

if (!isGuest()) startHeader();
/** This browser draws with the second view, which needs less of it. */
const isLight = !hasWebGl2();
const stage = findStage();
const relay = eventRelay();
render(<Credits places={[]} isLight={isLight} />, stage.credits);
void showPlaces(stage, startMap(stage, relay.events), relay);
