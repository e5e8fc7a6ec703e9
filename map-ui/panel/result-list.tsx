import { useEffect, useState } from 'preact/hooks';
import { pagePath } from '../page-path.ts';
import type { Place } from '../places/place-index.ts';
import { daysAgo, fill, pageLanguage, texts } from '../texts/texts.ts';
import { Glyph } from './glyph.tsx';

const pageSize = 25;

interface Props {
  readonly rows: readonly number[];
  readonly place: (row: number) => Place;
  readonly open: (row: number) => void;
  readonly now: Date;
}

/** The places as dense rows, a page at a time. */
export function ResultList({ rows, place, open, now }: Props) {
  const [size, setSize] = useState(pageSize);
  useEffect(() => setSize(pageSize), [rows]);
  return (
    <>
      <ul class="entity-list">
        {rows.slice(0, size).map((row) => (
          <Row key={row} place={place(row)} open={open} now={now} />
        ))}
      </ul>
      {rows.length > size && (
        <button type="button" class="button secondary more" onClick={() => setSize(size + pageSize)}>
          {texts().results.more}
        </button>
      )}
    </>
  );
}

function Row({
  place,
  open,
  now,
}: {
  readonly place: Place;
  readonly open: (row: number) => void;
  readonly now: Date;
}) {
  const language = pageLanguage();
  const [kind] = place.kinds[0]?.label[language].split(',') ?? [];
  const facts = [place.commune, kind].filter(Boolean).join(' · ');
  const practices = place.practices.slice(0, 2).map(({ label }) => label[language]);
  const follow = (event: MouseEvent) => {
    // A new tab or window keeps the link's own meaning: the place's page.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(place.row);
  };
  return (
    <li class="entity-row">
      <Glyph kinds={place.kinds.map(({ key }) => key)} />
      <div class="entity-row-body">
        <a class="entity-row-name" href={pagePath('place', place.key)} onClick={follow}>
          {place.name}
        </a>
        {facts && <span class="entity-row-facts">{facts}</span>}
        {practices.length > 0 && <span class="entity-row-practices">{practices.join(', ')}</span>}
      </div>
      <span class="freshness">{fill(texts().results.read, { when: daysAgo(place.readDay, now) })}</span>
    </li>
  );
}
