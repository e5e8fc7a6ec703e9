import type { DiagnosisAnswer, NamedEntity } from '../../contract.ts';
import { entityPath } from '../../sections.ts';
import { diagnosisTexts } from '../../texts/diagnosis-texts.ts';
import { entityTexts, fill, number } from '../../texts/texts.ts';
import { effectsList } from '../entity/effects-list.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { columnsOf, totalsTable } from './figure-blocks.ts';
import { figureTable } from './figure-table.ts';

type Reports = readonly DiagnosisAnswer[];

/** Networks by their members here, and the places that are in none. */
export function networksBlock(reports: Reports, context: PageContext): Content {
  const { language } = context;
  const t = diagnosisTexts(language);
  const networks = new Map(reports.flatMap(({ networks: { items } }) => items.map((one) => [one.key, one] as const)));
  const members = ({ networks: { items } }: DiagnosisAnswer, key: string) =>
    items.find((one) => one.key === key)?.count ?? 0;
  const table = figureTable(
    {
      caption: t.network,
      label: t.network,
      columns: columnsOf(reports, [{ title: t.members, query: 'networks' }]),
      rows: [...networks.values()].map((network) => ({
        label: link(network),
        cells: reports.map((report) => number(members(report, network.key), language)),
      })),
    },
    context,
  );
  const alone = totalsTable(
    reports,
    {
      caption: t.aloneTitle,
      label: t.aloneCount,
      columns: [{ title: t.here, query: 'alone' }],
      of: (report) => [report.alone.total],
    },
    context,
  );
  return html`<section class="block diagnosis-block" id="reseaux">
    <h2>${t.networks}</h2>
    ${table}
    ${reports.map(({ networks: { total, items } }) => more(total - items.length, context))}
    ${alone}
    ${reports.map(
      ({ territory, alone: { total, items } }) =>
        total > 0 &&
        html`<p class="diagnosis-names">
          ${reports.length > 1 && html`<strong>${territory.name}</strong>${entityTexts(language).colon} `}${items.map((one, index) => html`${index > 0 && ', '}${link(one)}`)}
          ${more(total - items.length, context)}
        </p>`,
    )}
  </section>`;
}

/** Effects with for whom they are and what shows them; that nothing shows them is said. */
export function effectsBlock(reports: Reports, context: PageContext): Content {
  const { language } = context;
  const t = diagnosisTexts(language);
  const table = totalsTable(
    reports,
    {
      caption: t.effects,
      label: t.effect,
      columns: [
        { title: t.claimed, query: 'effects' },
        { title: t.evidenced, query: 'effects' },
      ],
      of: ({ effects }) => [effects.total, effects.evidenced],
    },
    context,
  );
  return html`<section class="block diagnosis-block" id="effets">
    <h2>${t.effects}</h2>
    ${table}
    ${reports.map(
      ({ territory, effects: { total, items } }) =>
        total > 0 &&
        html`${reports.length > 1 && html`<h3>${territory.name}</h3>`}
          ${effectsList(items, context)}
          ${more(total - items.length, context)}`,
    )}
    <p class="quiet small">${t.effectsNote}</p>
  </section>`;
}

function link(one: NamedEntity): Content {
  return html`<a href=${entityPath(one)} dir="auto">${one.name}</a>`;
}

function more(count: number, { language }: PageContext): Content {
  return (
    count > 0 &&
    html` <span class="quiet">${fill(diagnosisTexts(language).more, { count: number(count, language) })}</span>`
  );
}
