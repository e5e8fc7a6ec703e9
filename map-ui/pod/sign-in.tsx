import { useState } from 'preact/hooks';
import { podTexts } from '../texts/pod-texts.ts';
import { fill } from '../texts/texts.ts';
import { findProvider, type Provider } from './find-provider.ts';
import { keepPod, recallPod } from './kept-pod.ts';
import providers from './providers.json';
import { signIn } from './session.ts';

interface Props {
  readonly clientId: string | undefined;
  /** What to call it, and that it is for who was signed in before. */
  readonly again?: boolean;
}

/** Asks for the address of a pod, its host or a WebID, and leaves for where one signs in. */
export function SignIn({ clientId, again = false }: Props) {
  const t = podTexts();
  const [typed, setTyped] = useState(() => recallPod().provider ?? '');
  const [isLeaving, setIsLeaving] = useState(false);
  const [failure, setFailure] = useState<Exclude<Provider, { state: 'found' }>>();
  const leave = async (event: SubmitEvent) => {
    event.preventDefault();
    setIsLeaving(true);
    setFailure(undefined);
    const provider = await findProvider(typed);
    if (provider.state === 'found') {
      keepPod({ provider: typed });
      try {
        await signIn(provider.issuer, clientId);
        return;
      } catch (error) {
        console.info('The provider refuses to begin.', error);
        setFailure({ state: 'none', host: new URL(provider.issuer).host });
      }
    } else setFailure(provider);
    setIsLeaving(false);
  };
  return (
    <section class="pod-step">
      {!again && <h2>{t.signInTitle}</h2>}
      {!again && <p id="pod-why">{t.signInText}</p>}
      {failure && (
        <div class="notice error" role="alert">
          <p>
            {fill(
              t.providerFailures[failure.state],
              failure.state === 'not-an-address' ? { typed: failure.typed } : { host: failure.host },
            )}
          </p>
        </div>
      )}
      <form class="register-form" onSubmit={leave}>
        <label for="pod-provider">{t.provider}</label>
        <input
          id="pod-provider"
          type="text"
          inputMode="url"
          autocomplete="url"
          autocapitalize="none"
          spellcheck={false}
          required
          placeholder="https://"
          value={typed}
          aria-invalid={failure !== undefined}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <button type="submit" aria-disabled={isLeaving}>
          {isLeaving ? t.signingIn : again ? t.signInAgain : t.signIn}
        </button>
      </form>
      {!again && (
        <p class="pod-hosts">
          <span class="quiet">{t.suggestions}</span>{' '}
          {providers.map((address) => (
            <button type="button" class="button secondary" key={address} onClick={() => setTyped(address)}>
              {new URL(address).host}
            </button>
          ))}
        </p>
      )}
    </section>
  );
}
