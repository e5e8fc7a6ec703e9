import { byRule, type Decision } from '../../../identity/decisions.ts';
import type { Merged, MergedField, MergedValue, Source } from '../../../identity/merged-values.ts';
import { longDate } from '../../dates.ts';
import { identityTexts } from '../../texts/identity-texts.ts';
import { counted, fill } from '../../texts/texts.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { shortAddress } from './property-values.ts';

/** What a page tells of an entity that several sources describe. */
export interface MergedView {
  readonly sources: readonly Source[];
  readonly fields: readonly Merged[];
  /** The links that hold them together. */
  readonly links: readonly Decision[];
}

const longestValue = 200;

/** Each value with its source and why it was chosen, what is said otherwise, and why the sources were brought together. */
export function mergedBlock(merged: MergedView | undefined, context: PageContext): Content {
  if (!merged) return null;
  const { language } = context;
  const t = identityTexts(language);
  return html`<section class="block block-merged" id="sources-reunies">
    <h2>${t.entity.title}</h2>
    <p class="quiet">${counted(t.entity.lead, merged.sources.length, language)}</p>
    <dl class="properties">
      ${merged.fields.map((field) => fieldOf(field, context))}
    </dl>
    <h3>${t.entity.sources}</h3>
    <ul class="merged-sources">
      ${merged.sources.map(
        (source) =>
          html`<li>${sourceLink(source, context)} <span class="quiet">${t.entity.authority[source.authority]}, ${fill(t.entity.changed, { date: longDate(source.changedAt, language) })}</span></li>`,
      )}
    </ul>
    ${merged.links.map(
      ({ reasons, by, at }) => html`<p class="quiet small">
        ${t.entity.because} ${reasons.map((reason) => reason[language]).join(', ')}.
        ${' '}${fill(t.entity.mergedBy, { by: whoOf(by, context), date: longDate(at, language) })}.
      </p>`,
    )}
  </section>`;
}

/** "automatically", or who decided. */
export function whoOf(by: string, { language }: PageContext): string {
  const t = identityTexts(language);
  return by === byRule ? t.byRule : fill(t.byOperator, { by: by === '' ? t.anonymous : by });
}

function fieldOf({ field, text, sources, choice, others }: Merged, context: PageContext): Content {
  const { language } = context;
  const t = identityTexts(language);
  const said = (value: MergedValue) =>
    html`${shownValue(field, value.text)} <span class="quiet small">${sources.length > 0 && accordingTo(value.sources, context)}</span>`;
  const otherSources = others.flatMap((other) => other.sources).length;
  return html`<div class="property">
    <dt>${t.fields[field]}</dt>
    <dd>
      ${said({ text, sources })} <span class="quiet small">· ${t.entity.choice[choice]}</span>
      ${
        others.length > 0 &&
        html`<details class="also-said">
          <summary>${counted(t.entity.alsoSaid, otherSources, language)}</summary>
          <ul>${others.map((other) => html`<li>${said(other)}</li>`)}</ul>
        </details>`
      }
    </dd>
  </div>`;
}

function shownValue(field: MergedField, text: string): Content {
  const address = field === 'url' ? webAddress(text) : undefined;
  if (address) return html`<a href=${address} rel="external nofollow">${shortAddress(address)}</a>`;
  return html`<span dir="auto">${text.length > longestValue ? `${text.slice(0, longestValue)}…` : text}</span>`;
}

function accordingTo(sources: readonly Source[], context: PageContext): Content {
  const t = identityTexts(context.language).entity;
  const [before, after] = t.accordingTo.split('{who}');
  return html`${before}${sources.map((source, index) => html`${index > 0 && ', '}${sourceLink(source, context)}`)}${after}`;
}

function sourceLink({ source }: Source, context: PageContext): Content {
  const address = webAddress(source);
  return address
    ? html`<a href=${context.reach(address)} rel="external nofollow">${shortAddress(address)}</a>`
    : source;
}
