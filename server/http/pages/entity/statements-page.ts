import type { Span, Statement } from '../../../opendata/history/statements.ts';
import { longDate } from '../../dates.ts';
import { identityTexts } from '../../texts/identity-texts.ts';
import { counted, fill } from '../../texts/texts.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { pager } from '../frame/pager.ts';
import { timeAgo } from '../frame/time.ts';
import { shortAddress } from './property-values.ts';
import { type Names, propertyLabel, statementValue } from './statement-value.ts';

/** One page of the statements on an entity. */
export interface StatementsInput {
  readonly name: string;
  readonly iri: string;
  /** The entity's page. */
  readonly home: string;
  /** By property: those of one property follow each other. */
  readonly statements: readonly Statement[];
  readonly total: number;
  readonly page: number;
  readonly last: number;
  readonly isPerson: boolean;
  readonly names: Names;
}

/** Every value with its document, when it was first and last read, whether it is first-hand, and what was said before; several sources side by side. */
export function statementsPage(input: StatementsInput, context: PageContext): string {
  const { language } = context;
  const t = identityTexts(language).provenance;
  const { name, home, statements, total, page, last } = input;
  const path = `${home}/provenance`;
  const properties = Map.groupBy(statements, (statement) => statement.path.join(' '));
  const query = `/sparql?${new URLSearchParams({ example: 'value-history', place: input.iri })}`;
  const body = html`<div class="page provenance-page">
    <header class="page-header">
      <p class="breadcrumb"><a href=${home}>${name}</a></p>
      <h1>${t.heading}</h1>
      <p class="lead">${total === 0 ? t.none : counted(t.lead, total, language)}</p>
      ${input.isPerson && html`<p class="quiet">${t.personNote}</p>`}
    </header>
    ${sourceList(statements, context)}
    ${[...properties.values()].map((told) => propertyOf(told, input.names, context))}
    ${pager({ page, last, path }, context)}
    <p class="take-away">${t.asData} <a href=${`${path}.json`}>JSON</a> <a href=${`${path}.ttl`}>Turtle</a> ${!input.isPerson && html`<a href=${query}>${t.query}</a>`}</p>
  </div>`;
  return layout({
    ...frameOf(context),
    title: fill(t.title, { name }),
    body,
    head: html`<meta name="robots" content="noindex" />`,
  });
}

/** Who speaks, once for the page: each value then names its document shortly. */
function sourceList(statements: readonly Statement[], context: PageContext): Content {
  const t = identityTexts(context.language).provenance;
  const documents = Map.groupBy(statements, ({ document }) => document);
  if (documents.size === 0) return null;
  return html`<section class="told-sources">
    <h2>${t.documents}</h2>
    <ul>
      ${[...documents].map(([document, [first]]) => {
        const latest =
          documents
            .get(document)
            ?.map(({ readAt }) => readAt)
            .sort()
            .at(-1) ?? '';
        return html`<li>${documentLink(document, context)} <span class="quiet">${first?.isFirstHand ? t.firstHand : t.thirdParty}, ${fill(t.readOn, { date: longDate(latest, context.language) })}</span></li>`;
      })}
    </ul>
  </section>`;
}

/** One property: what each document says of it, and said before. */
function propertyOf(told: readonly Statement[], names: Names, context: PageContext): Content {
  const documents = Map.groupBy(told, ({ document }) => document);
  const label = (told[0]?.path ?? []).map((property) => propertyLabel(property, names, context)).join(', ');
  return html`<section class="told">
    <h2>${label}</h2>
    <div class="told-by">
      ${[...documents.values()].map((statements) => wordsOf(statements, names, context))}
    </div>
  </section>`;
}

/** What one document says of one property, with since when, and what it said before. */
function wordsOf(statements: readonly Statement[], names: Names, context: PageContext): Content {
  const t = identityTexts(context.language).provenance;
  const said = statements.filter(({ isSaid }) => isSaid);
  const before = statements.filter(({ isSaid }) => !isSaid);
  const [first] = statements;
  return html`<div class="told-words">
    ${spansOf(said, names, context)}
    ${before.length > 0 && html`<div class="told-before"><p class="quiet small">${said.length > 0 ? t.before : t.noMore}</p>${spansOf(before, names, context)}</div>`}
    ${first && html`<p class="quiet small">${first.isFirstHand ? t.says : t.according} ${documentLink(first.document, context)}${said[0] && html`, ${t.lastRead} ${timeAgo(said[0].readAt, context)}`}</p>`}
  </div>`;
}

/** Values that were said for the same time share one line on when that was. */
function spansOf(statements: readonly Statement[], names: Names, context: PageContext): Content {
  const together = Map.groupBy(statements, ({ spans }) => JSON.stringify(spans));
  return [...together.values()].map(
    (alike) => html`<div class="told-value">
      ${alike.map((statement) => {
        const value = statementValue(statement, names, context);
        return html`<p dir="auto">${statement.isSaid ? value : html`<s>${value}</s>`}</p>`;
      })}
      ${alike[0] && whenOf(alike[0], context)}
    </div>`,
  );
}

function whenOf({ readAt, spans }: Statement, { language }: PageContext): Content {
  const t = identityTexts(language).provenance;
  const tell = ({ from, to }: Span) =>
    to === undefined
      ? fill(t.sinceDate, { date: longDate(from, language) })
      : fill(t.span, { from: longDate(from, language), to: longDate(to, language) });
  const last = spans.at(-1) ?? { from: readAt };
  const line = html`<p class="quiet small">${tell(last)}</p>`;
  if (spans.length < 2) return line;
  return html`${line}<details class="small"><summary>${counted(t.spans, spans.length, language)}</summary><ul>${spans.map((span) => html`<li>${tell(span)}</li>`)}</ul></details>`;
}

function documentLink(document: string, context: PageContext): Content {
  const address = webAddress(document);
  return address
    ? html`<a href=${context.reach(address)} rel="external nofollow">${shortAddress(address)}</a>`
    : document;
}
