import type { DrawnKind } from './map-view.ts';
import type { Palette } from './palette.ts';

/** Half widths of the clusters' stones, smallest first, in map units; around each runs the ring of its kinds. */
const stones = [14, 16.5, 20, 25] as const;
/** How many places a cluster of each size has at least. */
export const stoneSteps = [10, 50, 250] as const;
const ringWidth = 5;
const gap = 2;

/** The name of a cluster's picture: its size, and its mix as the tiles tell it. */
const pattern = /^cluster-([0-3])-([0-9a-c]+)$/;

/** The shares (in twelfths) of a mix, by kind. */
export function sharesOf(mix: string): number[] {
  return [...mix].map((digit) => Number.parseInt(digit, 13));
}

/** What a cluster's picture shows, read from its name; undefined for another picture. */
export function readClusterName(name: string): { readonly size: number; readonly shares: number[] } | undefined {
  const [, size, mix] = pattern.exec(name) ?? [];
  return size === undefined || mix === undefined ? undefined : { size: Number(size), shares: sharesOf(mix) };
}

/** The half width of a cluster's picture, in map units. */
export function clusterHalf(size: number): number {
  return (stones[size] ?? stones[0]) + gap + ringWidth + 2;
}

/** Paints a cluster around the origin: an obsidian stone, and a ring with an arc for each kind in it. */
export function paintCluster(
  context: OffscreenCanvasRenderingContext2D,
  { size, shares }: { readonly size: number; readonly shares: readonly number[] },
  { palette, kinds }: { readonly palette: Palette; readonly kinds: readonly DrawnKind[] },
): void {
  const stone = stones[size] ?? stones[0];
  const radius = stone + gap + ringWidth / 2;
  context.beginPath();
  context.arc(0, 0, radius + ringWidth / 2 + 1.5, 0, 2 * Math.PI);
  context.fillStyle = palette.paper;
  context.fill();
  const total = shares.reduce((sum, share) => sum + share, 0);
  const isMixed = shares.filter((share) => share > 0).length > 1;
  // Arcs are parted, so that they are told apart without their colours.
  const parting = isMixed ? 1.6 / radius : 0;
  context.lineWidth = ringWidth;
  let from = -Math.PI / 2;
  for (const [kind, share] of shares.entries()) {
    if (share === 0) continue;
    const to = from + (2 * Math.PI * share) / total;
    context.beginPath();
    context.arc(0, 0, radius, from + parting / 2, to - parting / 2);
    context.strokeStyle = palette.kinds[kinds[kind]?.key ?? ''] ?? palette.text;
    context.stroke();
    from = to;
  }
  paintStone(context, stone, palette);
}

/** Obsidian: a cut stone with one lit face and one ember edge, the shape of the logo. */
function paintStone(context: OffscreenCanvasRenderingContext2D, size: number, palette: Palette): void {
  const outline = [
    [-0.46, -0.9],
    [0.46, -0.9],
    [0.95, -0.38],
    [0.86, 0.5],
    [0.3, 0.95],
    [-0.6, 0.8],
    [-0.97, -0.2],
  ] as const;
  const path = (points: readonly (readonly [number, number])[]) => {
    context.beginPath();
    for (const [x, y] of points) context.lineTo(x * size, y * size);
    context.closePath();
  };
  path(outline);
  context.fillStyle = palette.glass;
  context.fill();
  context.clip();
  path([outline[0], outline[1], [0.3, -0.52], [-0.62, -0.47]]);
  context.fillStyle = palette.glassFacet;
  context.fill();
  path([outline[1], outline[2], [0.3, -0.52]]);
  context.fillStyle = palette.ember;
  context.fill();
}
