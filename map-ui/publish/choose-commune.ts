import type { CommunesAnswer } from '../../server/http/contract.ts';
import { addCombobox } from './combobox.ts';
import { statusLine, type } from './element.ts';
import { type FormWords, fill } from './words.ts';

type Commune = CommunesAnswer['items'][number];

const postalCodeLength = 5;

/**
 * Fills the address from a postcode or the beginning of a commune's name: name, INSEE code, and the middle of the commune as
 * long as nobody has put the pin elsewhere.
 */
export function addCommuneChoice(form: HTMLFormElement, words: FormWords): void {
  const input = (name: string) => form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  const [postalCode, locality, code] = ['address.postalCode', 'address.addressLocality', 'address.inseeCode'].map(
    input,
  );
  const [latitude, longitude] = ['geo.latitude', 'geo.longitude'].map(input);
  if (!postalCode || !locality) return;
  const told = statusLine();
  postalCode.closest('.question')?.parentElement?.after(told);
  /** Where we have put the pin ourselves. */
  let placed = '';

  const take = (commune: Commune) => {
    type(locality, commune.name);
    const [own] = commune.postalCodes;
    if (own && !commune.postalCodes.includes(postalCode.value.trim()))
      type(postalCode, commune.postalCodes.length === 1 ? own : postalCode.value);
    if (code) type(code, commune.code);
    told.textContent = fill(words.communeChosen, { name: commune.name, code: commune.code });
    if (!latitude || !longitude || !commune.centre) return;
    const here = [latitude.value, longitude.value].join();
    if (here !== ',' && here !== placed) return;
    type(latitude, commune.centre.lat.toFixed(4));
    type(longitude, commune.centre.lon.toFixed(4));
    placed = [latitude.value, longitude.value].join();
  };

  const find = async (q: string, signal: AbortSignal) => {
    const { items } = await askCommunes(q, signal);
    return items.map((commune) => ({
      label: commune.name,
      detail: [commune.postalCodes.slice(0, 3).join(', '), commune.departement.name].join(' · '),
      value: commune,
    }));
  };
  const common = { words, label: words.communes, choose: take };
  addCombobox(locality, { ...common, least: 2, find });
  addCombobox(postalCode, {
    ...common,
    least: 3,
    async find(q, signal) {
      const typed = q.replace(/\s/g, '');
      // INSEE codes look the same, and are not what is asked for.
      const found = (await find(typed, signal)).filter(({ value }) =>
        value.postalCodes.some((one) => one.startsWith(typed)),
      );
      if (typed.length !== postalCodeLength) return found;
      const [only] = found;
      if (found.length === 0) told.textContent = words.communeUnknown;
      if (found.length !== 1 || !only) return found;
      // What is already told need not be chosen again.
      if (code?.value !== only.value.code) take(only.value);
      return [];
    },
  });
}

async function askCommunes(q: string, signal: AbortSignal): Promise<CommunesAnswer> {
  const response = await fetch(`/api/communes?${new URLSearchParams({ q })}`, { signal });
  if (!response.ok) throw new Error(`${response.status}`);
  return (await response.json()) as CommunesAnswer;
}
