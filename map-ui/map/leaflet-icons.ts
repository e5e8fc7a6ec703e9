import { DivIcon } from 'leaflet';
import { clusterHalf, stoneSteps } from './draw-cluster.ts';
import { drawCluster, drawImages, imageRatio, type Look } from './draw-images.ts';
import { labelName } from './label-name.ts';

/** How a mark looks: a picture by its name, a number over it, a name below. */
export interface MarkLook {
  readonly image: string;
  readonly number?: string;
  /** Pixels that the number stands right of the middle, and how large it is. */
  readonly numberAt?: number;
  readonly numberSize?: number;
  /** The number stands on the colour of a kind, not on the stone. */
  readonly isOnKind?: boolean;
  /** Pixels that it stands below its position. */
  readonly down?: number;
  readonly name?: string;
  /** What is said to who does not see it. */
  readonly label: string;
}

/** Makes the marks of one palette. */
export interface Icons {
  make(look: MarkLook): DivIcon;
}

/** The class of a cluster's size, and its picture's name. */
export function clusterLook(count: number, mix: string): Pick<MarkLook, 'image' | 'number' | 'numberSize'> {
  const size = stoneSteps.filter((least) => count >= least).length;
  return { image: `cluster-${size}-${mix}`, number: String(count), numberSize: [12.5, 13, 14, 15][size] ?? 13 };
}

/** The pictures of the other view, as elements of the page. */
export function createIcons(look: Look): Icons {
  const images = drawImages(look.palette);
  return {
    make(mark) {
      const image = images.get(mark.image) ?? drawCluster(mark.image, look);
      const element = document.createElement('div');
      element.className = 'map-mark';
      if (image) element.append(canvasOf(image, mark, look));
      if (mark.name) {
        const name = document.createElement('span');
        name.className = 'map-mark-name';
        name.dir = 'auto';
        name.textContent = labelName(mark.name);
        element.append(name);
      }
      const side = image ? image.width / imageRatio : 2 * clusterHalf(0);
      return new DivIcon({
        className: 'map-mark-place',
        html: element,
        iconSize: [side, side],
        iconAnchor: [side / 2, side / 2 - (mark.down ?? 0)],
      });
    },
  };
}

function canvasOf(
  image: ImageData,
  { number, numberAt = 0, numberSize = 13, isOnKind = false }: MarkLook,
  { palette }: Look,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.style.width = `${image.width / imageRatio}px`;
  canvas.style.height = `${image.height / imageRatio}px`;
  const context = canvas.getContext('2d');
  context?.putImageData(image, 0, 0);
  if (!context || number === undefined) return canvas;
  context.font = `700 ${numberSize * imageRatio}px "Atkinson Hyperlegible", system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = isOnKind ? palette.onKind : '#ffffff';
  context.fillText(number, image.width / 2 + numberAt * imageRatio, image.height / 2 + imageRatio);
  return canvas;
}
