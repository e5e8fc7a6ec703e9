import { actorTypes } from '../../../directory/actors/read-actors.ts';
import { filterParameters, withFilter } from '../../lists/list-address.ts';
import { choicesOf } from '../../lists/list-choices.ts';
import { pageName } from '../../lists/list-parameters.ts';
import { lastPage, withParameters } from '../../lists/pagination.ts';
import { sectionOf } from '../../sections.ts';
import { ecosystemTexts } from '../../texts/ecosystem-texts.ts';
import { counted, entityTexts, entry, fill, number, texts } from '../../texts/texts.ts';
import { glyph, shownKind } from '../frame/glyph.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf } from '../frame/page-context.ts';
import { pager } from '../frame/pager.ts';
import { facetColumn } from '../lists/facet-column.ts';
import { summaryQueries, unscaledQuery } from './ecosystem-figures.ts';
import { type EcosystemInput, summaryOf } from './ecosystem-input.ts';
import { ecosystemList } from './ecosystem-list.ts';
import { ecosystemMeaning } from './ecosystem-meaning.ts';
import { ecosystemSvg } from './ecosystem-svg.ts';

/** The page of actors as an ecosystem: drawn, told, and listed; works without script. */
export function ecosystemPage(input: EcosystemInput): string {
  const { drawing, query, places, context } = input;
  const { language, path } = context;
  const t = ecosystemTexts(language);
  const common = texts(language).list;
  const title = input.of ? fill(t.titleOf, { name: input.of }) : t.title;
  const choices = choicesOf(query.filter, places, language);
  const facets = facetColumn({ section: sectionOf('place'), filter: query.filter, page: places, context });
  const body = html`<div class="page ecosystem-page">
    <header class="page-header">
      <h1 dir="auto">${title}</h1>
      <p class="lead">${t.lead}</p>
    </header>
    ${query.leftOut.map(({ name, value }) => html`<p class="notice" role="status">${fill(common.leftOut, { name: entry(common, name, pageName(name)), value })}</p>`)}
    ${input.notices.map((notice) => html`<p class="notice" role="status">${notice}</p>`)}
    <div class="eco-choices">${choiceOf('vue', t.view, t.views, input.view, path, 'rings')}${input.view === 'rings' && choiceOf('secteurs', t.sectors, t.sectorChoices, input.sectors, path, 'practice')}</div>
    ${
      choices.length > 0 &&
      html`<ul class="chips" aria-label=${common.active}>${choices.map(
        ({ label, without }) =>
          html`<li><a class="chip" href=${withFilter(path, without)} aria-label=${fill(common.remove, { label })} rel="nofollow">${label}<span aria-hidden="true"> ×</span></a></li>`,
      )}</ul>`
    }
    <p class="total" role="status">${summaryOf(input)} ${facets && html`<a class="to-facets" href="#affiner">${common.filters}</a>`}</p>
    <p class="take-away small">${summaryQueries(input)}</p>
    ${drawing.actors.length === 0 ? nothing(input, choices.length > 0) : shown(input)}
    ${facets}
  </div>`;
  return layout({ ...frameOf(context), title, description: `${t.lead} ${summaryOf(input)}`, body });
}

function shown(input: EcosystemInput): Content {
  const { drawing, page, size, context, view } = input;
  const { language, path } = context;
  const t = ecosystemTexts(language);
  const from = (page - 1) * size;
  const last = lastPage({ total: drawing.total, size });
  return html`${
    last > 1 &&
    html`<p class="notice">${fill(t.part, { from: number(from + 1, language), to: number(from + drawing.actors.length, language), total: number(drawing.total, language) })}</p>`
  }
    <p class="to-list"><a href="#liste">${t.list}</a></p>
    <figure class="eco-figure" data-eco>
      <div class="eco-zoom" role="group" aria-label=${t.zoom} hidden data-eco-tools>
        <button type="button" class="button secondary" data-eco-zoom="in" aria-label=${t.zoomIn} title=${t.zoomIn}>+</button>
        <button type="button" class="button secondary" data-eco-zoom="out" aria-label=${t.zoomOut} title=${t.zoomOut}>−</button>
        <button type="button" class="button secondary" data-eco-zoom="whole">${t.zoomWhole}</button>
        <span class="quiet small">${t.zoomHint}</span>
      </div>
      <div class="eco-scroll" tabindex="0" role="region" aria-label=${t.title}>${ecosystemSvg(input)}</div>
      <figcaption class="eco-legend">
        <h2>${t.legend}</h2>
        <ul>
          ${signsOf(input)}
          <li>${sample(true)} ${t.legendMutual}</li>
          <li>${sample(false)} ${t.legendOneSided}</li>
        </ul>
        <p>${t.legendSize} ${view === 'rings' ? t.legendRings : t.legendNetwork}</p>
        ${view === 'rings' && drawing.unscaled > 0 && html`<p>${counted(t.unscaled, drawing.unscaled, language)} ${unscaledQuery(input)}</p>`}
      </figcaption>
    </figure>
    ${takeAway(input)}
    ${ecosystemMeaning(input)}
    ${ecosystemList(input)}
    ${pager({ page, last, path }, context)}`;
}

