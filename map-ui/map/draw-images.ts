import { kindGlyphs } from '../places/kind-glyphs.ts';
import { clusterHalf, paintCluster, readClusterName } from './draw-cluster.ts';
import { type DrawnKind, markKinds } from './map-view.ts';
import { markGlyphs } from './mark-glyphs.ts';
import type { Palette } from './palette.ts';

/** Pixels per map unit of every image. */
export const imageRatio = 2;

const discRadius = 11;
const selectedRadius = 15;
/** Height of a mark, and its width with a number beside the glyph. */
export const markHeight = 24;
const manyWidth = 46;

/** What the pictures of clusters are drawn with. */
export interface Look {
  readonly palette: Palette;
  readonly kinds: readonly DrawnKind[];
}

type Context = OffscreenCanvasRenderingContext2D;

/** Draws the discs of the places with their kind's glyph, `kind-…` and, for the open one, `selected-…`. */
export function drawImages(palette: Palette): Map<string, ImageData> {
  const images = new Map<string, ImageData>();
  for (const [kind, glyph] of Object.entries(kindGlyphs)) {
    const colour = palette.kinds[kind] ?? palette.text;
    images.set(
      `kind-${kind}`,
      draw(discRadius + 2, (context) => disc(context, discRadius, colour, glyph, palette)),
    );
    images.set(
      `selected-${kind}`,
      draw(selectedRadius + 5, (context) => {
        ring(context, selectedRadius + 4, palette.paper);
        ring(context, selectedRadius + 3, palette.ember);
        disc(context, selectedRadius, colour, glyph, palette);
      }),
    );
  }
  for (const kind of markKinds)
    for (const [name, width] of [
      [`mark-${kind}`, markHeight],
      [`mark-${kind}-many`, manyWidth],
    ] as const)
      images.set(
        name,
        draw(manyWidth / 2 + 2, (context) =>
          mark(context, { width, colour: palette.marks[kind], glyph: markGlyphs[kind] }, palette),
        ),
      );
  return images;
}

/** Draws the picture of a cluster that a name asks for; undefined for any other name. */
export function drawCluster(name: string, look: Look): ImageData | undefined {
  const asked = readClusterName(name);
  return asked && draw(clusterHalf(asked.size), (context) => paintCluster(context, asked, look));
}

/** A square canvas of that half width, its origin in the middle. */
function draw(half: number, paint: (context: Context) => void): ImageData {
  const side = half * 2 * imageRatio;
  const context = new OffscreenCanvas(side, side).getContext('2d');
  if (!context) throw new Error('This browser gives no 2D canvas');
  context.scale(imageRatio, imageRatio);
  context.translate(half, half);
  paint(context);
  return context.getImageData(0, 0, side, side);
}

function ring(context: Context, radius: number, colour: string): void {
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}

function disc(context: Context, radius: number, colour: string, glyph: string, palette: Palette): void {
  ring(context, radius + 1.5, palette.paper);
  ring(context, radius, colour);
  paintGlyph(context, { glyph, size: radius * 1.25, x: 0, colour: palette.onKind });
}

/** A plate with two corners cut, so that no mark is taken for a place; its glyph leaves room for a number on a wide one. */
function mark(
  context: Context,
  { width, colour, glyph }: { readonly width: number; readonly colour: string; readonly glyph: string },
  palette: Palette,
): void {
  plate(context, width + 3, markHeight + 3, palette.paper);
  plate(context, width, markHeight, colour);
  paintGlyph(context, { glyph, size: 15, x: markHeight / 2 - width / 2, colour: palette.onKind });
}

function plate(context: Context, width: number, height: number, colour: string): void {
  const [x, y, cut] = [width / 2, height / 2, 7];
  context.beginPath();
  context.moveTo(-x, -y);
  context.lineTo(x - cut, -y);
  context.lineTo(x, cut - y);
  context.lineTo(x, y);
  context.lineTo(cut - x, y);
  context.lineTo(-x, y - cut);
  context.closePath();
  context.fillStyle = colour;
  context.fill();
}

function paintGlyph(
  context: Context,
  {
    glyph,
    size,
    x,
    colour,
  }: { readonly glyph: string; readonly size: number; readonly x: number; readonly colour: string },
): void {
  context.save();
  context.translate(x, 0);
  context.scale(size / 16, size / 16);
  context.translate(-8, -8);
  context.fillStyle = colour;
  context.fill(new Path2D(glyph), 'evenodd');
  context.restore();
}
