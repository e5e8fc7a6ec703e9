/** What is to be named in a drawing, the most important first. */
export interface Labelled {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly text: string;
}

export interface PlacedLabel {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The mean width of a letter, in parts of the size of the type: a little more than it is, so that nothing touches. */
const letterWidth = 0.56;

/** Finds room for names beside what they name, without covering anything else; undefined where there is none. */
export function placeLabels(
  nodes: readonly Labelled[],
  { size }: { readonly size: number },
): readonly (PlacedLabel | undefined)[] {
  const taken: Box[] = nodes.map(({ x, y, r }) => ({
    left: x - r - 1,
    right: x + r + 1,
    top: y - r - 1,
    bottom: y + r + 1,
  }));
  return nodes.map(({ x, y, r, text }) => {
    const width = [...text].length * size * letterWidth;
    const options = [
      { x, y: y + r + size, anchor: 'middle' as const, left: x - width / 2 },
      { x: x + r + 4, y: y + size * 0.35, anchor: 'start' as const, left: x + r + 4 },
      { x: x - r - 4, y: y + size * 0.35, anchor: 'end' as const, left: x - r - 4 - width },
      { x, y: y - r - size * 0.45, anchor: 'middle' as const, left: x - width / 2 },
    ];
    for (const { left, ...option } of options) {
      const box = { left, right: left + width, top: option.y - size * 0.85, bottom: option.y + size * 0.25 };
      if (
        taken.some(
          (other) =>
            box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
        )
      )
        continue;
      taken.push(box);
      return { ...option, x: Math.round(option.x * 10) / 10, y: Math.round(option.y * 10) / 10 };
    }
    return undefined;
  });
}
