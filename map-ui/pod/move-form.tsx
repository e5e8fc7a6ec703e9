import { useState } from 'preact/hooks';
import { podTexts } from '../texts/pod-texts.ts';
import { fill } from '../texts/texts.ts';
import { type Moved, moveProfile } from './move-profile.ts';
import type { PodFailure } from './pod-failure.ts';
import type { SignedIn } from './session.ts';

interface Props {
  readonly by: SignedIn;
  readonly url: string;
  readonly onFailure: (failure: PodFailure) => void;
}

/** Leads the old address of a profile on to the new one. */
export function MoveForm({ by, url, onFailure }: Props) {
  const t = podTexts();
  const [to, setTo] = useState('');
  const [outcome, setOutcome] = useState<Exclude<Moved, PodFailure> | 'busy'>();
  const move = async (event: SubmitEvent) => {
    event.preventDefault();
    setOutcome('busy');
    const moved = await moveProfile(by, { from: url, to });
    if (moved.state === 'failed') {
      setOutcome(undefined);
      return onFailure(moved);
    }
    setOutcome(moved);
  };
  const told = outcome !== 'busy' && outcome;
  return (
    <details class="pod-move">
      <summary>{t.move}</summary>
      <p>{t.moveText}</p>
      <form class="register-form" onSubmit={move}>
        <label for={`to-${url}`}>{t.moveTo}</label>
        <input
          id={`to-${url}`}
          type="url"
          required
          placeholder="https://"
          value={to}
          onInput={(e) => setTo(e.currentTarget.value)}
        />
        <button type="submit" aria-disabled={outcome === 'busy'}>
          {t.moveSubmit}
        </button>
      </form>
      {told && (
        <p class={told.state === 'moved' ? 'notice good' : 'notice error'} role="status">
          {fill(told.state === 'moved' ? t.moved : t.notThere, { to })}
        </p>
      )}
    </details>
  );
}
