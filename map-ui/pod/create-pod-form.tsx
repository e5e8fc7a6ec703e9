import { useRef, useState } from 'preact/hooks';
import { podTexts } from '../texts/pod-texts.ts';
import { type Beginning, type Created, createPod } from './create-pod.ts';
import { podNameOf } from './file-name.ts';
import { keepPod } from './kept-pod.ts';
import type { SignedIn } from './session.ts';

interface Props {
  /** What the addresses of pods here begin with. */
  readonly base: string;
  /** Of the place, as far as it is known. */
  readonly placeName: string;
  readonly onCreated: (signedIn: SignedIn) => void;
}

/** Gives a pod to somebody who has none: a name, an e-mail address and a password are all it takes. */
export function CreatePodForm({ base, placeName, onCreated }: Props) {
  const t = podTexts();
  const [name, setName] = useState<string>();
  const [failure, setFailure] = useState<Extract<Created, { state: 'failed' }>>();
  const [isBusy, setIsBusy] = useState(false);
  const begun = useRef<Beginning>({});
  const chosen = name ?? podNameOf(placeName);
  const create = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy || !(event.currentTarget instanceof HTMLFormElement)) return;
    const typed = new FormData(event.currentTarget);
    const wishes = { name: chosen, email: String(typed.get('email')), password: String(typed.get('password')) };
    setIsBusy(true);
    setFailure(undefined);
    const created = await createPod(base, {
      wishes,
      begun: begun.current,
      keep: (now) => {
        begun.current = now;
      },
    });
    setIsBusy(false);
    if (created.state === 'failed') return setFailure(created);
    keepPod({ provider: base });
    onCreated(created.signedIn);
  };
  return (
    <section class="pod-step">
      <h2>{t.createTitle}</h2>
      <p>{t.createText}</p>
      {failure && (
        <div class="notice error" role="alert">
          <p>{t.createFailures[failure.why]}</p>
        </div>
      )}
      <form class="pod-form" onSubmit={create}>
        <label>
          <span>{t.podName}</span>
          <span class="hint">
            {base}
            {chosen || '…'}/
          </span>
          <input
            name="name"
            type="text"
            required
            pattern="[a-z0-9][a-z0-9\-]*"
            title={t.podNameRule}
            autocapitalize="none"
            spellcheck={false}
            value={chosen}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
        <label>
          <span>{t.email}</span>
          <span class="hint">{t.emailText}</span>
          <input name="email" type="email" required autocomplete="username" />
        </label>
        <label>
          <span>{t.password}</span>
          <span class="hint">{t.passwordText}</span>
          <input name="password" type="password" required minLength={10} autocomplete="new-password" />
        </label>
        <button type="submit" aria-disabled={isBusy}>
          {isBusy ? t.creating : t.create}
        </button>
      </form>
    </section>
  );
}
