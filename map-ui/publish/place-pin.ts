import type { PinMap } from '../map/pin-map.ts';
import { element, statusLine, type } from './element.ts';
import type { FormWords } from './words.ts';

/** Puts a map under the numbers of the position, once somebody comes near it; what is done in one shows in the other. */
export function addPin(form: HTMLFormElement, words: FormWords): void {
  const [latitude, longitude] = ['geo.latitude', 'geo.longitude'].map((name) =>
    form.querySelector<HTMLInputElement>(`input[name="${name}"]`),
  );
  const question = latitude?.closest('.parts')?.parentElement;
  if (!latitude || !longitude || !question) return;
  const stage = element('div', { class: 'pin-map', 'data-pin-map': 'waiting' });
  const hint = statusLine('hint');
  question.append(stage, hint);
  let map: PinMap | undefined;

  const read = () => {
    const [lat, lon] = [latitude, longitude].map(({ value }) =>
      value.trim() === '' ? Number.NaN : Number(value.replace(',', '.')),
    );
    return lat !== undefined && lon !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180
      ? { lat, lon }
      : undefined;
  };
  const show = () => map?.show(read());
  for (const input of [latitude, longitude]) input.addEventListener('input', show);

  const draw = async () => {
    try {
      const { createPinMap } = await import('../map/pin-map.ts');
      map = createPinMap(stage, words, ({ lat, lon }) => {
        type(latitude, lat.toFixed(5));
        type(longitude, lon.toFixed(5));
      });
      show();
      stage.dataset['pinMap'] = 'ready';
      hint.textContent = words.mapHint;
    } catch (error) {
      // The numbers stay.
      console.warn(error);
      stage.hidden = true;
      hint.textContent = words.mapFailed;
    }
  };
  const watch = new IntersectionObserver(
    (seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      watch.disconnect();
      void draw();
    },
    { rootMargin: '400px' },
  );
  watch.observe(stage);
}
