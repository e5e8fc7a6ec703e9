import { useEffect, useState } from 'preact/hooks';
import { podTexts } from '../texts/pod-texts.ts';
import { FailureNotice } from './failure-notice.tsx';
import { findStorages, foldersIn } from './find-storage.ts';
import { keepPod, profileOfAnswers } from './kept-pod.ts';
import { MyProfiles } from './my-profiles.tsx';
import { type Prepared, turtleOf } from './observatory.ts';
import type { PodFailure } from './pod-failure.ts';
import { type Published, publish, type Step } from './publish-to-pod.ts';
import { PublishedNotice, StepList } from './published-notice.tsx';
import type { SignedIn } from './session.ts';
import { SignIn } from './sign-in.tsx';
import { TakeAway } from './take-away.tsx';
import { listProfiles } from './type-index.ts';
import { type Destination, Where } from './where.tsx';

interface Props {
  readonly by: SignedIn;
  readonly answers: readonly (readonly [string, string])[] | undefined;
  /** What the check said of the answers, when it could. */
  readonly draft: Prepared | undefined;
  readonly clientId: string | undefined;
  /** What the addresses of the pods that are given here begin with. */
  readonly pods: string | undefined;
}

/** What a person's pod looks like to them. */
interface Pod {
  /** Empty when the pod does not say. */
  readonly storages: readonly string[];
  readonly folders: readonly string[];
  readonly profiles: readonly string[];
}

/** What somebody who has signed in can do: publish, save changes, withdraw. */
export function Publishing({ by, answers, draft, clientId, pods }: Props) {
  const t = podTexts();
  const [pod, setPod] = useState<Pod>();
  const [failure, setFailure] = useState<PodFailure>();
  const [done, setDone] = useState<ReadonlySet<Step>>();
  const [published, setPublished] = useState<Exclude<Published, PodFailure>>();

  const look = async () => {
    setFailure(undefined);
    const looked = await lookAt(by);
    if ('state' in looked) setFailure(looked);
    else setPod(looked);
  };
  useEffect(() => void look(), [by]);

  const send = async ({ url, storage, isNew }: Destination) => {
    setFailure(undefined);
    setPublished(undefined);
    setDone(new Set());
    const turtle = await turtleOf(answers ?? []);
    const outcome = turtle
      ? await publish(by, { url, storage, isNew, turtle }, (step) =>
          setDone((before) => new Set([...(before ?? []), step])),
        )
      : ({ state: 'failed', why: 'observatory' } as const);
    // What is written is there: the next try takes its place.
    if (outcome.state !== 'failed' || outcome.why === 'not-public') {
      keepPod({ profile: url, name: draft?.name });
      setPod((before) => before && { ...before, profiles: [...new Set([...before.profiles, url])] });
    }
    if (outcome.state !== 'failed') return setPublished(outcome);
    setDone(undefined);
    setFailure(outcome);
  };

  const forget = (url: string) =>
    setPod((before) => before && { ...before, profiles: before.profiles.filter((one) => one !== url) });

  return (
    <>
      {failure && (
        <FailureNotice failure={failure}>
          {failure.why === 'expired' && <SignIn clientId={clientId} again />}
          {!pod && failure.why !== 'expired' && (
            <button type="button" class="button secondary" onClick={() => void look()}>
              {t.retry}
            </button>
          )}
        </FailureNotice>
      )}
      {!pod && !failure && <p role="status">{t.loading}</p>}
      {pod && draft?.conforms && (
        <Where
          // What is there now may be what the answers change.
          key={pod.profiles.join(' ')}
          pod={pod}
          name={draft.name ?? ''}
          kept={profileOfAnswers(draft.name ?? '')}
          isBusy={done !== undefined && !published}
          onChosen={(destination) => void send(destination)}
        />
      )}
      {done && <StepList done={done} isOver={published !== undefined} />}
      {published && <PublishedNotice published={published} />}
      {pod && <MyProfiles by={by} profiles={pod.profiles} pods={pods} onFailure={setFailure} onGone={forget} />}
      {pod?.storages[0] && <TakeAway by={by} root={pod.storages[0]} onFailure={setFailure} />}
    </>
  );
}

async function lookAt(by: SignedIn): Promise<Pod | PodFailure> {
  const storages = await findStorages(by);
  if ('state' in storages) return storages;
  const profiles = await listProfiles(by);
  if ('state' in profiles) return profiles;
  const [root] = storages;
  return { storages, profiles, folders: root ? await foldersIn(root, by) : [] };
}
