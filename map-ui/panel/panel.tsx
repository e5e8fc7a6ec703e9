import type { ComponentProps } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Lead, Summary } from '../../server/http/contract.ts';
import type { Bounds, PointsManifest } from '../../server/points/manifest.ts';
import type { Filtered } from '../../server/points/point-engine.ts';
import { everything, type Selection } from '../../server/points/selection.ts';
import { isGuest, readLocked, withoutLocked } from '../address/locked.ts';
import { pageQuery } from '../address/url-state.ts';
import type { Kept } from '../favourites/kept.ts';
import { KeptList } from '../favourites/kept-list.tsx';
import { OpenKept } from '../favourites/open-kept.tsx';
import { FlowTable } from '../layers/flow-table.tsx';
import { MarksList } from '../layers/marks-list.tsx';
import type { Marks } from '../layers/use-marks.ts';
import type { PlaceList } from '../places/place-list.ts';
import { TerritoryTable } from '../territories/table.tsx';
import type { Territories } from '../territories/use-territories.ts';
import { counted, fill, texts, writeNumber } from '../texts/texts.ts';
import { Chosen } from './chosen.tsx';
import { Facets, type Toggle } from './facets.tsx';
import { GroupResults } from './group-results.tsx';
import type { PanelActions } from './panel-actions.ts';
import { PlaceCard } from './place-card.tsx';
import { ResultList } from './result-list.tsx';
import { SearchBox } from './search-box.tsx';
import type { Group, Member } from './use-group.ts';
import type { Profile } from './use-profile.ts';
import { Welcome } from './welcome.tsx';

interface Props {
  readonly manifest: PointsManifest;
  readonly selection: Selection;
  /** Key of the open place, and what is known of it before its profile is read. */
  readonly place: string | undefined;
  readonly known: Summary | Member | undefined;
  readonly profile: Profile;
  /** Kept places that are listed in place of those that match. */
  readonly kept: Kept | undefined;
  readonly attempt: number;
  readonly leads: readonly Lead[];
  /** Undefined before the first answer. */
  readonly filtered: Filtered | undefined;
  /** How many places lie in the view; undefined while there is no map to look at. */
  readonly inView: number | undefined;
  readonly bounds: Bounds | undefined;
  /** Whether the list is that of the view, and not of a part of the map that was searched before. */
  readonly follows: boolean;
  /** What the map is coloured by, if it is. */
  readonly territories: Territories | undefined;
  /** Links between territories, if they are drawn. */
  readonly flows: ComponentProps<typeof FlowTable> | undefined;
  /** What the map shows at the places in their place. */
  readonly marks: Marks | undefined;
  readonly list: PlaceList;
  readonly group: (Group & { readonly members: readonly Member[] }) | undefined;
  readonly typed: string;
  readonly now: Date;
  readonly act: PanelActions;
}

/** Everything beside the map: welcome, search, filters, then the list or the open place. */
export function Panel(props: Props) {
  const { manifest, selection, place, kept, known, profile, leads, bounds, typed, now, act } = props;
  const content = useRef<HTMLDivElement>(null);
  useReturnFocus(place, content);
  const focusSearch = () => content.current?.querySelector<HTMLInputElement>('input[type="search"]')?.focus();
  return (
    <div ref={content} class="panel-content">
      {place === undefined && kept === undefined && !isGuest() && <Welcome find={focusSearch} />}
      {!readLocked()?.q && (
        <SearchBox key={selection.q} view={bounds} initial={selection.q || typed} choose={act.choose} />
      )}
      {place !== undefined ? (
        <PlaceCard
          manifest={manifest}
          known={known}
          placeKey={place}
          profile={profile}
          leads={leads}
          now={now}
          close={act.close}
          retry={act.retry}
          choosePractice={(key) => act.select({ facets: { ...selection.facets, practice: [key] } })}
          openLinked={act.openLinked}
        />
      ) : kept !== undefined ? (
        <KeptList manifest={manifest} kept={kept} attempt={props.attempt} now={now} act={act} />
      ) : (
        <Browse {...props} />
      )}
    </div>
  );
}

function Browse(props: Props) {
  const { manifest, selection, filtered, inView, follows, territories, list, group, now, act } = props;
  const toggle: Toggle = (facet, key) => {
    const chosen = selection.facets[facet] ?? [];
    const next = chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key];
    act.select({ facets: { ...selection.facets, [facet]: next } });
  };
  if (group) return <GroupResults manifest={manifest} group={group} now={now} act={act} />;
  const t = texts().results;
  const total = filtered?.total;
  const heading =
    inView !== undefined
      ? counted(follows ? t.inView : t.inArea, inView)
      : total === undefined
        ? t.title
        : counted(t.total, total);
  const unlocated = filtered ? filtered.total - filtered.located : 0;
  const free = withoutLocked(selection);
  const isNarrowed = free.q !== '' || Object.values(free.facets).some((keys) => keys.length > 0);
  const isEmpty = list.state === 'ready' && list.items.length === 0;
  return (
    <>
      {!isGuest() && <OpenKept open={act.openKept} />}
      <Facets dictionaries={manifest.facets} counts={filtered?.facets} selection={selection} toggle={toggle} />
      {territories && <TerritoryTable territories={territories} />}
      {props.flows && <FlowTable {...props.flows} />}
      {props.marks && <MarksList marks={props.marks} open={act.open} />}
      <section class="map-results" aria-label={t.title}>
        <header class="results-header">
          <h2>
            {heading}
            {inView !== undefined && total !== undefined && inView < total && (
              <span class="quiet"> {fill(t.ofTotal, { total: writeNumber(total) })}</span>
            )}
          </h2>
          <p class="visually-hidden" role="status">
            {heading}
          </p>
          {isNarrowed && (
            <Chosen manifest={manifest} selection={free} known={list.facets} toggle={toggle} select={act.select} />
          )}
        </header>
        {list.state === 'failed' && (
          <p class="notice error" role="alert">
            {t.failed}{' '}
            <button type="button" class="button secondary" onClick={act.retry}>
              {texts().failure.retry}
            </button>
          </p>
        )}
        {isEmpty && <Nothing located={filtered?.located ?? 0} isNarrowed={isNarrowed} act={act} />}
        <ResultList
          manifest={manifest}
          items={list.items}
          isLoading={list.state === 'loading'}
          more={list.more}
          open={act.open}
          now={now}
        />
        <p class="results-end">
          {unlocated > 0 && inView !== undefined && <span class="quiet">{counted(t.unlocated, unlocated)} </span>}
          <a href={`/lieux${pageQuery(selection)}`}>{t.all}</a>
          {' · '}
          <a href={`/ecosysteme${pageQuery(selection)}`}>{t.ecosystem}</a>
          {selection.q === '' && (
            <>
              {' · '}
              <a href={`/requete/lieux${pageQuery(selection)}`} rel="nofollow">
                {t.query}
              </a>
            </>
          )}
        </p>
      </section>
    </>
  );
}

interface NothingProps extends Pick<Props, 'act'> {
  readonly located: number;
  readonly isNarrowed: boolean;
}

/** Why the list is empty, and the next step. */
function Nothing({ located, isNarrowed, act }: NothingProps) {
  const t = texts().results;
  return (
    <div class="empty">
      <p>{located > 0 ? t.none : t.noneAnywhere}</p>
      {located > 0 && (
        <button type="button" class="button" onClick={act.showAll}>
          {counted(t.widen, located)}
        </button>
      )}
      {isNarrowed && (
        <button type="button" class="button secondary" onClick={() => act.select(everything)}>
          {t.clear}
        </button>
      )}
    </div>
  );
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
