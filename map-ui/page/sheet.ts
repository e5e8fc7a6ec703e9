import { texts } from '../texts/texts.ts';

const levels = ['peek', 'half', 'full'] as const;
/** How far a finger must travel on the handle to mean a swipe, in CSS pixels. */
const swipe = 24;

export interface Sheet {
  /** Makes sure that the sheet shows more than its edge. */
  show(): void;
}

/** On a phone the panel is a sheet over the map's foot: its handle is a button, and can be swiped. */
export function startSheet(app: HTMLElement, handle: HTMLElement): Sheet {
  const level = () => Math.max(0, levels.indexOf(app.dataset['sheet'] as (typeof levels)[number]));
  const set = (to: number) => {
    const next = Math.min(levels.length - 1, Math.max(0, to));
    app.dataset['sheet'] = levels[next] ?? 'half';
    const last = next === levels.length - 1;
    handle.setAttribute('aria-label', last ? texts().map.sheetDown : texts().map.sheetUp);
    handle.setAttribute('aria-expanded', String(next > 0));
  };
  let startY = 0;
  let swiped = false;
  handle.addEventListener('pointerdown', (event) => {
    startY = event.clientY;
    swiped = false;
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener('pointerup', (event) => {
    const travelled = startY - event.clientY;
    swiped = Math.abs(travelled) > swipe;
    if (swiped) set(level() + Math.sign(travelled));
  });
  handle.addEventListener('click', () => {
    // The click that ends a swipe is not another wish.
    if (swiped) swiped = false;
    else set(level() === levels.length - 1 ? 0 : level() + 1);
  });
  set(level());
  return {
    show() {
      if (level() === 0) set(1);
    },
  };
}
