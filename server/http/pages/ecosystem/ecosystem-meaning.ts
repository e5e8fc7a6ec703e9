import type { Told } from '../../../cooperation/ecosystem/draw-ecosystem.ts';
import { entityPath } from '../../sections.ts';
import { ecosystemTexts } from '../../texts/ecosystem-texts.ts';
import { counted, number } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import { isolatedQuery } from './ecosystem-figures.ts';
import type { EcosystemInput } from './ecosystem-input.ts';

/** Groups, bridges and those without a link, each with what it means for working together. */
export function ecosystemMeaning(input: EcosystemInput): Content {
  const { drawing, context } = input;
  const { language } = context;
  const t = ecosystemTexts(language);
  const { groups, bridges, isolated } = drawing;
  const untold = bridges.count - bridges.items.length;
  return html`<section class="block eco-meaning">
    <h2>${t.meaning}</h2>
    <div class="eco-columns">
      <section>
        <h3>${t.groups}</h3>
        ${
          groups.count === 0
            ? html`<p>${t.noGroups}</p>`
            : html`<p>${counted(t.groupsLead, groups.count, language)}</p>
              <ul>${groups.items.map((group) => html`<li>${fillWith(t.group, { names: namesOf(group, input), count: number(group.count, language) })}</li>`)}</ul>`
        }
      </section>
      <section>
        <h3>${t.bridges}</h3>
        ${bridges.count === 0 && html`<p>${t.noBridges}</p>`}
        <ul>
          ${bridges.items.map(({ actor, cutOff }) => html`<li>${fillWith(cutOff.count === 1 ? t.bridgeOne : t.bridge, { names: namesOf(cutOff, input), actor: linkTo(actor, input) })}</li>`)}
        </ul>
        ${untold > 0 && html`<p class="quiet">${counted(t.otherBridges, untold, language)}</p>`}
      </section>
      <section>
        <h3>${t.isolated}</h3>
        ${
          isolated.count === 0
            ? html`<p>${t.noIsolated}</p>`
            : html`<p>${fillWith(counted(t.isolatedSome, isolated.count, language), { names: namesOf(isolated, input) })} ${isolatedQuery(input)}</p>`
        }
      </section>
    </div>
  </section>`;
}

function linkTo(id: number, { names }: EcosystemInput): Content {
  const named = names.get(id);
  return named && html`<a href=${entityPath(named)}><bdi>${named.name}</bdi></a>`;
}

/** "A, B et C", "A, B et 5 autres". */
function namesOf({ count, first }: Told, input: EcosystemInput): Content {
  const { language } = input.context;
  const t = ecosystemTexts(language);
  const links = first.map((id) => linkTo(id, input));
  const rest = count - first.length;
  const last = rest > 0 ? [' ', counted(t.more, rest, language)] : links.length > 1 ? [` ${t.and} `, links.pop()] : [];
  return [...links.flatMap((link, index) => (index === 0 ? [link] : [', ', link])), ...last];
}

/** A sentence with links in its holes. */
function fillWith(template: string, values: Readonly<Record<string, Content>>): Content {
  return template.split(/\{(\w+)\}/).map((part, index) => (index % 2 === 1 ? values[part] : part));
}
