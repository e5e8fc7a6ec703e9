import { useState } from 'preact/hooks';
import { texts } from '../texts/texts.ts';

const key = 'welcomed';

/** One sentence and three doors for who comes for the first time; it never stands in the way. */
export function Welcome({ find }: { readonly find: () => void }) {
  const [open, setOpen] = useState(() => !remembered());
  const t = texts().welcome;
  if (!open) return null;
  const close = () => {
    remember();
    setOpen(false);
  };
  return (
    <section class="welcome" aria-label={t.label}>
      <p>
        {t.sentence} <a href="/pour">{t.who}</a>
      </p>
      <ul class="doors">
        <li>
          <button type="button" class="door" onClick={find}>
            {t.find}
          </button>
        </li>
        <li>
          <a class="door" href="/publier">
            {t.describe}
          </a>
        </li>
        <li>
          <a class="door" href="/donnees">
            {t.use}
          </a>
        </li>
      </ul>
      <button type="button" class="welcome-close" aria-label={t.close} title={t.close} onClick={close}>
        ×
      </button>
    </section>
  );
}

function remembered(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch (error) {
    console.info('The browser keeps nothing: the welcome is shown.', error);
    return false;
  }
}

function remember(): void {
  try {
    localStorage.setItem(key, '1');
  } catch (error) {
    console.info('The browser keeps nothing: the welcome will come back.', error);
  }
}
