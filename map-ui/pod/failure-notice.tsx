import type { ComponentChildren } from 'preact';
import { podTexts } from '../texts/pod-texts.ts';
import { fill } from '../texts/texts.ts';
import type { PodFailure } from './pod-failure.ts';

/** Says in one sentence why the pod did not do it and what to do next; `children` are that next step. */
export function FailureNotice({
  failure,
  children,
}: {
  readonly failure: PodFailure;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="notice error" role="alert">
      <p>{fill(podTexts().failures[failure.why], { status: failure.status ?? '?' })}</p>
      {children}
    </div>
  );
}
