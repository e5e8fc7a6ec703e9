import { kindGlyphs } from '../places/kind-glyphs.ts';

/** One line of a picture's legend. */
export interface LegendEntry {
  readonly label: string;
  readonly colour: string;
  /** Key of the kind whose glyph stands in the colour; a plain field without. */
  readonly kind?: string;
  /** A mark with this glyph. */
  readonly mark?: string;
  readonly line?: 'solid' | 'dashed';
}

/** What a picture says besides the map: it must be understood, and credited, wherever it is passed on. */
export interface PictureTexts {
  readonly title: string;
  readonly legend: readonly LegendEntry[];
  readonly credits: string;
}

interface Colours {
  readonly paper: string;
  readonly text: string;
  readonly onKind: string;
}

/** Sizes in map units. */
const margin = 12;
const line = 20;
const disc = 8;
const font = '"Atkinson Hyperlegible", system-ui, sans-serif';

/** Puts a title over the drawn map, and its legend and credits under it; `ratio` is the map's pixels per map unit. */
export function composePicture(
  map: HTMLCanvasElement,
  { title, legend, credits }: PictureTexts,
  ratio: number,
): HTMLCanvasElement {
  const colours = readColours();
  const width = map.width / ratio;
  const measure = contextOf(document.createElement('canvas'));
  measure.font = `14px ${font}`;
  const rows = layLegend(legend, { width, measure });
  measure.font = `12px ${font}`;
  const notes = wrap(credits, width - 2 * margin, measure);
  const [top, middle] = [margin * 2 + line, map.height / ratio];
  const foot = margin * 2 + (rows.at(-1)?.bottom ?? 0) + notes.length * 17;

  const canvas = document.createElement('canvas');
  canvas.width = map.width;
  canvas.height = Math.ceil((top + middle + foot) * ratio);
  const context = contextOf(canvas);
  context.scale(ratio, ratio);
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, width, top + middle + foot);
  context.drawImage(map, 0, top, width, middle);
  context.textBaseline = 'middle';
  context.fillStyle = colours.text;
  context.font = `bold 18px ${font}`;
  context.fillText(title, margin, top / 2, width - 2 * margin);
  context.font = `14px ${font}`;
  for (const { entry, x, y } of rows) paintEntry(context, entry, { x, y: top + middle + margin + y, colours });
  context.font = `12px ${font}`;
  context.fillStyle = colours.text;
  const first = top + middle + margin + (rows.at(-1)?.bottom ?? 0) + 9;
  for (const [i, note] of notes.entries()) context.fillText(note, margin, first + i * 17);
  return canvas;
}

interface Placed {
  readonly entry: LegendEntry;
  readonly x: number;
  /** Its middle, and where its row ends. */
  readonly y: number;
  readonly bottom: number;
}

function layLegend(
  legend: readonly LegendEntry[],
  { width, measure }: { readonly width: number; readonly measure: CanvasRenderingContext2D },
): Placed[] {
  let [x, y] = [margin, 0];
  return legend.map((entry) => {
    const wide = 2 * disc + 6 + measure.measureText(entry.label).width + 18;
    if (x + wide > width && x > margin) [x, y] = [margin, y + line + 4];
    const placed = { entry, x, y: y + line / 2, bottom: y + line + 6 };
    x += wide;
    return placed;
  });
}

function paintEntry(
  context: CanvasRenderingContext2D,
  { label, colour, kind, mark, line: stroke }: LegendEntry,
  { x, y, colours }: { readonly x: number; readonly y: number; readonly colours: Colours },
): void {
  context.fillStyle = colour;
  const glyph = mark ?? (kind === undefined ? undefined : kindGlyphs[kind]);
  if (stroke !== undefined) {
    context.save();
    context.strokeStyle = colour;
    context.lineWidth = 3;
    context.setLineDash(stroke === 'dashed' ? [5, 3] : []);
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + 2 * disc, y);
    context.stroke();
    context.restore();
  } else if (glyph === undefined) context.fillRect(x, y - disc + 1, 2 * disc - 2, 2 * disc - 2);
  else {
    if (mark !== undefined) context.fillRect(x, y - disc, 2 * disc, 2 * disc);
    else {
      context.beginPath();
      context.arc(x + disc, y, disc, 0, 2 * Math.PI);
      context.fill();
    }
    context.save();
    context.translate(x + disc, y);
    context.scale(0.62, 0.62);
    context.translate(-8, -8);
    context.fillStyle = colours.onKind;
    context.fill(new Path2D(glyph), 'evenodd');
    context.restore();
  }
  context.fillStyle = colours.text;
  context.fillText(label, x + 2 * disc + 6, y);
}

function wrap(text: string, width: number, measure: CanvasRenderingContext2D): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && measure.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return { paper: token('paper'), text: token('text'), onKind: token('on-kind') };
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no 2D canvas');
  return context;
}
