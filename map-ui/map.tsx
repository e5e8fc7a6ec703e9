import './style/base.css';
import './style/pages.css';
import './style/map.css';
import { render } from 'preact';
import type { PointsAnswer } from '../server/http/contract.ts';
import { App } from './app.tsx';
import { startHeader } from './header.ts';
import type { MapEvents, MapHandle } from './map/engine.ts';
import { Credits } from './panel/credits.tsx';
import { Failure } from './panel/failure.tsx';
import { createPlaceIndex, type PlaceIndex } from './places/place-index.ts';
import { type Sheet, startSheet } from './sheet.ts';
import { texts } from './texts/texts.ts';
import { readState } from './url-state.ts';

/** The parts of the page that the server rendered and this script brings to life. */
interface Stage {
  readonly panel: HTMLElement;
  readonly notice: HTMLElement;
  readonly canvas: HTMLElement;
  readonly message: HTMLElement;
  readonly credits: HTMLElement;
  readonly sheet: Sheet;
}

function findStage(): Stage {
  const find = (id: string) => {
    const element = document.getElementById(id);
    if (!element) throw new Error(`The page has no #${id}`);
    return element;
  };
  return {
    panel: find('map-panel'),
    notice: find('map-notice'),
    canvas: find('map-canvas'),
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
      picked: (row) => listener?.picked(row),
      pickedGroup: (rows) => listener?.pickedGroup(rows),
    },
    listen(to) {
      listener = to;
      if (lastMove) to.moved(...lastMove);
    },
  };
}

/** The engine comes after the page: a browser that cannot run it keeps the list and is told so. */
async function startMap(stage: Stage, events: MapEvents): Promise<MapHandle | null> {
  try {
    const { createMap } = await import('./map/engine.ts');
    const handle = createMap(stage.canvas, readState(location.href).view, events);
    stage.message.textContent = '';
    return handle;
  } catch (error) {
    console.warn(error);
    stage.canvas.dataset['mapState'] = 'unavailable';
    stage.message.textContent = texts().map.noWebGl;
    return null;
  }
}

async function readPoints(): Promise<PlaceIndex> {
  const response = await fetch('/api/points', { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`/api/points answered ${response.status}`);
  return createPlaceIndex((await response.json()) as PointsAnswer);
}

/** Shows the places; when they cannot be had, what the server rendered stays and a sentence offers to try again. */
async function showPlaces(
  stage: Stage,
  map: Promise<MapHandle | null>,
  listen: (to: MapEvents) => void,
): Promise<void> {
  try {
    const index = await readPoints();
    render(null, stage.notice);
    const typed = stage.panel.querySelector<HTMLInputElement>('input[type="search"]');
    const focused = typed !== null && document.activeElement === typed;
    stage.panel.replaceChildren();
    render(
      <App index={index} map={map} listen={listen} typed={typed?.value ?? ''} showSheet={stage.sheet.show} />,
      stage.panel,
    );
    if (focused) stage.panel.querySelector<HTMLInputElement>('input[type="search"]')?.focus();
    render(<Credits places={index.attributions} />, stage.credits);
  } catch (error) {
    console.warn(error);
    const retry = () => void showPlaces(stage, map, listen);
    render(<Failure retry={retry} />, stage.notice);
  }
}

startHeader();
const stage = findStage();
const { events, listen } = eventRelay();
render(<Credits places={[]} />, stage.credits);
void showPlaces(stage, startMap(stage, events), listen);
