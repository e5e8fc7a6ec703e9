import { kilometres } from '../../../directory/distance.ts';
import type { Known } from '../../../identity/read-evidence.ts';
import { wording } from '../../../rdf/text.ts';
import { longDate } from '../../dates.ts';
import type { Side } from '../../identity-view.ts';
import { entityPath } from '../../sections.ts';
import { identityTexts } from '../../texts/identity-texts.ts';
import { fill, number } from '../../texts/texts.ts';
import { shortAddress } from '../entity/property-values.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

/** Two records side by side, line by line; what both say alike is marked. */
export function comparison([a, b]: readonly [Side, Side], context: PageContext): Content {
  const { language } = context;
  const t = identityTexts(language);
  const lines = (
    ['name', 'address', 'url', 'telephone', 'email', 'identifiers', 'description', 'source', 'read'] as const
  )
    .map((field) => [field, cell(field, a.known, context), cell(field, b.known, context)] as const)
    .filter(([, left, right]) => left || right);
  const km = distance(a.known, b.known);
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${`${a.name} – ${b.name}`}>
    <table class="two-records">
      <thead><tr><th scope="col">${t.field}</th>${[a, b].map((side) => html`<th scope="col" dir="auto">${side.page ? html`<a href=${entityPath(side.page)}>${side.name}</a>` : side.name}</th>`)}</tr></thead>
      <tbody>
        ${lines.map(
          ([field, left, right]) => html`<tr>
            <th scope="row">${t.fields[field]}</th>
            ${[left, right].map((value) => html`<td dir="auto">${value ?? html`<span class="quiet">${t.nothing}</span>`}</td>`)}
          </tr>`,
        )}
        ${
          km !== undefined &&
          html`<tr><th scope="row">${t.fields.position}</th><td colspan="2">${km < 10 ? fill(t.distance, { metres: number(Math.round(km * 1000), language) }) : fill(t.distanceKm, { km: number(Math.round(km), language) })}
            ${[a, b].map(({ known }) => known?.description.position && html` <a href=${`https://www.openstreetmap.org/?mlat=${known.description.position.lat}&mlon=${known.description.position.lon}#map=18/${known.description.position.lat}/${known.description.position.lon}`} rel="external nofollow">${known.description.position.lat.toFixed(4)}, ${known.description.position.lon.toFixed(4)}</a>`)}</td></tr>`
        }
      </tbody>
    </table>
  </div>`;
}

type Line = 'name' | 'address' | 'url' | 'telephone' | 'email' | 'identifiers' | 'description' | 'source' | 'read';
const longestText = 240;

function cell(field: Line, known: Known | undefined, context: PageContext): Content {
  if (!known) return undefined;
  const { description, evidence } = known;
  const { address, contact } = description;
  switch (field) {
    case 'name':
      return evidence.names.join(' · ');
    case 'address':
      return (
        [address?.street, [address?.postalCode, address?.locality].filter(Boolean).join(' ')]
          .filter(Boolean)
          .join(', ') || undefined
      );
    case 'url':
      return link(description.url, context);
    case 'telephone':
      return contact.telephone;
    case 'email':
      return contact.email;
    case 'identifiers': {
      const all = [
        ...evidence.siret.map((one) => `SIRET ${one}`),
        ...evidence.rna.map((one) => `RNA ${one}`),
        ...evidence.sameAs,
      ];
      return all.length > 0
        ? all.map((one) => html`<span class="address-line">${webAddress(one) ? link(one, context) : one}</span>`)
        : undefined;
    }
    case 'description': {
      const text = wording(description.description, context.language);
      return text === '' ? undefined : text.length > longestText ? `${text.slice(0, longestText)}…` : text;
    }
    case 'source':
      return html`${link(known.source, context)} <span class="quiet small">${identityTexts(context.language).entity.authority[known.authority]}</span>`;
    case 'read':
      return longDate(known.readAt, context.language);
    default:
      return field satisfies never;
  }
}

function link(address: string | undefined, context: PageContext): Content {
  const href = webAddress(address);
  return href ? html`<a href=${context.reach(href)} rel="external nofollow">${shortAddress(href)}</a>` : address;
}

function distance(a: Known | undefined, b: Known | undefined): number | undefined {
  const [p, q] = [a?.description.position, b?.description.position];
  return p && q && kilometres(p.lon, p.lat, q.lon, q.lat);
}
