import { feedAddress } from '../../feeds/feed-address.ts';
import { sections } from '../../sections.ts';
import { embedTexts } from '../../texts/embed-texts.ts';
import { sourcesTexts } from '../../texts/sources-texts.ts';
import { opendataTexts, texts } from '../../texts/texts.ts';
import { html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';

/** Open data: where everything shown here can be had, and under which licence. */
export function dataPage(attributions: readonly string[], context: PageContext): string {
  const { language } = context;
  const t = texts(language);
  const d = t.data;
  const o = opendataTexts(language);
  const body = html`<div class="page data-page">
    <header class="page-header">
      <h1>${d.title}</h1>
      <p class="lead">${d.lead}</p>
    </header>
    <section id="sparql">
      <h2>${d.sparql}</h2>
      <p>${d.sparqlText}</p>
      <p><a class="button" href="/sparql">${d.sparqlLink}</a></p>
    </section>
    <section id="api">
      <h2>${d.api}</h2>
      <p>${d.apiText} <a href="/api/openapi.json">${d.apiDoc}</a></p>
      <div class="table-scroll" tabindex="0" role="region" aria-label=${d.api}>
        <table>
          <thead><tr><th scope="col">${d.list}</th><th scope="col">JSON</th><th scope="col">GeoJSON</th><th scope="col">CSV</th></tr></thead>
          <tbody>
            ${sections.map(
              ({ type, path, api }) => html`<tr>
                <th scope="row"><a href=${path}>${t.sections[type].title}</a></th>
                ${['', '.geojson', '.csv'].map((suffix) => html`<td><a href=${`/api/${api}${suffix}`}><code>/api/${api}${suffix}</code></a></td>`)}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <h3>${d.push}</h3>
      <p>${d.pushText}</p>
    </section>
    <section id="fil">
      <h2>${d.follow}</h2>
      <p>${d.followText} <a href=${feedAddress({}, language)} type="application/atom+xml">${d.followLink}</a></p>
      <p>${o.stream.text} <a href="/feed" type="application/trig"><code>/feed</code></a></p>
      <p>${o.stream.observatories}</p>
    </section>
    <section id="integrer">
      <h2>${embedTexts(language).title}</h2>
      <p>${embedTexts(language).lead} <a href="/integrer">${embedTexts(language).link}</a></p>
    </section>
    <section id="instantanes">
      <h2>${o.snapshots.title}</h2>
      <p>${o.snapshots.lead} <a href="/snapshots">${o.snapshots.title}</a> · <a href="/sources">${sourcesTexts(language).title}</a> · <a href="/catalog">${o.catalogue.title}</a></p>
    </section>
    <section id="formats"><h2>${d.formats}</h2><p>${d.formatsText}</p></section>
    <section id="vocabulaire">
      <h2>${d.vocabulary}</h2>
      <ul>
        <li><a href="/ns">${t.vocabulary.nsTitle}</a></li>
        <li><a href="/shapes">${t.vocabulary.shapesTitle}</a></li>
        <li><a href="/context.jsonld">${t.vocabulary.context}</a></li>
      </ul>
    </section>
    <section id="licences">
      <h2>${d.licenses}</h2>
      <p>${d.licensesText}</p>
      <h3>${d.attributions}</h3>
      ${attributions.length > 0 ? html`<ul>${attributions.map((line) => html`<li>${line}</li>`)}</ul>` : html`<p class="quiet">${d.noAttributions}</p>`}
    </section>
  </div>`;
  return layout({ ...frameOf(context), title: d.title, description: d.lead, body });
}
