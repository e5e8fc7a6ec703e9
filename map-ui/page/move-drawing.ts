/** How much larger than the whole a drawing can be made, and by how much with each step. */
const [largest, step] = [6, 1.4];
/** A drawing narrower than this, in pixels, is opened so large that its names can be read, from its middle. */
const legibleWidth = 700;

/** Lets a reader make a drawing larger and move it: with two fingers, buttons or keys; moving is the browser's own scrolling. */
export function offerMoving(figure: HTMLElement): void {
  const frame = figure.querySelector<HTMLElement>('.eco-scroll');
  const drawing = frame?.querySelector<SVGSVGElement>('svg');
  const tools = figure.querySelector<HTMLElement>('[data-eco-tools]');
  if (!frame || !drawing || !tools) return;
  const { width, height } = drawing.viewBox.baseVal;
  let zoom = 1;

  const wholeWidth = () => {
    const most = Number.parseFloat(getComputedStyle(frame).maxHeight);
    return Math.min(frame.clientWidth, ((Number.isNaN(most) ? height : most) * width) / height);
  };
  /** Keeps what is at a point of the frame where it is. */
  const resize = (next: number, at = { x: frame.clientWidth / 2, y: frame.clientHeight / 2 }) => {
    const to = Math.min(largest, Math.max(1, next));
    const shares = {
      x: (frame.scrollLeft + at.x) / Math.max(frame.scrollWidth, 1),
      y: (frame.scrollTop + at.y) / Math.max(frame.scrollHeight, 1),
    };
    zoom = to;
    drawing.classList.toggle('eco-sized', to > 1);
    drawing.style.setProperty('--eco-width', `${wholeWidth() * to}px`);
    drawing.style.setProperty('--eco-height', `${(wholeWidth() * to * height) / width}px`);
    frame.scrollLeft = shares.x * frame.scrollWidth - at.x;
    frame.scrollTop = shares.y * frame.scrollHeight - at.y;
  };

  tools.hidden = false;
  tools.addEventListener('click', ({ target }) => {
    const asked = (target as Element).closest<HTMLElement>('[data-eco-zoom]')?.dataset['ecoZoom'];
    if (asked) resize(asked === 'whole' ? 1 : asked === 'in' ? zoom * step : zoom / step);
  });
  frame.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = { '+': zoom * step, '=': zoom * step, '-': zoom / step, '0': 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    resize(next);
  });
  // A trackpad's two fingers come as a wheel with this key.
  frame.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      resize(zoom * Math.exp(-event.deltaY / 200), within(frame, event));
    },
    { passive: false },
  );
  listenToFingers(frame, (factor, at) => resize(zoom * factor, at));
  dragByMouse(frame);
  if (wholeWidth() < legibleWidth) resize(Math.min(2.4, legibleWidth / Math.max(wholeWidth(), 1)));
  // What the frame measures is another matter on a screen that was turned.
  addEventListener('resize', () => resize(zoom));
}

function within(frame: HTMLElement, { clientX, clientY }: { readonly clientX: number; readonly clientY: number }) {
  const { left, top } = frame.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

function listenToFingers(
  frame: HTMLElement,
  pinch: (factor: number, at: { readonly x: number; readonly y: number }) => void,
): void {
  let apart: number | undefined;
  frame.addEventListener(
    'touchmove',
    (event) => {
      const [one, other] = event.touches;
      if (!one || !other) {
        apart = undefined;
        return;
      }
      event.preventDefault();
      const now = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      const middle = { clientX: (one.clientX + other.clientX) / 2, clientY: (one.clientY + other.clientY) / 2 };
      if (apart) pinch(now / apart, within(frame, middle));
      apart = now;
    },
    { passive: false },
  );
  frame.addEventListener('touchend', () => {
    apart = undefined;
  });
}

/** A mouse has no scrolling sideways: it drags. */
function dragByMouse(frame: HTMLElement): void {
  let moved = 0;
  frame.addEventListener('pointerdown', ({ pointerType, button }) => {
    if (pointerType !== 'mouse' || button !== 0) return;
    moved = 0;
    const drag = ({ movementX, movementY }: PointerEvent) => {
      moved += Math.abs(movementX) + Math.abs(movementY);
      frame.classList.toggle('eco-held', moved > 4);
      frame.scrollBy({ left: -movementX, top: -movementY, behavior: 'instant' });
    };
    addEventListener('pointermove', drag);
    addEventListener(
      'pointerup',
      () => {
        removeEventListener('pointermove', drag);
        frame.classList.remove('eco-held');
      },
      { once: true },
    );
  });
  // Whoever has dragged by an actor did not choose it; nor may the browser take the link along.
  frame.addEventListener('click', (event) => moved > 4 && event.preventDefault(), { capture: true });
  frame.addEventListener('dragstart', (event) => event.preventDefault());
}
