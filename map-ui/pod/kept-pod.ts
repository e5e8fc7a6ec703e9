const place = 'obsidienne-pod';

/** What this device remembers of somebody's pod: no key and no password. */
export interface KeptPod {
  /** What was typed to sign in. */
  readonly provider?: string;
  /** The address of the profile that the kept answers are about. */
  readonly profile?: string;
  /** The name that the place had in them, once they were published from here. */
  readonly name?: string;
}

export function recallPod(): KeptPod {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as KeptPod) : {};
  } catch (error) {
    console.info('Nothing that was kept of the pod can be read.', error);
    return {};
  }
}

/** Keeps what is given beside what was kept; a device that refuses only means typing it again. */
export function keepPod(news: { readonly [key in keyof KeptPod]: KeptPod[key] | undefined }): void {
  try {
    localStorage.setItem(place, JSON.stringify({ ...recallPod(), ...news }));
  } catch (error) {
    console.info('This device keeps nothing.', error);
  }
}

/** The address of the profile that answers with this name may be about; they may also be about another place by now. */
export function profileOfAnswers(name: string): string | undefined {
  const kept = recallPod();
  return kept.name === undefined || kept.name === name ? kept.profile : undefined;
}
