import type { Provenance } from '../../../directory/entity.ts';
import { messageIn } from '../../../rdf/typeset-french.ts';
import { staleAfterMs } from '../../../registry/standing.ts';
import type { Trouble } from '../../contract.ts';
import { longDate } from '../../dates.ts';
import { entry, fill, texts } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { withTime } from '../frame/time.ts';

/** Since when a profile could not be confirmed, what was met, when we try again, and what its publisher can do. */
export function troubleNotice(
  { status = '', heldSince, registration }: Provenance,
  { since, detail, advice, nextVisitAt }: Trouble,
  context: PageContext,
): Content {
  const { language, now } = context;
  const t = texts(language).standing;
  const isStale = heldSince === undefined && now.getTime() - Date.parse(since) >= staleAfterMs;
  const what = fill(entry(t.told, heldSince ? 'held' : status, t.told.unreachable), {
    since: longDate(since.slice(0, 10), language),
  });
  const follow = `/registrations/${encodeURIComponent(registration)}`;
  return html`<div class=${isStale ? 'notice warning trouble' : 'notice trouble'} role="note">
    <p><strong>${what}</strong> ${messageIn(detail, language)} ${nextVisitAt && retry(nextVisitAt, context)}</p>
    <p class="small">${advice[language] && html`<strong>${t.yours}</strong> ${messageIn(advice, language)} `}<a href=${follow}>${texts(language).gone.follow}</a></p>
  </div>`;
}

/** When we try again: a moment ahead, or now. */
export function retry(at: string, context: Pick<PageContext, 'now' | 'language'>): Content {
  const t = texts(context.language).standing;
  return Date.parse(at) > context.now.getTime() ? withTime(t.retry, at, context) : t.retrySoon;
}
