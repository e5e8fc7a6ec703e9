import type { Statement } from '../../../opendata/history/statements.ts';
import { longDate } from '../../dates.ts';
import { identityTexts } from '../../texts/identity-texts.ts';
import { counted, entry, fill, texts } from '../../texts/texts.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { pager } from '../frame/pager.ts';
import { shortAddress } from './property-values.ts';

/** One page of the statements on an entity. */
export interface StatementsInput {
  readonly name: string;
  /** The entity's page. */
  readonly home: string;
  readonly statements: readonly Statement[];
  readonly total: number;
  readonly page: number;
  readonly last: number;
  readonly isPerson: boolean;
}

const longestValue = 300;

/** Every statement with its document, when it was first and last read, whether it is first-hand, and its history. */
export function statementsPage(input: StatementsInput, context: PageContext): string {
  const { language } = context;
  const t = identityTexts(language).provenance;
  const { name, home, statements, total, page, last } = input;
  const path = `${home}/provenance`;
  const body = html`<div class="page provenance-page">
    <header class="page-header">
      <p class="breadcrumb"><a href=${home}>${name}</a></p>
      <h1>${t.heading}</h1>
      <p class="lead">${total === 0 ? t.none : counted(t.lead, total, language)}</p>
      ${input.isPerson && html`<p class="quiet">${t.personNote}</p>`}
    </header>
    ${
      total > 0 &&
      html`<div class="table-scroll" tabindex="0" role="region" aria-label=${t.heading}>
      <table class="statements">
        <thead><tr><th scope="col">${t.property}</th><th scope="col">${t.value}</th><th scope="col">${t.document}</th><th scope="col">${t.hand}</th><th scope="col">${t.since}</th><th scope="col">${t.readAt}</th></tr></thead>
        <tbody>${statements.map((statement) => rowOf(statement, context))}</tbody>
      </table>
    </div>`
    }
    ${pager({ page, last, path }, context)}
    <p class="take-away">${t.asData} <a href=${`${path}.json`}>JSON</a> <a href=${`${path}.ttl`}>Turtle</a> <a href="/sparql?example=value-sources">${t.query}</a></p>
  </div>`;
  return layout({
    ...frameOf(context),
    title: fill(t.title, { name }),
    body,
    head: html`<meta name="robots" content="noindex" />`,
  });
}

function rowOf(statement: Statement, context: PageContext): Content {
  const { language } = context;
  const t = identityTexts(language).provenance;
  const { path, value, isIri, document, isFirstHand, isSaid, readAt, spans } = statement;
  const [first, end] = [spans[0]?.from ?? readAt, spans.at(-1)?.to];
  const time = (moment: string) => html`<time datetime=${moment}>${longDate(moment, language)}</time>`;
  const address = webAddress(document);
  return html`<tr class=${isSaid ? undefined : 'said-no-more'}>
    <th scope="row" title=${path.join(' / ')}>${path.map((property, index) => [index > 0 && ' / ', labelOf(property, context)])}</th>
    <td dir="auto">${isIri && webAddress(value) ? html`<a href=${value} rel="nofollow">${shortAddress(value) + (URL.parse(value)?.hash ?? '')}</a>` : value.length > longestValue ? `${value.slice(0, longestValue)}…` : value}${statement.language && html` <span class="quiet small">${statement.language}</span>`}</td>
    <td>${address ? html`<a href=${context.reach(address)} rel="external nofollow">${shortAddress(address)}</a>` : document}</td>
    <td>${isFirstHand ? t.yes : t.no}</td>
    <td>${time(first)}
      ${!isSaid && end && html`<br /><span class="quiet">${fill(t.until, { date: longDate(end, language) })}</span>`}
      ${
        spans.length > 1 &&
        html`<details><summary>${t.spans}</summary><ul>${spans.map(
          ({ from, to }) =>
            html`<li>${to === undefined ? fill(t.spanOpen, { from: longDate(from, language) }) : fill(t.span, { from: longDate(from, language), to: longDate(to, language) })}</li>`,
        )}</ul></details>`
      }
    </td>
    <td>${time(readAt)}</td>
  </tr>`;
}

/** What a property is called here, else the last word of its address, as code. */
function labelOf(property: string, { language }: PageContext): Content {
  const name = property.split(/[/#]/).at(-1) ?? property;
  const { properties, relations } = texts(language);
  const { fields } = identityTexts(language);
  const label = entry(fields, name, entry(properties, name, entry(relations, name, '')));
  return label === '' ? html`<code>${name}</code>` : label;
}
