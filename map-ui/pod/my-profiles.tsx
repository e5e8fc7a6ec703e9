import { useState } from 'preact/hooks';
import { podTexts } from '../texts/pod-texts.ts';
import { fill } from '../texts/texts.ts';
import { keepPod } from './kept-pod.ts';
import { MoveForm } from './move-form.tsx';
import type { PodFailure } from './pod-failure.ts';
import { withdraw } from './publish-to-pod.ts';
import type { SignedIn } from './session.ts';
import { takeFocus } from './take-focus.ts';

interface Props {
  readonly by: SignedIn;
  readonly profiles: readonly string[];
  /** What the addresses begin with that can lead on to another; undefined where none can. */
  readonly pods: string | undefined;
  readonly onFailure: (failure: PodFailure | undefined) => void;
  readonly onGone: (url: string) => void;
}

/** The profiles that the pod's public index names, each to be changed or withdrawn. */
export function MyProfiles({ by, profiles, pods, onFailure, onGone }: Props) {
  const t = podTexts();
  const [told, setTold] = useState('');
  const takeAway = async (url: string) => {
    if (!confirm(fill(t.withdrawSure, { url }))) return;
    onFailure(undefined);
    const outcome = await withdraw(by, url);
    if (outcome.state === 'failed') return onFailure(outcome);
    setTold(outcome.isTold ? t.withdrawn : t.withdrawnUnread);
    onGone(url);
  };
  const edit = (url: string) => {
    // The answers that the form then keeps are about this one.
    keepPod({ profile: url, name: undefined });
    location.assign(`/publier/fiche?${new URLSearchParams({ depuis: url })}`);
  };
  return (
    <section class="pod-step">
      {told && (
        <div class="notice good" role="status" tabIndex={-1} ref={takeFocus}>
          <p>{told}</p>
        </div>
      )}
      {profiles.length > 0 && <h2>{t.mineTitle}</h2>}
      <ul class="pod-profiles">
        {profiles.map((url) => (
          <li key={url}>
            <a href={url}>{url}</a>
            <span class="form-actions">
              <button
                type="button"
                class="button secondary"
                aria-label={fill(t.editThis, { url })}
                onClick={() => edit(url)}
              >
                {t.edit}
              </button>
              <button
                type="button"
                class="button secondary"
                aria-label={fill(t.withdrawThis, { url })}
                onClick={() => void takeAway(url)}
              >
                {t.withdraw}
              </button>
            </span>
            {pods && url.startsWith(pods) && <MoveForm by={by} url={url} onFailure={onFailure} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
