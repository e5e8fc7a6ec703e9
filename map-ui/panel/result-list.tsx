import type { Summary } from '../../server/http/contract.ts';
import type { PointsManifest } from '../../server/points/manifest.ts';
import { pagePath } from '../address/page-path.ts';
import { Star } from '../favourites/star.tsx';
import { daysAgo, fill, texts } from '../texts/texts.ts';
import { creditLine } from './credit-line.ts';
import { Glyph } from './glyph.tsx';
import { labelsOf } from './labels.ts';
import { LentNote } from './lent-note.tsx';
import type { Member } from './use-group.ts';

const dayMs = 24 * 60 * 60 * 1000;

interface Props {
  readonly manifest: PointsManifest;
  readonly items: readonly (Summary | Member)[];
  readonly isLoading: boolean;
  /** Reads more of them; undefined at the end. */
  readonly more: (() => void) | undefined;
  readonly open: (place: Summary | Member) => void;
  readonly now: Date;
}

/** The places as dense rows, a page at a time; those of before stay while others are read. */
export function ResultList({ manifest, items, isLoading, more, open, now }: Props) {
  return (
    <>
      <ul class="entity-list" aria-busy={isLoading}>
        {items.map((item) => (
          <Row key={item.key} manifest={manifest} item={item} open={open} now={now} />
        ))}
      </ul>
      {more && (
        <button type="button" class="button secondary more" onClick={more}>
          {texts().results.more}
        </button>
      )}
    </>
  );
}

/** Where a row shows them: a commune is part of an address. */
const rowFields = ['kind', 'address', 'practice'];

function Row({
  manifest,
  item,
  open,
  now,
}: Pick<Props, 'manifest' | 'open' | 'now'> & { readonly item: Summary | Member }) {
  const summary = 'iri' in item ? item : undefined;
  const credit = summary && creditLine(summary.provenance);
  const [kind] = labelsOf(manifest, 'kind', item.kinds)[0]?.split(',') ?? [];
  const facts = [summary?.commune, kind].filter(Boolean).join(' · ');
  const practices = labelsOf(manifest, 'practice', summary?.practices.slice(0, 2) ?? []);
  const follow = (event: MouseEvent) => {
    // A new tab or window keeps the link's own meaning: the place's page.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(item);
  };
  const readDay = summary && Math.floor(Date.parse(summary.provenance.readAt) / dayMs);
  return (
    <li class="entity-row">
      <Glyph kinds={item.kinds} />
      <div class="entity-row-body">
        <a class="entity-row-name" dir="auto" href={pagePath('place', item.key)} onClick={follow}>
          {item.name}
        </a>
        {facts && <span class="entity-row-facts">{facts}</span>}
        {practices.length > 0 && <span class="entity-row-practices">{practices.join(', ')}</span>}
        {credit && <span class="entity-row-credit">{credit}</span>}
        <LentNote lent={summary?.lent} fields={rowFields} />
      </div>
      <Star place={item} />
      {readDay !== undefined && (
        <span class="freshness">{fill(texts().results.read, { when: daysAgo(readDay, now) })}</span>
      )}
    </li>
  );
}
