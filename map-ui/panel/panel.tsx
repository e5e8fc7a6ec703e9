import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Bounds, PlaceIndex } from '../places/place-index.ts';
import { counted, fill, texts, writeNumber } from '../texts/texts.ts';
import type { MapState } from '../url-state.ts';
import { Facets } from './facets.tsx';
import { PlaceCard, type Profile } from './place-card.tsx';
import { ResultList } from './result-list.tsx';
import { type Choice, SearchBox } from './search-box.tsx';
import { Welcome } from './welcome.tsx';

/** What the reader can do in the panel. */
export interface PanelActions {
  select(change: Partial<Pick<MapState, 'q' | 'kinds' | 'practices'>>): void;
  choose(choice: Choice): void;
  open(row: number): void;
  close(): void;
  closeGroup(): void;
  retryProfile(): void;
  /** Moves the map to every place that matches. */
  showAll(): void;
  openLinked(key: string): (() => void) | undefined;
}

interface Props {
  readonly index: PlaceIndex;
  readonly state: MapState;
  /** Undefined until the map has told where it looks. */
  readonly bounds: Bounds | undefined;
  readonly group: readonly number[] | undefined;
  readonly profile: Profile;
  readonly typed: string;
  readonly now: Date;
  readonly act: PanelActions;
}

/** Everything beside the map: welcome, search, filters, then the list or the open place. */
export function Panel(props: Props) {
  const { index, state, profile, typed, now, act } = props;
  const content = useRef<HTMLDivElement>(null);
  useReturnFocus(state.place, content);
  const row = state.place === undefined ? -1 : index.rowOf(state.place);
  const focusSearch = () => content.current?.querySelector<HTMLInputElement>('input[type="search"]')?.focus();
  return (
    <div ref={content} class="panel-content">
      {state.place === undefined && <Welcome find={focusSearch} />}
      <SearchBox key={state.q} index={index} initial={state.q || typed} choose={act.choose} />
      {state.place !== undefined ? (
        <PlaceCard
          place={row < 0 ? undefined : index.place(row)}
          placeKey={state.place}
          profile={profile}
          now={now}
          close={act.close}
          retry={act.retryProfile}
          choosePractice={(key) => act.select({ practices: [key] })}
          openLinked={act.openLinked}
        />
      ) : (
        <Browse {...props} />
      )}
    </div>
  );
}

function Browse({ index, state, bounds, group, now, act }: Props) {
  const { q, kinds, practices } = state;
  const selection = useMemo(() => ({ q, kinds, practices }), [q, kinds.join(), practices.join()]);
  const matched = useMemo(() => index.match(selection), [index, selection]);
  const kindCounts = useMemo(() => index.kindCounts(selection), [index, selection]);
  const practiceCounts = useMemo(() => index.practiceCounts(selection), [index, selection]);
  const shown = useMemo(
    () => index.sortByName(group ?? (bounds ? index.within(matched, bounds) : matched)),
    [index, matched, bounds, group],
  );
  const t = texts().results;
  const heading = counted(group ? t.group : bounds ? t.inView : t.total, shown.length);
  const narrowed = q !== '' || kinds.length > 0 || practices.length > 0;
  const toggle = (facet: 'kinds' | 'practices', key: string) =>
    act.select({
      [facet]: state[facet].includes(key) ? state[facet].filter((one) => one !== key) : [...state[facet], key],
    });
  return (
    <>
      {!group && (
        <Facets
          kinds={kindCounts}
          practices={practiceCounts}
          chosenKinds={kinds}
          chosenPractices={practices}
          toggle={toggle}
        />
      )}
      <section class="map-results" aria-label={t.title}>
        {group && (
          <button type="button" class="button plain back" onClick={act.closeGroup}>
            <span aria-hidden="true">←</span> {t.closeGroup}
          </button>
        )}
        <header class="results-header">
          <h2>
            {heading}
            {!group && shown.length < matched.length && (
              <span class="quiet"> {fill(t.ofTotal, { total: writeNumber(matched.length) })}</span>
            )}
          </h2>
          <p class="visually-hidden" role="status">
            {heading}
          </p>
          {narrowed && <Chosen q={q} act={act} />}
        </header>
        {shown.length === 0 && <Nothing matched={matched.length} narrowed={narrowed} act={act} />}
        <ResultList rows={shown} place={index.place} open={act.open} now={now} />
        <p class="results-end">
          <a href={`/lieux${listQuery(state)}`}>{t.all}</a>
        </p>
      </section>
    </>
  );
}

/** The words searched for, and the way back from everything that is chosen; the filters themselves show what they hold. */
function Chosen({ q, act }: { readonly q: string; readonly act: PanelActions }) {
  const t = texts().facets;
  const label = fill(t.words, { q });
  return (
    <ul class="chips" aria-label={t.active}>
      {q !== '' && (
        <li>
          <button
            type="button"
            class="chip"
            aria-label={fill(t.remove, { label })}
            onClick={() => act.select({ q: '' })}
          >
            {label} <span aria-hidden="true">×</span>
          </button>
        </li>
      )}
      <li>
        <button type="button" class="chip" onClick={() => act.select({ q: '', kinds: [], practices: [] })}>
          {t.clear}
        </button>
      </li>
    </ul>
  );
}

/** Why the list is empty, and the next step. */
function Nothing({
  matched,
  narrowed,
  act,
}: {
  readonly matched: number;
  readonly narrowed: boolean;
  readonly act: PanelActions;
}) {
  const t = texts().results;
  const clear = () => act.select({ q: '', kinds: [], practices: [] });
  return (
    <div class="empty">
      <p>{matched > 0 ? t.none : t.noneAnywhere}</p>
      {matched > 0 && (
        <button type="button" class="button" onClick={act.showAll}>
          {counted(t.widen, matched)}
        </button>
      )}
      {narrowed && (
        <button type="button" class="button secondary" onClick={clear}>
          {t.clear}
        </button>
      )}
    </div>
  );
}

/** The same filters for the list pages. */
function listQuery({ q, kinds, practices }: MapState): string {
  const parameters = new URLSearchParams();
  if (q) parameters.set('q', q);
  if (kinds.length > 0) parameters.set('type', kinds.join(','));
  if (practices.length > 0) parameters.set('pratique', practices.join(','));
  const text = parameters.toString().replaceAll('%2C', ',');
  return text ? `?${text}` : '';
}

/** When a place is closed, the reader comes back to its line in the list. */
function useReturnFocus(place: string | undefined, content: { readonly current: HTMLElement | null }): void {
  const [last, setLast] = useState(place);
  useEffect(() => {
    if (place === undefined && last !== undefined) {
      const line = content.current?.querySelector<HTMLElement>(
        `a[href$="/lieux/${CSS.escape(encodeURIComponent(last))}"]`,
      );
      (line ?? content.current?.querySelector<HTMLElement>('input'))?.focus();
    }
    setLast(place);
  }, [place]);
}
