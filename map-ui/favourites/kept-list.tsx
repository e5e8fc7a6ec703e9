import { useEffect, useState } from 'preact/hooks';
import type { Bounds, PointsManifest } from '../../server/points/manifest.ts';
import type { PanelActions } from '../panel/panel-actions.ts';
import { ResultList } from '../panel/result-list.tsx';
import { ShareButton } from '../share/share-button.tsx';
import { counted, fill, texts } from '../texts/texts.ts';
import { drop, keep } from './favourites.ts';
import { type Kept, keptAddress, mostShared } from './kept.ts';
import { useFavourites } from './use-favourites.ts';
import { useKeptPlaces } from './use-kept-places.ts';

const pageSize = 50;

interface Props {
  readonly manifest: PointsManifest;
  /** The reader's own favourites, or those of a link. */
  readonly kept: Kept;
  readonly attempt: number;
  readonly now: Date;
  readonly act: Pick<PanelActions, 'open' | 'retry' | 'closeKept' | 'openKept' | 'fit'>;
}

/** The reader's favourites, or the choice of places that a link carries: where they are kept, and how to hand them on. */
export function KeptList({ manifest, kept, attempt, now, act }: Props) {
  const t = texts().favourites;
  const own = useFavourites();
  const isOwn = kept === 'own';
  const all = isOwn ? own : kept.map((key) => ({ key, name: key, kinds: [] }));
  const [pages, setPages] = useState(1);
  const shown = all.slice(0, pages * pageSize);
  const { places, gone, state } = useKeptPlaces(shown, attempt);
  const bounds = boundsOf(places.flatMap(({ position }) => position ?? []));
  const isRead = state === 'ready';
  useEffect(() => {
    if (isRead && bounds) act.fit(bounds);
  }, [isRead, kept]);
  const heading = counted(isOwn ? t.own : t.shared, all.length);
  const keepAll = () => {
    if (keep(places)) act.openKept();
  };
  const [before, after] = t.gone.split('{name}');
  return (
    <section class="map-results kept-list" aria-label={heading}>
      <button type="button" class="button plain back" onClick={act.closeKept}>
        <span aria-hidden="true">←</span> {texts().results.closeGroup}
      </button>
      <header class="results-header">
        <h2 tabIndex={-1}>{heading}</h2>
        <p class="visually-hidden" role="status">
          {isRead && heading}
        </p>
        <p class="quiet">{isOwn ? t.where : t.sharedWhere}</p>
      </header>
      {all.length === 0 && (
        <div class="empty">
          <p>{t.empty}</p>
        </div>
      )}
      {state === 'failed' && (
        <p class="notice error" role="alert">
          {t.failed}{' '}
          <button type="button" class="button secondary" onClick={act.retry}>
            {texts().failure.retry}
          </button>
        </p>
      )}
      <ResultList
        manifest={manifest}
        items={places}
        isLoading={state === 'loading'}
        more={shown.length < all.length ? () => setPages(pages + 1) : undefined}
        open={act.open}
        now={now}
      />
      {gone.map(({ key, name }) => (
        <p key={key} class="notice">
          {before}
          <bdi>{name}</bdi>
          {after}{' '}
          {isOwn && (
            <button
              type="button"
              class="button secondary"
              aria-label={fill(t.dropNamed, { name })}
              onClick={() => drop(key)}
            >
              {t.drop}
            </button>
          )}
        </p>
      ))}
      {all.length > 0 && (
        <div class="kept-actions">
          {isOwn ? (
            <ShareButton
              class="button secondary"
              label={t.share}
              title={heading}
              url={() => keptAddress(all.slice(0, mostShared), location.href)}
            />
          ) : (
            <button type="button" class="button" disabled={places.length === 0} onClick={keepAll}>
              {t.keepAll}
            </button>
          )}
          {isOwn && all.length > mostShared && <p class="quiet">{fill(t.mostShared, { count: mostShared })}</p>}
        </div>
      )}
    </section>
  );
}

function boundsOf(positions: readonly { readonly lon: number; readonly lat: number }[]): Bounds | undefined {
  if (positions.length === 0) return undefined;
  const [lons, lats] = [positions.map(({ lon }) => lon), positions.map(({ lat }) => lat)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
