import type { Facet } from '../../../directory/entity.ts';
import { embedTexts } from '../../texts/embed-texts.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import type { EmbedView } from './embed-page.ts';

/** What was chosen for an embed, as its address says it. */
export interface EmbedChoices {
  readonly type: string;
  readonly pratique: string;
  readonly reseau: string;
  readonly territoire: string;
  readonly vue: EmbedView;
  readonly couleur: string;
  readonly hauteur: number;
}

export interface IntegratePageInput {
  readonly context: PageContext;
  readonly choices: EmbedChoices;
  /** The values that can be chosen, by the names of the choices. */
  readonly facets: Readonly<Record<'type' | 'pratique' | 'reseau' | 'territoire', readonly Facet[]>>;
  /** The embed's address, absolute. */
  readonly src: string;
  readonly script: string;
  /** Why the colour was not taken. */
  readonly refusal?: string | undefined;
}

/** The page that makes the lines to paste into one's own site: a form without script, a preview, two ways. */
export function integratePage({ context, choices, facets, src, script, refusal }: IntegratePageInput): string {
  const { language } = context;
  const t = embedTexts(language);
  const label = t.label;
  const frame = `<iframe src="${src}" title="${label}" width="100%" height="${choices.hauteur}" loading="lazy"></iframe>`;
  const element = `<script type="module" src="${script}"></script>\n<obsidienne-map src="${src}" height="${choices.hauteur}" label="${label}"></obsidienne-map>`;
  const select = (
    name: 'type' | 'pratique' | 'reseau' | 'territoire',
    title: string,
  ): Content => html`<div class="field">
    <label for=${name}>${title}</label>
    <select id=${name} name=${name}>
      <option value="">${t.all}</option>
      ${facets[name].map((facet) => html`<option value=${facet.key} selected=${choices[name] === facet.key}>${facet.label[language]} (${facet.count})</option>`)}
    </select>
  </div>`;
  const body = html`<div class="page integrate-page">
    <header class="page-header"><h1>${t.title}</h1><p class="lead">${t.lead}</p></header>
    ${refusal && html`<div class="notice error" role="alert"><p>${refusal}</p></div>`}
    <form class="integrate-form" method="get" action="/integrer">
      ${select('territoire', t.territory)}${select('reseau', t.network)}${select('pratique', t.practice)}${select('type', t.kind)}
      <div class="field">
        <label for="vue">${t.view}</label>
        <p class="hint" id="vue-aide">${t.viewHint}</p>
        <select id="vue" name="vue" aria-describedby="vue-aide">
          <option value="carte" selected=${choices.vue === 'carte'}>${t.map}</option>
          <option value="complete" selected=${choices.vue === 'complete'}>${t.full}</option>
          <option value="liste" selected=${choices.vue === 'liste'}>${t.list}</option>
        </select>
      </div>
      <div class="field"><label for="hauteur">${t.height}</label><input id="hauteur" type="number" name="hauteur" min="240" max="2000" value=${choices.hauteur} /></div>
      <div class="field"><label for="couleur">${t.colour}</label><p class="hint" id="couleur-aide">${t.colourHint}</p><input id="couleur" type="text" name="couleur" value=${choices.couleur} placeholder="b4420f" pattern="#?[0-9a-fA-F]{6}" aria-describedby="couleur-aide" /></div>
      ${language === 'en' && html`<input type="hidden" name="lang" value="en" />`}
      <button type="submit">${t.submit}</button>
    </form>
    <section><h2>${t.preview}</h2><iframe class="integrate-preview" src=${src} title=${label} height=${choices.hauteur}></iframe></section>
    <section>
      <h2>${t.take}</h2>
      <h3>${t.frame}</h3>
      <pre tabindex="0"><code data-copy>${frame}</code></pre>
      <h3>${t.element}</h3>
      <pre tabindex="0"><code data-copy>${element}</code></pre>
      <p>${t.privacy}</p>
    </section>
  </div>`;
  return layout({ ...frameOf(context), title: t.title, description: t.lead, body });
}
