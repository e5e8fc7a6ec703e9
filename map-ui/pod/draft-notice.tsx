import { podTexts } from '../texts/pod-texts.ts';
import { fill, pageLanguage } from '../texts/texts.ts';
import type { Draft } from './use-draft.ts';

/** Says what there is to publish, and what to do when it is not ready. */
export function DraftNotice({ draft }: { readonly draft: Draft }) {
  const t = podTexts();
  if (draft.state === 'checking') return <p role="status">{t.loading}</p>;
  if (draft.state === 'none')
    return (
      <div class="notice">
        <p>
          <strong>{t.noProfile}</strong> {t.noProfileNext}
        </p>
        <p>
          <a class="button" href="/publier/fiche">
            {t.form}
          </a>
        </p>
      </div>
    );
  if (draft.state === 'unchecked')
    return (
      <div class="notice warning" role="status">
        <p>{t.uncheckable}</p>
        <button type="button" class="button secondary" onClick={draft.retry}>
          {t.retry}
        </button>
      </div>
    );
  const { conforms, name = t.unnamed, summary } = draft.prepared;
  const told = conforms ? t.ready : t.notReady;
  return (
    <div class={conforms ? 'notice good' : 'notice error'} role="status">
      <p>
        {fill(told, { name, summary: summary[pageLanguage()] })} <a href="/publier/fiche">{t.backToForm}</a>
      </p>
    </div>
  );
}
