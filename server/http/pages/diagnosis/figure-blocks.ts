import type { DiagnosisAnswer } from '../../contract.ts';
import { narrowedList } from '../../lists/list-query.ts';
import { sectionOf } from '../../sections.ts';
import { diagnosisTexts } from '../../texts/diagnosis-texts.ts';
import { fill, number, texts } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { territoryPath } from '../lists/territory-page.ts';
import { type FigureColumn, figureTable } from './figure-table.ts';

type Reports = readonly DiagnosisAnswer[];

/** The labels of what any of the territories counts, the most first, and what each counts under it. */
function joined<Row extends { readonly key: string; readonly label: string }>(
  reports: Reports,
  rowsOf: (report: DiagnosisAnswer) => readonly Row[],
) {
  const byReport = reports.map((report) => new Map(rowsOf(report).map((row) => [row.key, row])));
  const labels = new Map(reports.flatMap((report) => rowsOf(report).map(({ key, label }) => [key, label] as const)));
  return [...labels].map(([key, label]) => ({ key, label, of: byReport.map((rows) => rows.get(key)) }));
}

/** The columns of each territory, one territory after the other. */
export function columnsOf(
  reports: Reports,
  columns: readonly { readonly title: string; readonly query: string }[],
): FigureColumn[] {
  return reports.flatMap(({ territory, queries }) =>
    columns.map(({ title, query }) => ({ territory: territory.name, title, query: queries[query] ?? '' })),
  );
}

/** A table of one row: some totals of each territory. */
export function totalsTable(
  reports: Reports,
  {
    caption,
    label,
    columns,
    of,
  }: {
    readonly caption: string;
    readonly label: string;
    readonly columns: Parameters<typeof columnsOf>[1];
    readonly of: (report: DiagnosisAnswer) => readonly number[];
  },
  context: PageContext,
): Content {
  const cells = reports.flatMap(of).map((total) => number(total, context.language));
  return figureTable({ caption, label, columns: columnsOf(reports, columns), rows: [{ label, cells }] }, context);
}

function block(id: string, title: string, content: Content): Content {
  return html`<section class="block diagnosis-block" id=${id}><h2>${title}</h2>${content}</section>`;
}

/** Who acts: places, organisations, networks, people. */
export function actorsBlock(reports: Reports, context: PageContext): Content {
  const { language } = context;
  const t = diagnosisTexts(language);
  const [first] = reports;
  const rows = (first?.actors ?? []).map(({ type }) => {
    const counts = reports.map(({ actors }) => actors.find((one) => one.type === type)?.count ?? 0);
    const href = narrowedList(sectionOf(type), 'territory', first?.territory.code ?? '');
    return {
      // The list has those with an address here, this figure also those that run a place here.
      label:
        type === 'organization'
          ? texts(language).sections[type].title
          : html`<a href=${href}>${texts(language).sections[type].title}</a>`,
      cells: counts.map((count) => number(count, language)),
    };
  });
  const columns = columnsOf(reports, [{ title: t.count, query: 'actors' }]);
  return block(
    'acteurs',
    t.actors,
    html`${figureTable({ caption: t.actors, label: t.actor, columns, rows }, context)}<p class="quiet small">${t.actorsNote}</p>`,
  );
}

/** At which scales they say to act; that nobody does is a finding too. */
export function scalesBlock(reports: Reports, context: PageContext): Content {
  const { language } = context;
  const t = diagnosisTexts(language);
  const rows = joined(reports, ({ scales }) => scales).map(({ label, of }) => ({
    label,
    cells: of.map((row) => number(row?.count ?? 0, language)),
  }));
  const columns = columnsOf(reports, [{ title: t.scaleCount, query: 'scales' }]);
  return block('echelles', t.scales, figureTable({ caption: t.scales, label: t.scale, columns, rows }, context));
}

