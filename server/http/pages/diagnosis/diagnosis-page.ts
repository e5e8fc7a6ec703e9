import type { Territory } from '../../../geography/territory.ts';
import type { DiagnosisAnswer } from '../../contract.ts';
import { longDate } from '../../dates.ts';
import { withParameters } from '../../lists/pagination.ts';
import { diagnosisTexts } from '../../texts/diagnosis-texts.ts';
import { entityTexts, fill, texts } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { territoryPath } from '../lists/territory-page.ts';
import { essentialBlock } from './essential-block.ts';
import { actorsBlock, exchangesBlock, linksBlock, practicesBlock, scalesBlock } from './figure-blocks.ts';
import { effectsBlock, networksBlock } from './named-blocks.ts';

export interface DiagnosisPageInput {
  /** One territory, or two side by side. */
  readonly reports: readonly [DiagnosisAnswer, DiagnosisAnswer?];
  /** What it can be put beside. */
  readonly choices: readonly Pick<Territory, 'code' | 'name'>[];
  /** The code asked for that no territory has. */
  readonly unknown?: string;
}

/** The page of a territory's shared diagnosis. */
export function diagnosisPath(code: string): string {
  return `${territoryPath(code)}/diagnostic`;
}

/** What the profiles of a territory say together, in an order to discuss it in; alone, or beside another one. */
export function diagnosisPage({ reports, choices, unknown }: DiagnosisPageInput, context: PageContext): string {
  const { language } = context;
  const t = diagnosisTexts(language);
  const [own, other] = reports;
  const both = other ? [own, other] : [own];
  const name = both.map(({ territory }) => territory.name).join(' · ');
  const body = html`<article class="page diagnosis-page">
    <header class="page-header">
      <p class="breadcrumb"><a href=${territoryPath(own.territory.code)}>${t.back}</a></p>
      <h1>${fill(t.title, { name })}</h1>
      <p class="lead">${fill(t.lead, { date: longDate(own.at, language) })}</p>
      ${unknown !== undefined && html`<p class="notice" role="status">${fill(t.unknown, { code: unknown })}</p>`}
      ${compareForm(own, { choices, ...(other ? { other } : {}) }, context)}
      <p class="quiet small screen-only">${t.print} <a href=${`/api/territories/${own.territory.code}/diagnosis`}>${t.json}</a></p>
    </header>
    ${essentialBlock(both, context)}
    ${actorsBlock(both, context)}
    ${scalesBlock(both, context)}
    ${practicesBlock(both, context)}
    ${exchangesBlock(both, context)}
    ${networksBlock(both, context)}
    ${linksBlock(both, context)}
    ${effectsBlock(both, context)}
    <p class="quiet">${t.note}</p>
    <p class="print-only">${creditOf(own, context)}</p>
    ${appendix(own, other, context)}
  </article>`;
  return layout({
    ...frameOf(context),
    title: fill(t.title, { name }),
    description: fill(t.description, { name }),
    body,
  });
}

/** On paper there is no footer: who says this, when and under which terms. */
function creditOf({ at }: DiagnosisAnswer, { language, origin }: PageContext): string {
  const name = texts(language).layout.name;
  const site = origin ? `${name}, ${new URL(origin).host}` : name;
  return fill(diagnosisTexts(language).credit, { site, date: longDate(at, language) });
}

/** A plain form, so that it works without a script; what is chosen is in the address. */
function compareForm(
  { territory, comparable }: DiagnosisAnswer,
  { other, choices }: { readonly other?: DiagnosisAnswer; readonly choices: DiagnosisPageInput['choices'] },
  { language }: PageContext,
): Content {
  const t = diagnosisTexts(language);
  const option = ({ code, name }: Pick<Territory, 'code' | 'name'>) =>
    html`<option value=${code} selected=${code === other?.territory.code}>${name}</option>`;
  const isNear = new Set(comparable.map(({ code }) => code));
  const others = choices.filter(({ code }) => !isNear.has(code) && code !== territory.code);
  return html`<form class="compare-form" action=${diagnosisPath(territory.code)} method="get">
    <label for="avec">${t.compare}</label>
    <select id="avec" name="avec">
      ${comparable.length > 0 && html`<optgroup label=${t.comparableGroup}>${comparable.map(option)}</optgroup>`}
      ${others.length > 0 && html`<optgroup label=${t.othersGroup}>${others.map(option)}</optgroup>`}
    </select>
    ${language === 'en' && html`<input type="hidden" name="lang" value="en" />`}
    <button type="submit">${t.compareButton}</button>
    ${other && html`<a href=${withParameters(diagnosisPath(territory.code), {})}>${fill(t.alone, { name: territory.name })}</a>`}
  </form>`;
}

/** On paper links lead nowhere: the queries are printed. */
function appendix(own: DiagnosisAnswer, other: DiagnosisAnswer | undefined, context: PageContext): Content {
  const t = diagnosisTexts(context.language);
  const address = `${context.origin ?? ''}/sparql`;
  return html`<section class="diagnosis-queries print-only">
    <h2>${t.appendix}</h2>
    <p>${fill(t.appendixLead, { address })} ${other && fill(t.appendixOther, { name: other.territory.name, code: other.territory.code })}</p>
    ${Object.entries(own.queries).map(([name, query]) => html`<h3>${queryTitle(name, context)}</h3><pre><code>${query}</code></pre>`)}
  </section>`;
}

function queryTitle(name: string, { language }: PageContext): string {
  const t = diagnosisTexts(language);
  const colon = entityTexts(language).colon;
  const titles: Readonly<Record<string, string>> = {
    ...t.relations,
    actors: t.actors,
    scales: t.scales,
    practices: t.practices,
    elsewhere: t.elsewhere,
    needs: `${t.needs}${colon} ${t.total.toLowerCase()}`,
    needThemes: `${t.needs}${colon} ${t.theme.toLowerCase()}`,
    offers: `${t.offers}${colon} ${t.total.toLowerCase()}`,
    offerThemes: `${t.offers}${colon} ${t.theme.toLowerCase()}`,
    networks: t.network,
    alone: t.aloneTitle,
    effects: t.effects,
  };
  return titles[name] ?? name;
}