/** The signs of those that are drawn, and of no others. */
function signsOf({ drawing: { actors }, context: { language, findConcept } }: EcosystemInput): Content {
  const t = ecosystemTexts(language);
  const kinds = [...new Set(actors.flatMap(({ type, kinds: own }) => (type === 'place' ? shownKind(own) : [])))].sort();
  const types = actorTypes.filter((type) => type !== 'place' && actors.some((one) => one.type === type));
  return html`${kinds.map((kind) => html`<li>${glyph('place', [kind])} ${findConcept('kinds', kind)?.label[language] ?? t.types.place}</li>`)}
    ${types.map((type) => html`<li>${glyph(type)} ${t.types[type]}</li>`)}`;
}

function sample(isMutual: boolean): Content {
  return html`<svg class="eco-sample" viewBox="0 0 28 8" aria-hidden="true"><path class=${isMutual ? 'eco-tie eco-tie-mutual' : 'eco-tie'} d="M1 4h26" stroke-width="2" stroke-dasharray=${isMutual ? undefined : '4 4'} /></svg>`;
}

function takeAway({ context, query, view, sectors, named }: EcosystemInput): Content {
  const { language, path } = context;
  const t = ecosystemTexts(language);
  const picture = path.replace(/^\/ecosysteme/, '/ecosysteme.svg');
  const data = withParameters('/api/ecosystem', {
    ...filterParameters(query.filter),
    view,
    sectors,
    actors: named.join(' ') || undefined,
  });
  return html`<p class="take-away">
    ${t.take}${entityTexts(language).colon} <a href=${picture} download="ecosysteme.svg" data-eco-svg>${t.svg}</a>
    <button type="button" class="link-button" hidden data-eco-png data-failed=${t.pngFailed}>${t.png}</button>
    · <a href=${data} rel="alternate">${t.json}</a> · <a href="/donnees#licences">${t.licences}</a>
    · <a href=${withFilter('/', query.filter)}>${t.onMap}</a> · <a href=${withFilter('/lieux', query.filter)}>${t.asList}</a>
    <span role="status" data-eco-told></span>
  </p>`;
}

function nothing({ context: { language } }: EcosystemInput, isNarrowed: boolean): Content {
  const t = ecosystemTexts(language);
  return html`<div class="empty">
    <p>${isNarrowed ? t.empty : t.emptyAll}</p>
    <p>${isNarrowed ? html`<a class="button" href="/ecosysteme">${t.all}</a>` : html`<a class="button" href="/publier">${texts(language).list.publish}</a>`}</p>
  </div>`;
}

/** A choice among few as links, the chosen one marked. */
function choiceOf(
  parameter: string,
  label: string,
  choices: Readonly<Record<string, string>>,
  chosen: string,
  path: string,
  natural: string,
): Content {
  return html`<nav aria-label=${label}><span class="quiet" aria-hidden="true">${label}</span>
    <ul class="chips">${Object.entries(choices).map(([key, words]) => html`<li><a class="chip" href=${withParameters(path, { [parameter]: key === natural ? undefined : key, page: undefined })} aria-current=${key === chosen ? 'true' : undefined}>${words}</a></li>`)}</ul>
  </nav>`;
}
