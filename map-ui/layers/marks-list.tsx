import type { Summary } from '../../server/http/contract.ts';
import { pagePath } from '../address/page-path.ts';
import { markKinds } from '../map/map-view.ts';
import type { Member } from '../panel/use-group.ts';
import { counted, pageLanguage, texts } from '../texts/texts.ts';
import { MarkSign } from './mark-sign.tsx';
import type { Marks } from './use-marks.ts';

interface Props {
  readonly marks: Marks;
  readonly open: (place: Summary | Member) => void;
}

/** The same as the marks of the map, in words: the places in view with what is found at each. */
export function MarksList({ marks: { layer, answer, isLoading, more }, open }: Props) {
  const t = texts().layers;
  if (!answer) return layer === 'practices' && !isLoading ? <p class="empty">{t.choosePractice}</p> : null;
  const kinds = markKinds.filter((kind) => answer.counts[kind]);
  const heading = kinds.map((kind) => counted(t.kinds[kind], answer.counts[kind] ?? 0)).join(', ');
  return (
    <section class="map-results marks-list" aria-label={t.names[layer]} aria-busy={isLoading}>
      <header class="results-header">
        <h2>
          {t.names[layer]} <span class="quiet">{heading}</span>
        </h2>
        <p class="visually-hidden" role="status">
          {heading || t.none[layer]}
        </p>
      </header>
      {answer.items.length === 0 && <p class="empty">{t.none[layer]}</p>}
      <ul class="entity-list">
        {answer.items.map(({ place, marks }) => (
          <li key={place.key} class="marked-place">
            <a
              class="entity-row-name"
              dir="auto"
              href={pagePath('place', place.key)}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.preventDefault();
                open({ key: place.key, name: place.name, kinds: [] });
              }}
            >
              {place.name}
            </a>
            <ul>
              {marks.map(({ kind, type, key, name, startsAt }) => (
                <li key={`${kind} ${key}`}>
                  <MarkSign kind={kind} /> <span class="visually-hidden">{labelOf(kind)} </span>
                  {kind === 'practises' ? (
                    t.practises
                  ) : (
                    <a href={pagePath(type, key)}>
                      {startsAt && <time dateTime={startsAt}>{writeDate(startsAt)}</time>} <bdi>{name}</bdi>
                    </a>
                  )}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {more && (
        <button type="button" class="button secondary more" onClick={more}>
          {texts().results.more}
        </button>
      )}
      {answer.unplaced > 0 && <p class="results-end quiet">{counted(t.unplaced, answer.unplaced)}</p>}
    </section>
  );
}

function labelOf(kind: string): string {
  const known = markKinds.find((one) => one === kind);
  return known ? texts().layers.signs[known] : '';
}

/** A day, and the hour where it is said. */
function writeDate(date: string): string {
  const options: Intl.DateTimeFormatOptions =
    date.length > 10 ? { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Paris' } : { dateStyle: 'medium' };
  const parsed = new Date(date);
  return Number.isNaN(parsed.getTime()) ? date : new Intl.DateTimeFormat(pageLanguage(), options).format(parsed);
}
