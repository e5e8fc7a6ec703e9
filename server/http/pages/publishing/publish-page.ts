import type { Draft } from '../../../publish/draft.ts';
import { draftToQuads } from '../../../publish/draft-to-quads.ts';
import { writeHtmlSnippet } from '../../../publish/write-html-snippet.ts';
import { writeTurtle } from '../../../publish/write-turtle.ts';
import type { Contexts } from '../../../rdf/contexts.ts';
import { formTexts } from '../../texts/form-texts.ts';
import { texts } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';

export interface PublishPageInput {
  readonly context: PageContext;
  /** Ours among them. */
  readonly contexts: Contexts;
  /** The address that was typed and why it was refused. */
  readonly url?: string;
  readonly refusal?: string;
}

/** How to publish a profile: what it is, three ways, a first one to copy, the form that registers its address. */
export function publishPage({ context, contexts, url, refusal }: PublishPageInput): string {
  const t = texts(context.language).publish;
  const draft = exampleDraft(context);
  const address = 'https://la-fabrique-du-pont.example/fiche.ttl';
  const body = html`<div class="page publish-page">
    <header class="page-header">
      <h1>${t.title}</h1>
      <p class="lead">${t.lead}</p>
    </header>
    <p class="doors"><a class="button" href="/publier/fiche">${formTexts(context.language).title}</a></p>
    ${registerForm({ context, ...(url ? { url } : {}), ...(refusal ? { refusal } : {}) })}
    <section><h2>${t.what}</h2><p>${t.whatText}</p></section>
    <section>
      <h2>${t.ways}</h2>
      <ol class="ways">
        <li><h3>${t.wayPage}</h3><p>${t.wayPageText}</p></li>
        <li><h3>${t.wayFile}</h3><p>${t.wayFileText}</p></li>
        <li><h3>${t.wayPod}</h3><p>${t.wayPodText} ${context.pods && formTexts(context.language).podGiven} <a href="/publier/pod">${t.wayPodOpen}</a></p></li>
      </ol>
    </section>
    <section id="exemple">
      <h2>${t.first}</h2>
      <p>${t.firstText} <a href="/verifier">${t.thenCheck}</a></p>
      ${sample(t.html, writeHtmlSnippet(draft), true)}
      ${sample(t.jsonld, JSON.stringify(draft, null, 2), false)}
      ${sample(t.turtle, writeTurtle(draftToQuads(draft, address, contexts), address), false)}
    </section>
    <section><h2>${t.leave}</h2><p>${t.leaveText}</p></section>
  </div>`;
  return layout({ ...frameOf(context), title: t.title, description: t.lead, body });
}

function registerForm({ context, url, refusal }: Omit<PublishPageInput, 'contexts'>): Content {
  const t = texts(context.language).publish;
  return html`<section class="register" id="inscrire">
    <h2>${t.register}</h2>
    <p>${t.registerText}</p>
    ${refusal && html`<div class="notice error" role="alert"><p><strong>${t.refused}</strong> ${refusal}</p></div>`}
    <form class="register-form" method="post" action="/publier">
      <label for="url">${t.url}</label>
      <input id="url" type="url" name="url" value=${url} required placeholder="https://" aria-invalid=${refusal ? 'true' : undefined} />
      <button type="submit">${t.submit}</button>
    </form>
  </section>`;
}

function sample(title: string, code: string, isOpen: boolean): Content {
  return html`<details class="sample" open=${isOpen}>
    <summary class="sample-title">${title}</summary>
    <pre tabindex="0"><code>${code}</code></pre>
  </details>`;
}

/** A small profile that conforms; it does not mark itself as an example, since whoever copies it would too. */
function exampleDraft({ language }: PageContext): Draft {
  const t = texts(language).publish;
  return {
    '@context': 'https://w3id.org/obsidienne/context.jsonld',
    id: '',
    primaryTopic: {
      id: '#lieu',
      type: 'ThirdPlace',
      name: t.exampleName,
      descriptionIn: { [language]: t.exampleDescription },
      url: 'https://la-fabrique-du-pont.example/',
      email: 'bonjour@la-fabrique-du-pont.example',
      address: {
        type: 'PostalAddress',
        streetAddress: '1 quai du Pont',
        postalCode: '49130',
        addressLocality: 'Les Ponts-de-Cé',
        addressCountry: 'FR',
      },
      geo: { type: 'GeoCoordinates', latitude: 47.4247, longitude: -0.5264 },
      kind: 'craft-workshop',
      practice: 'repair-cafe',
      seeks: { id: '#besoin-1', type: 'Demand', name: t.exampleNeed, resource: 'hand-tools', exchangeState: 'open' },
    },
    language,
    license: 'https://creativecommons.org/licenses/by/4.0/',
  };
}
