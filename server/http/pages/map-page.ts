import { texts } from '../texts/texts.ts';
import { html } from './html.ts';
import { type LayoutInput, layout } from './layout.ts';

/** The map: a frame that the map's script fills; without script, the way to the list of places. */
export function mapPage(frame: Pick<LayoutInput, 'language' | 'path' | 'origin' | 'assets'>): string {
  const t = texts(frame.language);
  const body = html`<h1 class="visually-hidden">${t.layout.map}</h1>
    <div id="map-app">
      <noscript><p class="page">${t.layout.tagline} <a href="/lieux">${t.error.goPlaces}</a></p></noscript>
    </div>`;
  return layout({ ...frame, title: t.layout.name, description: t.layout.tagline, body, bodyClass: 'map-body', footer: false });
}
