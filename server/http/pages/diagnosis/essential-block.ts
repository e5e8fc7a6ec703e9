import type { DiagnosisAnswer } from '../../contract.ts';
import { diagnosisTexts } from '../../texts/diagnosis-texts.ts';
import { counted, fill, number, texts } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

const named = 4;

/** What a diagnosis comes to, in a few sentences that each lead to their figures; of two territories side by side. */
export function essentialBlock(reports: readonly DiagnosisAnswer[], context: PageContext): Content {
  const t = diagnosisTexts(context.language);
  return html`<section class="block diagnosis-essential" id="essentiel">
    <h2>${t.essential.title}</h2>
    <div class="diagnosis-columns">
      ${reports.map(
        (report) => html`<div>
          ${reports.length > 1 && html`<h3>${report.territory.name}</h3>`}
          <ul>${sentencesOf(report, context).map(([anchor, sentence]) => html`<li><a href=${`#${anchor}`}>${sentence}</a></li>`)}</ul>
        </div>`,
      )}
    </div>
  </section>`;
}

function sentencesOf(report: DiagnosisAnswer, { language }: PageContext): readonly (readonly [string, string])[] {
  const t = diagnosisTexts(language).essential;
  const { actors, scales, practices, missing, needs, offers, networks, alone, links, effects } = report;
  const places = actors.find(({ type }) => type === 'place')?.count ?? 0;
  const listed = new Intl.ListFormat(language, { type: 'conjunction' });
  const total = (of: 'links' | 'mutual') => links.reduce((sum, one) => sum + one[of], 0);
  const [scale] = scales.toSorted((a, b) => b.count - a.count);
  const [practice] = practices;
  return [
    [
      'acteurs',
      listed.format(actors.map(({ type, count }) => counted(texts(language).sections[type], count, language))),
    ],
    [
      'echelles',
      scale && scale.count > 0
        ? fill(t.scale, { scale: scale.label, count: number(scale.count, language) })
        : t.noScale,
    ],
    [
      'pratiques',
      practice
        ? fill(counted(t.practices, practices.length, language), {
            practice: practice.label,
            places: counted(texts(language).sections.place, practice.count, language),
          })
        : t.noPractice,
    ],
    [
      'manques',
      missing.length > 0
        ? fill(counted(t.missing, missing.length, language), {
            names: missing
              .slice(0, named)
              .map(({ label }) => label)
              .join(', '),
          })
        : t.nothingMissing,
    ],
    [
      'besoins',
      fill(t.exchanges, {
        needs: counted(texts(language).sections.need, needs.total, language),
        offers: counted(texts(language).sections.offer, offers.total, language),
      }),
    ],
    [
      'reseaux',
      fill(t.networks, {
        networks: counted(texts(language).sections.network, networks.total, language),
        alone: number(alone.total, language),
        places: counted(texts(language).sections.place, places, language),
      }),
    ],
    ['liens', fill(counted(t.links, total('links'), language), { mutual: number(total('mutual'), language) })],
    [
      'effets',
      effects.total > 0
        ? fill(counted(t.effects, effects.total, language), { evidenced: number(effects.evidenced, language) })
        : t.noEffect,
    ],
  ];
}
