import { messageIn } from '../../server/rdf/typeset-french.ts';
import { podTexts } from '../texts/pod-texts.ts';
import { fill, pageLanguage } from '../texts/texts.ts';
import type { PodFailure } from './pod-failure.ts';
import { type Published, type Step, steps } from './publish-to-pod.ts';
import { takeFocus } from './take-focus.ts';

/** The steps, and which are done: each with its sign and aloud. */
export function StepList({ done, isOver }: { readonly done: ReadonlySet<Step>; readonly isOver: boolean }) {
  const t = podTexts();
  return (
    <ol class="pod-steps" aria-live="polite">
      {steps
        .filter((step) => !isOver || done.has(step))
        .map((step) => (
          <li key={step} class={done.has(step) ? 'done' : 'quiet'}>
            {t.steps[step]}
          </li>
        ))}
    </ol>
  );
}

/** What became of a profile that is on the pod. */
export function PublishedNotice({ published }: { readonly published: Exclude<Published, PodFailure> }) {
  const t = podTexts();
  if (published.state !== 'published')
    return (
      <div class="notice warning" role="status" tabIndex={-1} ref={takeFocus}>
        <p>{published.state === 'silent' ? t.notRegistered : fill(t.notTaken, { detail: published.detail })}</p>
      </div>
    );
  const { registration, isAnnounced } = published;
  const { id, url, page, trouble, nextVisitAt, lastVisitAt } = registration;
  return (
    <div class={trouble ? 'notice warning' : 'notice good'} role="status" tabIndex={-1} ref={takeFocus}>
      <p>
        <strong>{t.done}</strong> <a href={url}>{url}</a>
      </p>
      {!lastVisitAt && <p>{t.waiting}</p>}
      {trouble && <p>{messageIn(trouble.detail, pageLanguage())}</p>}
      {trouble && <p>{messageIn(trouble.advice, pageLanguage())}</p>}
      {lastVisitAt && nextVisitAt && !trouble && <p>{fill(t.rereadAt, { when: inTime(nextVisitAt) })}</p>}
      {!isAnnounced && <p class="quiet">{t.notAnnounced}</p>}
      <p class="form-actions">
        {page && (
          <a class="button" href={page}>
            {t.seePage}
          </a>
        )}
        <a class="button secondary" href={`/registrations/${id}`}>
          {t.follow}
        </a>
      </p>
    </div>
  );
}

/** "dans 40 minutes", "in 5 hours". */
function inTime(at: string): string {
  const minutes = Math.max(1, Math.round((Date.parse(at) - Date.now()) / 60_000));
  const format = new Intl.RelativeTimeFormat(pageLanguage(), { numeric: 'always' });
  if (minutes < 90) return format.format(minutes, 'minute');
  return minutes < 48 * 60
    ? format.format(Math.round(minutes / 60), 'hour')
    : format.format(Math.round(minutes / 1440), 'day');
}
