import type { Summary } from '../../directory/entity.ts';
import { summaryWithoutLent } from '../../directory/without-lent.ts';
import type { Language } from '../../rdf/text.ts';
import { exchangeWords } from '../pages/entity/exchange-line.ts';
import { entityPath } from '../sections.ts';
import { texts } from '../texts/texts.ts';
import { element, type FeedFrame, text, writeFeed } from './atom.ts';

/** Writes one page of a list as a feed document (RFC 4287), what changed last first; positions as GeoRSS points. */
export function writeListFeed(frame: FeedFrame, items: readonly Summary[], base: string): string {
  const entries = items.map((item) => writeItem(item, base, frame.language));
  return writeFeed(frame, { updatedAt: items[0]?.provenance.changedAt, entries });
}

function writeItem(item: Summary, base: string, language: Language): string {
  const { provenance, position, excerpt, commune } = summaryWithoutLent(item);
  const { sections } = texts.plain(language);
  const page = base + entityPath(item);
  return element(
    'entry',
    {},
    [
      element('id', {}, text(item.iri)),
      element('title', {}, text(item.name)),
      element('updated', {}, text(provenance.changedAt)),
      element('author', {}, element('name', {}, text(URL.parse(provenance.source)?.host ?? provenance.source))),
      element('link', { rel: 'alternate', href: page, type: 'text/html' }, ''),
      element('link', { rel: 'alternate', href: `${page}.ttl`, type: 'text/turtle' }, ''),
      element('link', { rel: 'via', href: provenance.source }, ''),
      element('category', { term: item.type, label: sections[item.type].singular }, ''),
      element(
        'summary',
        {},
        text(
          [commune, exchangeWords(item, language), excerpt].filter(Boolean).join(' · ') || sections[item.type].singular,
        ),
      ),
      ...(position ? [element('georss:point', {}, `${position.lat} ${position.lon}`)] : []),
    ].join('\n'),
  );
}
