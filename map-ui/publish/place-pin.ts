import type { Language, PlacedAnswer } from '../../server/http/contract.ts';
import type { PinMap } from '../map/pin-map.ts';
import { button, element, statusLine, type } from './element.ts';
import type { FormWords } from './words.ts';

/** Why the server has no position for an address, in the words of the page. */
class NotPlaced extends Error {}

async function askPosition(form: HTMLFormElement): Promise<PlacedAnswer> {
  const address = [...new FormData(form)]
    .filter(([name]) => name.startsWith('address.'))
    .map(([name, value]) => [name, String(value)]);
  const response = await fetch('/publier/position', { method: 'POST', body: new URLSearchParams(address) });
  const answer: unknown = await response.json();
  if (response.ok) return answer as PlacedAnswer;
  const { detail } = answer as { readonly detail?: string };
  throw new NotPlaced(detail);
}

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
  if (form.dataset['canPlace']) stage.before(button(words.placeHere, () => void place()));
  const place = async () => {
    hint.textContent = words.placing;
    try {
      const { lat, lon, message } = await askPosition(form);
      type(latitude, lat.toFixed(5));
      type(longitude, lon.toFixed(5));
      hint.textContent = message[document.documentElement.lang as Language];
    } catch (error) {
      console.info('Nobody says where the address is.', error);
      hint.textContent = error instanceof NotPlaced ? error.message : words.notPlaced;
    }
  };
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