/** What places do, and what they do not do though others like them do. */
export function practicesBlock(reports: Reports, context: PageContext): Content {
  const { language } = context;
  const t = diagnosisTexts(language);
  const table = (caption: string, rowsOf: (report: DiagnosisAnswer) => DiagnosisAnswer['practices']) => {
    const rows = joined(reports, rowsOf).map(({ key, label, of }) => ({
      label: html`<a href=${`/pratiques/${key}`}>${label}</a>`,
      cells: of.flatMap((row, index) => {
        // What one territory misses, the other one may have.
        const told = row ?? all(reports[index]).find((one) => one.key === key);
        const total = reports[index]?.comparable.length ?? 0;
        return [number(told?.count ?? 0, language), fill(t.ofComparable, { count: told?.elsewhere ?? 0, total })];
      }),
    }));
    const columns = columnsOf(reports, [
      { title: t.here, query: 'practices' },
      { title: t.elsewhere, query: 'elsewhere' },
    ]);
    return figureTable({ caption, label: t.practice, columns, rows }, context);
  };
  return html`${block('pratiques', t.practices, html`${comparedWith(reports, context)}${table(t.practices, ({ practices }) => practices)}`)}
    ${block(
      'manques',
      t.missing,
      reports.every(({ missing }) => missing.length === 0)
        ? html`<p class="quiet">${t.missingNone}</p>`
        : html`<p class="quiet">${t.missingLead}</p>${table(t.missing, ({ missing }) => missing)}`,
    )}`;
}

function all(report: DiagnosisAnswer | undefined): DiagnosisAnswer['practices'] {
  return report ? [...report.practices, ...report.missing] : [];
}

/** With whom a territory is compared, and how these were chosen. */
function comparedWith(reports: Reports, { language }: PageContext): Content {
  const t = diagnosisTexts(language);
  return html`<p class="quiet">${t.how}</p>
    ${reports.map(
      ({ territory, comparable }) =>
        comparable.length > 0 &&
        html`<p>
          ${fill(t.howFor, { name: territory.name })} ${comparable.map(({ code, name, places }, index) => html`${index > 0 && ', '}<a href=${territoryPath(code)}>${name}</a> (${number(places, language)})`)}.
        </p>`,
    )}`;
}

/** Open needs and offers, side by side by theme. */
export function exchangesBlock(reports: Reports, context: PageContext): Content {
  const { language } = context;
  const t = diagnosisTexts(language);
  const themes = joined(reports, ({ needs, offers }) => [...needs.themes, ...offers.themes]);
  const count = (rows: DiagnosisAnswer['scales'], key: string) => rows.find((row) => row.key === key)?.count ?? 0;
  const rows = themes.map(({ key, label }) => ({
    label: html`<a href=${`/vocab/resources/${key}`}>${label}</a>`,
    cells: reports.flatMap(({ needs, offers }) =>
      [needs, offers].map(({ themes: counted }) => number(count(counted, key), language)),
    ),
  }));
  const table = figureTable(
    {
      caption: t.exchanges,
      label: t.theme,
      columns: columnsOf(reports, [
        { title: t.needs, query: 'needThemes' },
        { title: t.offers, query: 'offerThemes' },
      ]),
      rows,
    },
    context,
  );
  const totals = totalsTable(
    reports,
    {
      caption: `${t.needs}, ${t.offers}`,
      label: t.total,
      columns: [
        { title: t.needs, query: 'needs' },
        { title: t.offers, query: 'offers' },
      ],
      of: ({ needs, offers }) => [needs.total, offers.total],
    },
    context,
  );
  return block('besoins', t.exchanges, html`${table}${totals}<p class="quiet small">${t.exchangesNote}</p>`);
}

/** Links, and those that both ends acknowledge. */
export function linksBlock(reports: Reports, context: PageContext): Content {
  const { language } = context;
  const t = diagnosisTexts(language);
  const columns = reports.flatMap(({ territory }) =>
    [t.linkCount, t.mutual].map((title) => ({ territory: territory.name, title })),
  );
  const rows = (reports[0]?.links ?? []).map(({ relation }) => ({
    label: t.relations[relation],
    cells: reports.flatMap(({ links }) => {
      const found = links.find((one) => one.relation === relation);
      return [number(found?.links ?? 0, language), number(found?.mutual ?? 0, language)];
    }),
    queries: columnsOf(reports, [{ title: t.relations[relation], query: relation }]),
  }));
  const tables = figureTable({ caption: t.links, label: t.relation, columns, rows }, context);
  return block('liens', t.links, html`${tables}<p class="quiet small">${t.linksNote}</p>`);
}
