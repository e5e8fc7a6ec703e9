import { useEffect, useRef } from 'preact/hooks';

/** Puts a picture of the map on paper where the browser would print an empty canvas, and gives what saves it as a file. */
export function usePictures(paint: (() => HTMLCanvasElement) | undefined): (() => void) | undefined {
  const latest = useRef(paint);
  latest.current = paint;
  useEffect(() => {
    const figure = document.createElement('figure');
    figure.className = 'map-print';
    const put = () => {
      if (!latest.current) return;
      figure.replaceChildren(latest.current());
      document.getElementById('map-app')?.prepend(figure);
    };
    const take = () => figure.remove();
    addEventListener('beforeprint', put);
    addEventListener('afterprint', take);
    return () => {
      removeEventListener('beforeprint', put);
      removeEventListener('afterprint', take);
      take();
    };
  }, []);
  return paint && (() => save(paint()));
}

function save(canvas: HTMLCanvasElement): void {
  canvas.toBlob((blob) => {
    if (!blob) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = 'carte.png';
    link.click();
    // The browser has taken the address by the time it answers anything else.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }, 'image/png');
}
