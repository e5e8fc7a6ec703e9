import { texts } from '../texts/texts.ts';

/** Says over the map that some places could not be had, and offers to try again; what was drawn stays. */
export function Trouble({ retry }: { readonly retry: () => void }) {
  const t = texts().failure;
  return (
    <>
      {t.some}{' '}
      <button type="button" class="button" onClick={retry}>
        {t.retry}
      </button>
    </>
  );
}
