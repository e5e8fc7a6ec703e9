import { useEffect, useState } from 'preact/hooks';
import { isGuest } from '../address/locked.ts';
import { texts } from '../texts/texts.ts';
import { type Shared, shareAddress } from './share-address.ts';

/** How long the button says what it did, in milliseconds. */
const toldMs = 6000;

interface Props {
  readonly class: string;
  readonly label?: string;
  readonly title: string;
  /** The address of the moment of the click. */
  readonly url: () => string;
}

/**
 * Shares an address and says what became of it, aloud too; where nothing can be copied, the address is shown to be taken
 * by hand. Not in somebody else's page, where the address is that of a frame.
 */
export function ShareButton({ class: style, label, title, url }: Props) {
  const t = texts().share;
  const [done, setDone] = useState<Shared>();
  const [address, setAddress] = useState('');
  useEffect(() => {
    if (done !== 'copied') return;
    const timer = setTimeout(() => setDone(undefined), toldMs);
    return () => clearTimeout(timer);
  }, [done, address]);
  const share = async () => {
    const taken = url();
    setAddress(taken);
    setDone(undefined);
    setDone(await shareAddress({ title, url: taken }));
  };
  if (isGuest()) return null;
  return (
    <div class="share">
      <button type="button" class={style} onClick={share}>
        <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d="M8 10V1.5M4.8 4.4 8 1.3l3.2 3.1M4 7H2.5v7.5h11V7H12" />
        </svg>
        <span class="share-words">{label ?? t.button}</span>
      </button>
      <p class={done === 'copied' ? 'share-told' : 'visually-hidden'} role="status">
        {done === 'copied' && t.copied}
      </p>
      {done === 'refused' && (
        <label class="share-told">
          {t.byHand}{' '}
          <input type="text" readOnly value={address} onFocus={({ currentTarget }) => currentTarget.select()} />
        </label>
      )}
    </div>
  );
}
