/** What became of a wish to share; `refused` when this browser can neither share nor copy. */
export type Shared = 'shared' | 'copied' | 'cancelled' | 'refused';

interface Sharing {
  readonly title: string;
  readonly url: string;
}

/** Hands an address to the share sheet of the device where there is one, else to the clipboard. */
export async function shareAddress({ title, url }: Sharing): Promise<Shared> {
  if (typeof navigator.share === 'function') {
    try {
      await navigator.share({ title, url });
      return 'shared';
    } catch (error) {
      // The reader closed the sheet; any other refusal leaves the clipboard.
      if (error instanceof DOMException && error.name === 'AbortError') return 'cancelled';
    }
  }
  try {
    // Over plain HTTP a browser has no clipboard to give.
    await navigator.clipboard.writeText(url);
    return 'copied';
  } catch (error) {
    console.info('The address can only be copied by hand.', error);
    return 'refused';
  }
}
