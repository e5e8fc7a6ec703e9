import { citeSnapshot } from '../../../opendata/cite-snapshot.ts';
import { licenseOf } from '../../../opendata/licenses.ts';
import type { Snapshot, SnapshotPart } from '../../../opendata/snapshot.ts';
import { longDate } from '../../dates.ts';
import { bytes } from '../../quantities.ts';
import { fill, number, opendataTexts, texts } from '../../texts/texts.ts';
import { figureLink } from '../frame/figure-link.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';

/** Every kept snapshot, the newest first. */
export function snapshotsPage(all: readonly Snapshot[], context: PageContext): string {
  const { language } = context;
  const t = opendataTexts(language).snapshots;
  const body = html`<div class="page snapshots-page">
    <header class="page-header">
      <p class="breadcrumb"><a href="/donnees">${texts(language).data.title}</a></p>
      <h1>${t.title}</h1>
      <p class="lead">${t.lead}</p>
    </header>
    ${all.length === 0 && html`<p class="empty">${t.none}</p>`}
    <ul>
      ${all.map(
        (snapshot) => html`<li>
          <a href=${`/snapshots/${snapshot.date}`}>${longDate(snapshot.date, language)}</a>${' '}
          <span class="quiet">${fill(t.profiles, { count: number(graphsIn(snapshot), language) })}</span> ${queryOf(snapshot, context)}
        </li>`,
      )}
    </ul>
  </div>`;
  return layout({ ...frameOf(context), title: t.title, description: t.lead, body });
}

/** One snapshot: its files with their sums, what may be done with them, and how to cite it. */
export function snapshotPage(snapshot: Snapshot, base: string, context: PageContext): string {
  const { language } = context;
  const t = opendataTexts(language).snapshots;
  const title = fill(t.stateOf, { date: longDate(snapshot.date, language) });
  const body = html`<div class="page snapshots-page">
    <header class="page-header">
      <p class="breadcrumb"><a href="/snapshots">${t.title}</a></p>
      <h1>${title}</h1>
      <p class="lead">${fill(t.profiles, { count: number(graphsIn(snapshot), language) })} ${queryOf(snapshot, context)}</p>
    </header>
    ${snapshot.parts.map((part) => partBlock(part, snapshot, context))}
    ${snapshot.withoutLicense > 0 && html`<p>${fill(t.withoutLicense, { count: number(snapshot.withoutLicense, language) })}</p>`}
    ${snapshot.revisedAt && html`<p>${fill(t.revised, { date: longDate(snapshot.revisedAt, language) })}</p>`}
    <section class="block">
      <h2>${t.cite}</h2>
      <p>${citeSnapshot(snapshot, base, language)}</p>
      <p><a href=${`/snapshots/${snapshot.date}/CITATION.cff`}>CITATION.cff</a></p>
      ${snapshot.attributions.length > 0 && html`<h3>${t.credits}</h3><ul>${snapshot.attributions.map((line) => html`<li>${line}</li>`)}</ul>`}
    </section>
    <section class="block">
      <h2>${t.verify}</h2>
      <p>${t.verifyText}</p>
    </section>
  </div>`;
  return layout({ ...frameOf(context), title, description: t.lead, body });
}

function partBlock(part: SnapshotPart, { date }: Snapshot, { language }: PageContext): Content {
  const t = opendataTexts(language).snapshots;
  return html`<section class="block">
    <h2>${t[part.terms]}</h2>
    <p>${part.licenses.map(({ iri, graphs }, index) => [
      index > 0 && ', ',
      webAddress(iri) ? html`<a href=${iri} rel="license">${licenseOf(iri).name}</a>` : iri,
      ` (${number(graphs, language)})`,
    ])}</p>
    <div class="table-scroll" tabindex="0" role="region" aria-label=${t[part.terms]}>
      <table>
        <thead><tr><th scope="col">${t.file}</th><th scope="col">${t.size}</th><th scope="col">SHA-256</th></tr></thead>
        <tbody>
          ${part.files.map(
            (file) => html`<tr>
              <th scope="row"><a href=${`/snapshots/${date}/${file.name}`}>${file.name}</a></th>
              <td>${bytes(file.bytes, language)}</td>
              <td><code>${file.sha256}</code></td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="quiet">RDFC-1.0 <code>${part.rdfc10}</code></p>
  </section>`;
}

/** The query that counts the profiles of a snapshot, put to the state that it was made of. */
function queryOf(snapshot: Snapshot, context: PageContext): Content {
  // What was taken out since is in no state any more.
  const title = fill(opendataTexts(context.language).snapshots.stateOf, {
    date: longDate(snapshot.date, context.language),
  });
  return figureLink(context.queries().snapshot, { title, counts: graphsIn(snapshot), at: snapshot.at }, context);
}

function graphsIn({ parts }: Snapshot): number {
  return parts.reduce((sum, { graphs }) => sum + graphs, 0);
}
