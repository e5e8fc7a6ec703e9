import { useEffect, useState } from 'preact/hooks';
import { recallAnswers } from '../publish/kept-answers.ts';
import { podTexts } from '../texts/pod-texts.ts';
import { fill } from '../texts/texts.ts';
import { CreatePodForm } from './create-pod-form.tsx';
import { DraftNotice } from './draft-notice.tsx';
import { recallPod } from './kept-pod.ts';
import { Publishing } from './publishing.tsx';
import { comeBack, type SignedIn, signOut } from './session.ts';
import { SignIn } from './sign-in.tsx';
import { takeFocus } from './take-focus.ts';
import { useDraft } from './use-draft.ts';

interface Props {
  readonly clientId: string | undefined;
  /** What the addresses of the pods that are given here begin with; undefined where none are. */
  readonly pods: string | undefined;
}

/** From the answers kept on this device to a profile on a pod: what is written, who signs in, where it goes. */
export function PodPage({ clientId, pods }: Props) {
  const t = podTexts();
  const [signedIn, setSignedIn] = useState<SignedIn | 'starting' | undefined>('starting');
  const [trouble, setTrouble] = useState<'refused' | 'failed'>();
  const [answers] = useState(recallAnswers);
  const draft = useDraft(answers);
  useEffect(() => {
    void comeBack().then((back) => {
      setSignedIn(back.state === 'in' ? back.signedIn : undefined);
      if (back.state === 'refused' || back.state === 'failed') setTrouble(back.state);
    });
  }, []);
  const leave = () => void signOut().then(() => setSignedIn(undefined));
  // Who has a pod comes back to it.
  const isKnown = recallPod().provider !== undefined;
  const create = pods && (
    <CreatePodForm
      base={pods}
      placeName={draft.state === 'checked' ? (draft.prepared.name ?? '') : ''}
      onCreated={setSignedIn}
    />
  );
  if (signedIn === 'starting') return <p role="status">{t.loading}</p>;
  return (
    <>
      <DraftNotice draft={draft} />
      {trouble && (
        <div class="notice error" role="alert">
          <p>{t.cameBack[trouble]}</p>
        </div>
      )}
      {signedIn ? (
        <>
          <p class="pod-who" tabIndex={-1} ref={takeFocus}>
            <span>{fill(t.signedIn, { webId: signedIn.webId })}</span>
            <button type="button" class="button secondary" onClick={leave}>
              {t.signOut}
            </button>
          </p>
          <Publishing
            by={signedIn}
            answers={answers}
            draft={draft.state === 'checked' ? draft.prepared : undefined}
            clientId={clientId}
            pods={pods}
          />
        </>
      ) : (
        <>
          {pods && !isKnown && create}
          <SignIn clientId={clientId} />
          {pods && isKnown && (
            <details>
              <summary>{t.createTitle}</summary>
              {create}
            </details>
          )}
        </>
      )}
    </>
  );
}
