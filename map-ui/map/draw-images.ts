import { kindGlyphs } from '../places/kind-glyphs.ts';
import { clusterHalf, paintCluster, readClusterName } from './draw-cluster.ts';
import type { DrawnKind } from './map-view.ts';
import type { Palette } from './palette.ts';

/** Pixels per map unit of every image. */
export const imageRatio = 2;

const discRadius = 11;
const selectedRadius = 15;

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
  const scale = (radius * 1.25) / 16;
  context.save();
  context.scale(scale, scale);
  context.translate(-8, -8);
  context.fillStyle = palette.onKind;
  context.fill(new Path2D(glyph), 'evenodd');
  context.restore();
}
