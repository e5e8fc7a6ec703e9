import { texts } from '../texts/texts.ts';

/** Says that the places could not be loaded, and offers to try again. */
export function Failure({ retry }: { readonly retry: () => void }) {
  const t = texts().failure;
  return (
    <div class="notice error">
      <p>{t.points}</p>
      <button type="button" class="button" onClick={retry}>
        {t.retry}
      </button>
    </div>
  );
}
