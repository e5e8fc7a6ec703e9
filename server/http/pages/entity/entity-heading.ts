import type { Entity } from '../../../directory/entity.ts';
import { departementName } from '../../../geography/departements.ts';
import { findTerritory } from '../../../geography/territory.ts';
import { wording } from '../../../rdf/text.ts';
import { sectionOf } from '../../sections.ts';
import { entityTexts, fill, texts } from '../../texts/texts.ts';
import { glyph } from '../frame/glyph.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { withTime } from '../frame/time.ts';
import { territoryPath } from '../lists/territory-page.ts';
import { meetingLine } from '../meetings/meeting-line.ts';
import { accordingTo } from './according-to.ts';
import { staleBadge, statusBadge } from './entity-row.ts';
import { conceptChip } from './property-values.ts';
import { hostOf } from './provenance-block.ts';

/** Characters from which a name is a sentence, and set like one. */
const longName = 120;

/** What one comes to know first: what it is called, of what kind it is, where, how fresh that is, and what its page warns of. */
export function entityHeading(entity: Entity, context: PageContext): Content {
  const { language, findConcept } = context;
  const t = texts(language);
  const section = sectionOf(entity.type);
  const kinds = entity.kinds.map((key) => findConcept('kinds', key)).filter((concept) => concept !== undefined);
  return html`<header class="entity-header">
    <p class="breadcrumb"><a href=${section.path}>${t.sections[entity.type].title}</a></p>
    <div class="entity-title">
      ${glyph(entity.type, entity.kinds)}
      <h1 dir="auto" class=${entity.name.length > longName ? 'long-name' : undefined}>${entity.name}</h1>
    </div>
    <p class="entity-line">
      ${kinds.length > 0 ? [kinds.map((kind) => conceptChip(kind, language)), accordingTo(entity.lent, 'kind', context)] : html`<span class="entity-type">${t.sections[entity.type].singular}</span>`}
      ${entity.commune && [communeLine(entity), accordingTo(entity.lent, 'address', context)]}
      ${statusBadge(entity, context)}
      ${staleBadge(entity, context)}
      ${entity.example && html`<span class="badge badge-example">${t.entity.exampleBadge}</span>`}
    </p>
    ${entity.alternateNames.length > 0 && html`<p class="also-known-as">${t.entity.alsoKnownAs} ${entity.alternateNames.join(', ')}</p>`}
    <p class="freshness">${freshness(entity, context)}</p>
    ${meetingLine(entity, context)}
    ${territoryLink(entity, context)}
    <div class="entity-actions" data-entity-actions data-type=${entity.type} data-key=${entity.key} data-name=${entity.name} data-kinds=${entity.kinds.join(' ')}></div>
    ${
      entity.warnings.length > 0 &&
      html`<div class="notice warning" role="note">
      <strong>${t.entity.warnings}</strong>
      <ul>${entity.warnings.map((warning) => html`<li>${warning[language]}</li>`)}</ul>
    </div>`
    }
  </header>`;
}

/** The commune and the département, whose pages show what else is there. */
function communeLine({ postalCode, commune, communeCode, departement }: Entity): Content {
  const name = departement && departementName(departement);
  const words = [postalCode, commune].filter(Boolean).join(' ');
  return [
    communeCode
      ? html`<a class="entity-commune" href=${territoryPath(communeCode)}>${words}</a>`
      : html`<span class="entity-commune">${words}</span>`,
    name && html`<a href=${territoryPath(departement)}>${name}</a>`,
  ];
}

/** From the profile that somebody publishes for a territory to what all profiles of it say. */
function territoryLink({ type, name, properties }: Entity, { language }: PageContext): Content {
  const value = properties['inseeCode']?.[0];
  if (type !== 'territory' || value?.kind !== 'text') return null;
  const insee = wording(value.text, language);
  // Régions and départements have the same numbers.
  const known = [`R${insee}`, insee].map(findTerritory).filter((one) => one !== undefined);
  const territory = known.find((one) => one.name === name) ?? (known.length === 1 ? known[0] : undefined);
  return (
    territory && html`<p><a href=${territoryPath(territory.code)}>${entityTexts(language).territory.figures}</a></p>`
  );
}

function freshness({ provenance }: Entity, context: PageContext): Content {
  return withTime(
    fill(texts(context.language).entity.seenIn, { host: hostOf(provenance.source), when: '{when}' }),
    provenance.readAt,
    context,
  );
}
