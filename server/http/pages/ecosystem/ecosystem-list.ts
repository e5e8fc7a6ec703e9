import { entityPath } from '../../sections.ts';
import { ecosystemTexts } from '../../texts/ecosystem-texts.ts';
import { counted, number } from '../../texts/texts.ts';
import { glyph } from '../frame/glyph.ts';
import { type Content, html } from '../frame/html.ts';
import { linksQuery } from './ecosystem-figures.ts';
import { type EcosystemInput, nameOf, sectorName } from './ecosystem-input.ts';

const shownPartners = 4;

/** The drawing in words: every actor in it with its ring, its sector and whom it is tied to. */
export function ecosystemList(input: EcosystemInput): Content {
  const { drawing, context } = input;
  const { language } = context;
  const t = ecosystemTexts(language);
  const partners = drawing.actors.map((): { id: number; isMutual: boolean }[] => []);
  for (const { from, to, isMutual } of drawing.ties) {
    const [a, b] = [drawing.actors[from], drawing.actors[to]];
    if (a && b) {
      partners[from]?.push({ id: b.id, isMutual });
      partners[to]?.push({ id: a.id, isMutual });
    }
  }
  return html`<section class="block eco-list" id="liste">
    <h2>${t.list}</h2>
    <div class="table-scroll" tabindex="0" role="region" aria-label=${t.list}>
      <table>
        <thead>
          <tr><th scope="col">${t.name}</th><th scope="col">${t.scale}</th><th scope="col">${t.sector}</th><th scope="col" class="number">${t.linkCount} ${linksQuery(input)}</th><th scope="col">${t.linkedWith}</th></tr>
        </thead>
        <tbody>
          ${drawing.actors.map((actor, index) => {
            const all = partners[index] ?? [];
            const rest = all.length - shownPartners;
            return html`<tr>
              <th scope="row"><span class="eco-name">${glyph(actor.type, actor.kinds)}<span><a href=${entityPath(actor)} dir="auto">${nameOf(input, actor.id)}</a> <span class="quiet">${t.types[actor.type]}</span></span></span></th>
              <td>${t.rings[actor.ring]}</td>
              <td>${sectorName(actor.sector, input)}</td>
              <td class="number">${number(actor.links, language)}${actor.links > 0 && html`<span class="quiet"> ${counted(t.mutual, actor.mutual, language)}</span>`}</td>
              <td>${all.slice(0, shownPartners).map(({ id, isMutual }, nth) => html`${nth > 0 && ', '}${isMutual && html`<span class="said-mutual" title=${t.legendMutual}>⇄ </span>`}<bdi>${nameOf(input, id)}</bdi>`)}${rest > 0 && ` ${counted(t.more, rest, language)}`}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
  </section>`;
}
