/** Paints what a map of canvases shows just now, in the pixels of the screen. */
export function paintPicture(container: HTMLElement, background: string, text: string): HTMLCanvasElement {
  const ratio = devicePixelRatio || 1;
  const frame = container.getBoundingClientRect();
  const copy = document.createElement('canvas');
  copy.width = Math.round(frame.width * ratio);
  copy.height = Math.round(frame.height * ratio);
  const context = copy.getContext('2d');
  if (!context) throw new Error('This browser gives no 2D canvas');
  context.scale(ratio, ratio);
  context.fillStyle = background;
  context.fillRect(0, 0, frame.width, frame.height);
  for (const drawn of container.querySelectorAll<HTMLCanvasElement | HTMLImageElement>('canvas, img.leaflet-tile')) {
    const { left, top, width, height } = drawn.getBoundingClientRect();
    // What is still on its way has no pixels yet.
    if (width === 0 || drawn.width === 0 || (drawn instanceof HTMLImageElement && !drawn.naturalWidth)) continue;
    context.globalAlpha = Number(getComputedStyle(drawn.closest('.leaflet-pane') ?? drawn).opacity);
    context.drawImage(drawn, left - frame.left, top - frame.top, width, height);
  }
  context.globalAlpha = 1;
  context.font = '700 13px "Atkinson Hyperlegible", system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.lineWidth = 3;
  context.lineJoin = 'round';
  for (const name of container.querySelectorAll<HTMLElement>('.map-mark-name')) {
    const { left, top, width } = name.getBoundingClientRect();
    if (width === 0) continue;
    context.strokeStyle = background;
    context.strokeText(name.textContent ?? '', left + width / 2 - frame.left, top - frame.top);
    context.fillStyle = text;
    context.fillText(name.textContent ?? '', left + width / 2 - frame.left, top - frame.top);
  }
  return copy;
}
