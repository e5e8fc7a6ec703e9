import type { PointsManifest } from '../../server/points/manifest.ts';
import { counted, texts } from '../texts/texts.ts';
import type { PanelActions } from './panel-actions.ts';
import { ResultList } from './result-list.tsx';
import { type Group, groupPageSize, type Member } from './use-group.ts';

interface Props {
  readonly manifest: PointsManifest;
  readonly group: Group & { readonly members: readonly Member[] };
  readonly now: Date;
  readonly act: Pick<PanelActions, 'closeGroup' | 'moreOfGroup' | 'open'>;
}

/** The places of a cluster that no view takes apart. */
export function GroupResults({ manifest, group, now, act }: Props) {
  const t = texts().results;
  const heading = counted(t.group, group.count);
  return (
    <section class="map-results" aria-label={t.title}>
      <button type="button" class="button plain back" onClick={act.closeGroup}>
        <span aria-hidden="true">←</span> {t.closeGroup}
      </button>
      <header class="results-header">
        <h2>{heading}</h2>
        <p class="visually-hidden" role="status">
          {heading}
        </p>
      </header>
      <ResultList
        manifest={manifest}
        items={group.members}
        isLoading={group.members.length < Math.min(group.count, group.pages * groupPageSize)}
        more={group.members.length < group.count ? act.moreOfGroup : undefined}
        open={act.open}
        now={now}
      />
    </section>
  );
}
