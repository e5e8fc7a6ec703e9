import { kindGlyphs } from '../places/kind-glyphs.ts';
import type { Palette } from './palette.ts';

/** Pixels per map unit of every image. */
export const imageRatio = 2;

/** Half widths of the cluster shards, smallest first, in map units. */
export const shardSizes = [15, 18, 22, 27] as const;

const discRadius = 11;
const selectedRadius = 15;

type Context = OffscreenCanvasRenderingContext2D;

/** Draws every image the map uses: `kind-…` and `selected-…` discs with the kind's glyph, and `shard-0` … for clusters. */
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
  for (const [i, size] of shardSizes.entries())
    images.set(
      `shard-${i}`,
      draw(size + 2, (context) => shard(context, size, palette)),
    );
  return images;
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

/** Obsidian: a cut stone with one lit face and one ember edge, the shape of the logo. */
function shard(context: Context, size: number, palette: Palette): void {
  const outline = [
    [-0.46, -0.97],
    [0.46, -0.97],
    [1, -0.38],
    [0.86, 0.55],
    [0.2, 1],
    [-0.66, 0.74],
    [-1, -0.2],
  ] as const;
  const path = (points: readonly (readonly [number, number])[]) => {
    context.beginPath();
    for (const [x, y] of points) context.lineTo(x * size, y * size);
    context.closePath();
  };
  path(outline);
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = palette.paper;
  context.stroke();
  context.fillStyle = palette.glass;
  context.fill();
  context.clip();
  path([outline[0], outline[1], [0.3, -0.55], [-0.62, -0.5]]);
  context.fillStyle = palette.glassFacet;
  context.fill();
  path([outline[1], outline[2], [0.3, -0.55]]);
  context.fillStyle = palette.ember;
  context.fill();
}
