import { keepPod } from '../pod/kept-pod.ts';

const place = 'obsidienne-fiche';

type Pairs = readonly (readonly [string, string])[];

/** What was typed into the form on this device; undefined when nothing was, or when the device keeps nothing. */
export function recallAnswers(): Pairs | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? 'null');
    return Array.isArray(kept) && kept.length > 0 ? (kept as Pairs) : undefined;
  } catch (error) {
    console.info('Nothing that was kept can be read.', error);
    return undefined;
  }
}

/** Keeps what is typed; false when the device refuses. */
export function keepAnswers(pairs: Pairs): boolean {
  try {
    localStorage.setItem(place, JSON.stringify(pairs.filter(([, value]) => value !== '')));
    return true;
  } catch (error) {
    console.info('This device keeps nothing.', error);
    return false;
  }
}

/** Calls back when another tab of this device keeps other answers. */
export function onOtherTab(tell: () => void): void {
  addEventListener('storage', ({ key, newValue }) => {
    if (key === place && newValue !== null) tell();
  });
}

export function forgetAnswers(): void {
  localStorage.removeItem(place);
  // The next ones are about another place.
  keepPod({ profile: undefined, name: undefined });
}
