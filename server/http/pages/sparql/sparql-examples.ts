import { messageIn } from '../../../rdf/typeset-french.ts';
import { writeMoment } from '../../moment.ts';
import type { GalleryParameter } from '../../sparql/fill-query.ts';
import { type GalleryQuery, themes } from '../../sparql/query-gallery.ts';
import { sparqlTexts } from '../../texts/sparql-texts.ts';
import { type Content, html } from '../frame/html.ts';
import type { SparqlPageInput } from './sparql-page-input.ts';

/** The example that is looked at, with fields for what a reader may choose. */
export function exampleBlock(example: GalleryQuery, input: SparqlPageInput): Content {
  const { language, action } = input;
  const t = sparqlTexts(language);
  return html`<section class="sparql-example" aria-labelledby="sparql-example">
    <h2 id="sparql-example">${messageIn(example.title, language)}</h2>
    <p>${messageIn(example.explanation, language)}</p>
    ${
      example.parameters.length > 0 &&
      html`<form action=${action} method="get" class="sparql-choices" aria-label=${t.parameters}>
        <input type="hidden" name="example" value=${example.key} />
        ${input.asked.at && html`<input type="hidden" name="at" value=${writeMoment(input.asked.at)} />`}
        ${input.asked.live && html`<input type="hidden" name="live" value="1" />`}
        ${example.parameters.map((parameter) => field(parameter, input))}
        <p><button type="submit" class="button">${t.parametersRun}</button></p>
      </form>`
    }
  </section>`;
}

function field(parameter: GalleryParameter, input: SparqlPageInput): Content {
  const { name, kind, label } = parameter;
  const { language, asked, result } = input;
  const value = asked.example?.values[name] ?? parameter.default;
  const id = `sparql-${name}`;
  const isWrong = result?.state === 'failed' && result.problem.details.parameter === name;
  const invalid = isWrong ? { 'aria-invalid': 'true', 'aria-describedby': 'sparql-error' } : {};
  const options = optionsOf(parameter, input);
  return html`<p>
    <label for=${id}>${label[language]}</label>
    ${
      options
        ? html`<select id=${id} name=${name} ...${invalid}>
            ${options.map((option) => html`<option value=${option.value} selected=${option.value === value}>${option.label}</option>`)}
          </select>`
        : html`<input
            id=${id}
            name=${name}
            value=${value}
            maxlength="500"
            ...${inputOf(parameter)}
            ...${invalid}
            spellcheck=${kind === 'text' ? undefined : false}
          />`
    }
  </p>`;
}

function inputOf({ kind, min, max }: GalleryParameter): Record<string, unknown> {
  switch (kind) {
    case 'number':
      return { type: 'number', min, max, step: 'any' };
    case 'date':
      return { type: 'text', inputmode: 'numeric', placeholder: '2026-01-31', pattern: '\\d{4}(-\\d{2}(-\\d{2})?)?' };
    case 'iri':
      return { type: 'url' };
    case 'wkt':
      return { type: 'text', class: 'wide' };
    default:
      return { type: 'text' };
  }
}

function optionsOf({ kind, scheme }: GalleryParameter, { language, concepts }: SparqlPageInput) {
  if (kind === 'language')
    return Object.entries(sparqlTexts(language).languageNames).map(([value, label]) => ({ value, label }));
  const known = kind === 'concept' && scheme !== undefined ? concepts(scheme) : [];
  if (known.length === 0) return undefined;
  return known
    .map(({ iri, label }) => ({ value: iri, label: label[language] }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
}

/** All examples by theme; each leads to its answer in the reader's language. */
export function galleryBlock({ gallery, language, action, asked }: SparqlPageInput): Content {
  const t = sparqlTexts(language);
  const address = ({ key, parameters }: GalleryQuery) => {
    const words = parameters.filter(({ kind }) => kind === 'language').map(({ name }) => [name, language]);
    return `${action}?${new URLSearchParams([['example', key], ...words])}`;
  };
  return html`<section class="sparql-gallery" aria-labelledby="sparql-gallery">
    <h2 id="sparql-gallery">${t.gallery}</h2>
    <p>${t.galleryLead}</p>
    ${themes.map(
      (theme) => html`<h3>${t.themes[theme]}</h3>
        <ul>
          ${gallery
            .filter((example) => example.theme === theme)
            .map(
              (example) => html`<li>
                <a href=${address(example)} aria-current=${example.key === asked.example?.key ? 'true' : undefined}>${messageIn(example.title, language)}</a>
                <p>${messageIn(example.explanation, language)}</p>
              </li>`,
            )}
        </ul>`,
    )}
  </section>`;
}
