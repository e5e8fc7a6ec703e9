import type { Mapping } from '../../crosswalk/mapping.ts';
import { departementOutlines } from '../../geography/departement-outlines.ts';
import { html, render } from '../../http/pages/frame/html.ts';
import type { Imported } from './import-set.ts';
import { tellLoss } from './tell-loss.ts';

/** One place of a preview. */
export interface Previewed {
  readonly name: string;
  readonly where: string;
  readonly lat?: number;
  readonly lon?: number;
  readonly isApproximate: boolean;
}

type Box = readonly [west: number, south: number, east: number, north: number];
interface Located extends Previewed {
  readonly lat: number;
  readonly lon: number;
}

const mainland: Box = [-5.6, 41.2, 9.8, 51.3];
const width = 900;
const listed = 100;

/** Draws a set that is not stored: a page of its own without any address in it, that opens from a folder. French and English together, since no reader has chosen yet. */
export function drawPreview(mapping: Mapping, places: readonly Previewed[], imported: Imported): string {
  const located = places.filter((place): place is Located => place.lat !== undefined && place.lon !== undefined);
  const isInside = ({ lon, lat }: Located) =>
    lon > mainland[0] && lon < mainland[2] && lat > mainland[1] && lat < mainland[3];
  const here = located.filter(isInside);
  const elsewhere = located.filter((place) => !isInside(place));
  const approximate = located.filter(({ isApproximate }) => isApproximate).length;
  const page = html`<html lang="fr"><head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width" />
<title>Aperçu : ${mapping.title.fr}</title>
<style>
  :root { color-scheme: light dark; --ink: #1d2b2a; --paper: #fbf9f4; --line: #b9c4bf; --land: #eef0e8; --dot: #0b6b5d; --about: #b45309 }
  @media (prefers-color-scheme: dark) { :root { --ink: #e9efec; --paper: #14201f; --line: #47605a; --land: #1d2d2b; --dot: #5fd0bb; --about: #f0b35e } }
  body { font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 64rem; margin: 0 auto; padding: 1rem }
  p [lang=en]::before, li [lang=en]::before { content: '· '; }
  svg { overflow: hidden; width: 100%; height: auto; max-height: 80vh; border: 1px solid var(--line) } .land { fill: var(--land); stroke: var(--line); stroke-width: .8 }
  .grid { stroke: var(--line); stroke-width: .5 } svg text { fill: var(--ink); font-size: 12px }
  circle { fill: var(--dot); fill-opacity: .75 } circle.about { fill: var(--paper); stroke: var(--about); stroke-width: 2 }
  .counts { display: flex; flex-wrap: wrap; gap: .5rem 2rem; padding: 0; list-style: none } .counts b { font-size: 1.4rem }
  table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid var(--line) } pre { white-space: pre-wrap; overflow-wrap: anywhere } td:last-child { white-space: nowrap } .wide { overflow-x: auto }
</style></head>
<body><main>
<h1>${mapping.title.fr}</h1>
<p>Aperçu avant import : rien n’est enregistré. <span lang="en">Preview before the import: nothing is stored.</span></p>
<ul class="counts">
  <li><b>${imported.records}</b> fiches <span lang="en">records</span></li>
  <li><b>${imported.added.count}</b> nouvelles <span lang="en">new</span></li>
  <li><b>${imported.changed.count}</b> changées <span lang="en">changed</span></li>
  <li><b>${imported.removed.count}</b> disparues <span lang="en">gone</span></li>
  <li><b>${places.length - located.length}</b> sans position <span lang="en">without position</span></li>
  <li><b>${approximate}</b> placées au centre de la commune <span lang="en">at the centre of their commune</span> (○)</li>
</ul>
${places.length < imported.records ? html`<p>Les ${places.length} premières sont dessinées. <span lang="en">The first ${places.length} are drawn.</span></p>` : ''}
${here.length > 0 ? mapOf(here, boxOf(here, 0.4), 'France métropolitaine · Mainland France', true) : ''}
${elsewhere.length > 0 ? mapOf(elsewhere, boxOf(elsewhere), 'Ailleurs · Elsewhere', false) : ''}
<h2>Fiches · <span lang="en">Records</span></h2>
<div class="wide" tabindex="0" role="region" aria-label="Fiches"><table><thead><tr><th scope="col">Nom</th><th scope="col">Adresse</th><th scope="col">Position</th></tr></thead><tbody>
${places.slice(0, listed).map(row)}
</tbody></table></div>
${places.length > listed ? html`<p>… ${places.length - listed} de plus. <span lang="en">${places.length - listed} more.</span></p>` : ''}
<h2>Ce qui a été perdu ou deviné · <span lang="en">What was lost or guessed</span></h2>
<pre>${tellLoss(imported.report).join('\n')}</pre>
<p>${mapping.attribution}</p>
</main></body>
</html>`;
  return `<!doctype html>\n${render(page)}\n`;
}

function row({ name, where, lat, lon, isApproximate }: Previewed) {
  const position =
    lat === undefined || lon === undefined ? '—' : `${isApproximate ? '≈ ' : ''}${lat.toFixed(4)}, ${lon.toFixed(4)}`;
  return html`<tr><td>${name}</td><td>${where}</td><td>${position}</td></tr>`;
}

/** Some more than what is in it, and never a point. */
function boxOf(places: readonly Located[], least = 0.1): Box {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { lon, lat } of places)
    [west, south, east, north] = [Math.min(west, lon), Math.min(south, lat), Math.max(east, lon), Math.max(north, lat)];
  const margin = Math.max(least, (east - west) * 0.05, (north - south) * 0.05);
  return [west - margin, south - margin, east + margin, north + margin];
}

function mapOf(places: readonly Located[], [west, south, east, north]: Box, title: string, hasLand: boolean) {
  const stretch = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = width / ((east - west) * stretch);
  const height = (north - south) * scale;
  const x = (lon: number) => ((lon - west) * stretch * scale).toFixed(1);
  const y = (lat: number) => ((north - lat) * scale).toFixed(1);
  const ring = (points: readonly (readonly number[])[]) =>
    `M${points.map(([lon = 0, lat = 0]) => `${x(lon)} ${y(lat)}`).join('L')}Z`;
  const land = hasLand
    ? departementOutlines().features.map(
        ({ geometry }) => html`<path class="land" d="${geometry.coordinates.flat().map(ring).join('')}"/>`,
      )
    : lines(west, east).map(
        (lon) => html`<path class="grid" d="M${x(lon)} 0V${height}"/><text x="${x(lon)}" y="14">${lon}°</text>`,
      );
  const parallels = hasLand
    ? []
    : lines(south, north).map(
        (lat) => html`<path class="grid" d="M0 ${y(lat)}H${width}"/><text x="2" y="${y(lat)}">${lat}°</text>`,
      );
  const size = places.length > 5000 ? 2 : places.length > 500 ? 3 : 5;
  return html`<h2>${title} (${places.length})</h2>
<svg viewBox="0 0 ${width} ${Math.round(height)}" role="img" aria-label="${title} : ${places.length}">${land}${parallels}${places.map(
    ({ lon, lat, name, isApproximate }) =>
      html`<circle cx="${x(lon)}" cy="${y(lat)}" r="${size}" class=${isApproximate ? 'about' : 'place'}><title>${name}</title></circle>`,
  )}</svg>`;
}

/** Round degrees between two, some five of them. */
function lines(from: number, to: number): readonly number[] {
  const step = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30].find((one) => (to - from) / one <= 6) ?? 60;
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, at) =>
    Number(((first + at) * step).toFixed(2)),
  );
}
