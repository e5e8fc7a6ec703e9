import type { Language } from '../../../rdf/text.ts';
import { messageIn } from '../../../rdf/typeset-french.ts';
import type { Problem } from '../../errors.ts';
import type { SparqlRequest } from '../../sparql/request.ts';
import { sparqlTexts } from '../../texts/sparql-texts.ts';
import { fill } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { sparqlAnswer } from './sparql-answer.ts';
import { exampleBlock, galleryBlock } from './sparql-examples.ts';
import type { SparqlPageInput } from './sparql-page-input.ts';

/** The query page: a form that works without script, ready-made queries, and the answer as bars, map and table. */
export function sparqlPage(input: SparqlPageInput): string {
  const { language, action, gallery, asked, result } = input;
  const t = sparqlTexts(language);
  const query = asked.query ?? gallery[0]?.query ?? '';
  // A value that cannot be used is its own field's fault.
  const isWrong = result?.state === 'failed' && !asked.refusal;
  const example = gallery.find(({ key }) => key === asked.example?.key);
  const body = html`<div class="page sparql-page">
    <header class="page-header">
      <h1>${t.title}</h1>
      <p class="lead">${t.lead}</p>
      <p><a href=${`${action}/aide`}>${t.helpLink}</a></p>
    </header>
    ${example && exampleBlock(example, input)}
    ${result?.state === 'failed' && failure(result.problem, language)}
    <form class="sparql-form" action=${`${action}#sparql-results`} method="get" data-query-form data-terms=${`${action}/termes.${language}.json`}>
      <p><label for="sparql-query" id="sparql-query-label">${example ? t.change : t.query}</label></p>
      <p data-query-field data-error=${isWrong ? placeOf(result.problem) : undefined}>
        <textarea
          id="sparql-query"
          name="query"
          rows=${example ? 10 : 14}
          cols="80"
          spellcheck=${false}
          autocapitalize="off"
          translate="no"
          aria-invalid=${isWrong ? 'true' : undefined}
          aria-describedby=${isWrong ? 'sparql-error' : undefined}
        >${query}</textarea>
      </p>
      ${datasetFields(asked)}
      ${momentField(input)}
      ${input.offersLive && liveField(input)}
      <p class="sparql-actions" data-query-actions><button type="submit" class="button">${t.run}</button></p>
    </form>
    ${result && result.state !== 'failed' && sparqlAnswer(result, example, input)}
    ${galleryBlock(input)}
    <section class="sparql-about" aria-labelledby="sparql-about">
      <h2 id="sparql-about">${t.about}</h2>
      <p>${t.aboutText}</p>
      <p>${t.aboutMachines}</p>
    </section>
  </div>`;
  const { path, origin, assets } = input;
  const title = example ? messageIn(example.title, language) : t.title;
  const description = example ? messageIn(example.explanation, language) : t.lead;
  return layout({ path, assets, language, title, description, body, ...(origin ? { origin } : {}) });
}

function failure({ details }: Problem, language: Language): Content {
  const t = sparqlTexts(language);
  const { detail, line, column, value } = details;
  return html`<div class="notice notice-warning" role="alert" id="sparql-error">
    <p><strong>${t.error}.</strong> ${line !== undefined && column !== undefined && fill(t.place, { line, column })}</p>
    <p class="sparql-problem">${typeof detail === 'object' ? messageIn(detail, language) : detail} ${value !== undefined && html`<code>${value}</code>`}</p>
  </div>`;
}

/** Line and column of a mistake, as `3:14`. */
function placeOf({ details: { line, column } }: Problem): string | undefined {
  return line === undefined ? undefined : `${line}:${column ?? 1}`;
}

/** The day whose state is asked; a moment within a day, as citations have it, is kept as it is. */
function momentField({ language, path, asked, result, now }: SparqlPageInput): Content {
  const t = sparqlTexts(language);
  const at = new URL(path, 'http://site.invalid').searchParams.get('at') ?? '';
  const isWrong = result?.state === 'failed' && asked.refusal?.details.parameter === 'at';
  const kind = at.includes('T')
    ? { type: 'text', pattern: '\\d{4}-\\d{2}-\\d{2}(T[0-9:.]+Z)?' }
    : { type: 'date', max: now.toISOString().slice(0, 10) };
  return html`<p class="sparql-moment">
    <label for="sparql-at">${t.at}</label>
    <input id="sparql-at" name="at" value=${at} ...${kind} aria-invalid=${isWrong ? 'true' : undefined} aria-describedby=${isWrong ? 'sparql-error' : 'sparql-at-note'} />
    <span class="quiet" id="sparql-at-note">${t.atNote}</span>
  </p>`;
}

/** Asks the profiles that the query names, instead of what is kept of them. */
function liveField({ language, asked }: SparqlPageInput): Content {
  const t = sparqlTexts(language);
  return html`<p class="sparql-live">
    <label><input type="checkbox" name="live" value="1" checked=${asked.live === true} aria-describedby="sparql-live-note" /> ${t.live}</label>
    <span class="quiet" id="sparql-live-note">${t.liveNote}</span>
  </p>`;
}

/** A dataset given in the address stays with the query. */
function datasetFields({ defaultGraphs, namedGraphs }: SparqlRequest): Content {
  const field = (name: string) => (value: string) => html`<input type="hidden" name=${name} value=${value} />`;
  return [
    ...(defaultGraphs ?? []).map(field('default-graph-uri')),
    ...(namedGraphs ?? []).map(field('named-graph-uri')),
  ];
}
