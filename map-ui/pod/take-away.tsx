import { useState } from 'preact/hooks';
import { podTexts } from '../texts/pod-texts.ts';
import { counted, fill } from '../texts/texts.ts';
import { type Exported, exportPod } from './export-pod.ts';
import type { PodFailure } from './pod-failure.ts';
import type { SignedIn } from './session.ts';

interface Props {
  readonly by: SignedIn;
  readonly root: string;
  readonly onFailure: (failure: PodFailure) => void;
}

/** Lets somebody take all that is on their pod with them. */
export function TakeAway({ by, root, onFailure }: Props) {
  const t = podTexts();
  const [count, setCount] = useState<number>();
  const [outcome, setOutcome] = useState<Exclude<Exported, PodFailure>>();
  const take = async () => {
    setOutcome(undefined);
    setCount(0);
    const exported = await exportPod(by, root, setCount);
    setCount(undefined);
    if (exported.state === 'failed') return onFailure(exported);
    setOutcome(exported);
    if (exported.state === 'exported') save(exported.archive);
  };
  return (
    <section class="pod-step">
      <h2>{t.takeTitle}</h2>
      <p>{t.takeText}</p>
      <button type="button" class="button secondary" aria-disabled={count !== undefined} onClick={() => void take()}>
        {t.take}
      </button>
      <p role="status">
        {count !== undefined && counted(t.taking, count)}
        {outcome?.state === 'exported' && counted(t.taken, outcome.files)}
        {outcome?.state === 'too-many' && fill(t.tooMany, { most: outcome.most })}
      </p>
    </section>
  );
}

function save(archive: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(archive);
  link.download = 'espace.zip';
  link.click();
  URL.revokeObjectURL(link.href);
}
