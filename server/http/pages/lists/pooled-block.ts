import type { PooledExchange, PoolReader } from '../../../directory/pooled.ts';
import { entityPath } from '../../sections.ts';
import { counted, entityTexts, fill, number, texts } from '../../texts/texts.ts';
import { entityRow } from '../entity/entity-row.ts';
import { conceptChip } from '../entity/property-values.ts';
import { figureLink } from '../frame/figure-link.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

/** Needs or offers of several actors: those shown, and how many there are. */
export type Pooled = ReturnType<PoolReader>;

/** What several actors seek or offer, by resource, each with whose it is; nothing when there is none. */
export function pooledBlock(
  { total, items }: Pooled,
  {
    type,
    title,
    all,
    query,
  }: {
    readonly type: 'need' | 'offer';
    readonly title: string;
    /** The page of them all. */
    readonly all?: string;
    /** The query that counts the same. */
    readonly query: string;
  },
  context: PageContext,
): Content {
  if (total === 0) return null;
  const { language } = context;
  const t = entityTexts(language).network;
  const byResource = Map.groupBy(items, ({ resources }) => resources[0]);
  return html`<section class=${`block block-pooled block-${type}s`}>
    <h2>${title} <span class="count">${counted(texts(language).sections[type], total, language)}</span></h2>
    <p class="take-away small">${figureLink(query, { title, counts: total }, context)}</p>
    ${[...byResource].map(
      ([resource, group]) => html`<div class="relation">
        <h3>${resource ? conceptChip(resource, language) : t.other}</h3>
        ${pooledRows(group, type, context)}
      </div>`,
    )}
    ${
      total > items.length &&
      (all
        ? html`<p class="see-all"><a href=${all}>${fill(entityTexts(language).links.all, { count: counted(texts(language).sections[type], total, language) })}</a></p>`
        : html`<p class="quiet">${fill(t.more, { count: number(total - items.length, language) })}</p>`)
    }
  </section>`;
}

/** Needs or offers as rows, each with whose it is. */
export function pooledRows(items: readonly PooledExchange[], type: 'need' | 'offer', context: PageContext): Content {
  const t = entityTexts(context.language).network;
  const said = type === 'need' ? t.soughtBy : t.offeredBy;
  return html`<ul class="entity-list">
    ${items.map(({ exchange, actor }) => entityRow(exchange, context, { note: byWhom(said, actor), isOwn: true }))}
  </ul>`;
}

function byWhom(sentence: string, actor: PooledExchange['actor']): Content {
  const [before = '', after = ''] = sentence.split('{who}');
  return html`<span class="said">${before}<a href=${entityPath(actor)} dir="auto">${actor.name}</a>${after}</span>`;
}
