import type { ForeignFormat, Written } from '../../../crosswalk/write-as.ts';
import type { Entity } from '../../../directory/entity.ts';
import { entityPath } from '../../sections.ts';
import { sourcesTexts } from '../../texts/sources-texts.ts';
import { fill, texts } from '../../texts/texts.ts';
import { html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';

/** A place in the formats of others: what each takes along, and what it would lose. */
export function formatsPage(
  place: Entity,
  formats: readonly (ForeignFormat & Written)[],
  context: PageContext,
): string {
  const { language } = context;
  const t = sourcesTexts(language).formats;
  const own: Readonly<Record<string, string>> = t.fields;
  const labels: Readonly<Record<string, string>> = texts(language).properties;
  const named = (name: string) => own[name] ?? labels[name] ?? name;
  // The keys of a format are its own words.
  const [beforeMissing, afterMissing] = t.missing.split('{names}');
  const path = entityPath(place);
  const title = fill(t.title, { name: place.name });
  const body = html`<div class="page">
    <header class="page-header">
      <p class="breadcrumb"><a href=${path} dir="auto">${place.name}</a></p>
      <h1 dir="auto">${title}</h1>
      <p class="lead">${t.lead}</p>
    </header>
    ${formats.map(
      ({ name, title: format, page, missing, lost }) => html`<section class="block">
        <h2>${format}</h2>
        ${
          missing.length > 0
            ? html`<p class="notice">${beforeMissing}${missing.map((key, i) => [i > 0 && ', ', html`<code>${key}</code>`])}${afterMissing}</p>`
            : html`<p><a class="button secondary" href=${`${path}/formats/${name}.json`}>${t.open}</a></p>`
        }
        <p>${lost.length > 0 ? fill(t.lost, { names: [...new Set(lost.map(named))].join(', ') }) : t.nothingLost}</p>
        <p><a href=${page} rel="noopener">${t.about}</a></p>
      </section>`,
    )}
  </div>`;
  return layout({ ...frameOf(context), title, description: t.lead, body });
}
