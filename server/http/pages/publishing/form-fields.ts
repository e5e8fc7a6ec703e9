import type { Concept } from '../../../directory/entity.ts';
import { concerns } from '../../../publish/concerns.ts';
import { topicOf } from '../../../publish/draft.ts';
import { countOf, type Entries } from '../../../publish/entries.ts';
import type { Field } from '../../../publish/form.ts';
import { linkLines } from '../../../publish/link-lines.ts';
import { week } from '../../../publish/week.ts';
import type { Language } from '../../../rdf/text.ts';
import { messageIn } from '../../../rdf/typeset-french.ts';
import type { Finding } from '../../../validation/report.ts';
import type { FormAnswer } from '../../contract.ts';
import { formTexts } from '../../texts/form-texts.ts';
import { counted, fill, texts } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import { licences } from './licences.ts';

/** What a question is drawn from. */
export interface Asking {
  readonly language: Language;
  readonly entries: Entries;
  readonly findings: readonly Finding[];
  /** Whom the answers about links mean. */
  readonly links: FormAnswer['links'];
  concepts(scheme: string): readonly Concept[];
  /** One more empty value is shown for this field. */
  readonly adding?: string | undefined;
}

/** One question with its help, its answer and what the check found about it. */
export function formField(field: Field, asking: Asking, prefix = ''): Content {
  const { language, findings } = asking;
  const name = prefix + field.key;
  const topic = field.isOfDocument ? '' : topicOf(name);
  const own = findings.filter((finding) => concerns(finding, { path: field.path, topic }));
  const isGroup = field.parts || grouped.has(field.input);
  const control = draw(field, name, asking);
  const describedBy = helpOf(field, language).length > 0 ? `${idOf(name)}-aide` : undefined;
  const t = formTexts(language);
  // Of what is described in place nothing is required as long as it is not described.
  const required = field.isRequired && prefix === '' && html` <span class="quiet small">(${t.required})</span>`;
  const told = html`<ul class="field-findings" id=${`${idOf(name)}-constats`} data-findings=${field.path} data-topic=${topic}>
    ${own.map(({ severity, message }) => html`<li class=${`finding-${severity}`}>${messageIn(message, language)}</li>`)}
  </ul>`;
  const help = describedBy && html`<p class="hint" id=${describedBy}>${helpOf(field, language).join(' ')}</p>`;
  if (isGroup)
    return html`<fieldset class="question" id=${`${idOf(name)}-question`} data-key=${field.key} aria-describedby=${describedBy}>
      <legend>${field.label[language]}${required}</legend>
      ${help}${control}${told}
    </fieldset>`;
  return html`<div class="question" id=${`${idOf(name)}-question`} data-key=${field.key}>
    <label for=${idOf(name)}>${field.label[language]}${required}</label>
    ${help}${control}${told}
  </div>`;
}

/** The anchor of a question. */
export function questionId(name: string): string {
  return `${idOf(name)}-question`;
}

const grouped: ReadonlySet<Field['input']> = new Set(['concept', 'hours', 'license', 'boolean', 'yes-no']);

function idOf(name: string): string {
  return `q-${name.replaceAll('.', '-')}`;
}

function helpOf(field: Field, language: Language): readonly string[] {
  const t = formTexts(language);
  const more = {
    keywords: t.separate,
    language: t.separate,
    links: t.onePerLine,
    entity: t.nameOrAddress,
    concept: field.isSingle ? undefined : t.several,
  } as Partial<Record<Field['input'], string | undefined>>;
  const example = field.example[language];
  const isShown = example !== undefined && !grouped.has(field.input) && !field.parts;
  return [
    field.help[language],
    field.parts ? undefined : more[field.input],
    isShown ? fill(t.example, { example }) : undefined,
  ].filter((text) => text !== undefined && text !== '') as string[];
}

function draw(field: Field, name: string, asking: Asking): Content {
  if (field.input === 'hours') return hours(name, asking);
  if (field.parts) return inPlace(field, name, asking);
  const { entries, language } = asking;
  const values = entries.get(name) ?? [];
  const id = idOf(name);
  const common = { id, name, 'aria-describedby': `${id}-aide ${id}-constats` };
  switch (field.input) {
    case 'concept':
      return concepts(field, name, asking);
    case 'license':
      return licenceChoice(name, values[0], language);
    case 'boolean':
      return html`<label class="choice"><input type="checkbox" ...${common} value="true" checked=${values[0] === 'true'} /> ${formTexts(language).yes}</label>`;
    case 'yes-no':
      return yesNo(name, values[0], language);
    case 'long-text':
      return html`<textarea ...${common} rows="5">${values[0]}</textarea>`;
    case 'links':
      return html`<textarea ...${common} rows="3" inputmode="url" spellcheck="false">${values.join('\n')}</textarea>`;
    case 'entity':
      return entities(values, common, asking);
    case 'date':
      return html`<input ...${common} ...${isDay(field, values[0]) ? { type: 'date' } : types.date} value=${values[0]} />`;
    default:
      return html`<input ...${common} ...${types[field.input] ?? { type: 'text' }} value=${values.join(', ')} required=${field.isRequired && !name.includes('.')} />`;
  }
}

/** Addresses or names, and whom the directory knows by them. */
function entities(values: readonly string[], common: object, { links }: Asking): Content {
  const known = values.flatMap(linkLines).flatMap((said) => links[said] ?? []);
  return html`<textarea ...${common} rows="2" spellcheck="false" data-entities>${values.join('\n')}</textarea>
    <ul class="known-links" hidden=${known.length === 0}>${known.map(({ name, page }) => html`<li><a href=${page} dir="auto">${name}</a></li>`)}</ul>`;
}

const types: Partial<Record<Field['input'], object>> = {
  url: { type: 'url', inputmode: 'url', placeholder: 'https://', autocomplete: 'url' },
  image: { type: 'url', inputmode: 'url', placeholder: 'https://', 'data-picture': true },
  email: { type: 'email', autocomplete: 'off' },
  tel: { type: 'tel', autocomplete: 'off' },
  number: { type: 'text', inputmode: 'decimal' },
  position: { type: 'text', inputmode: 'decimal' },
  date: { type: 'text', placeholder: '2026-03-21' },
};

/** Ends and beginnings are days; a founding may be a year. What is written otherwise must stay to be seen. */
const days: ReadonlySet<string> = new Set(['validFrom', 'validThrough', 'modified', 'expires']);

function isDay({ key }: Field, value: string | undefined): boolean {
  return days.has(key) && (value === undefined || /^\d{4}-\d{2}-\d{2}$/.test(value));
}

function inPlace(field: Field, name: string, asking: Asking): Content {
  const { parts = [], isSingle, label } = field;
  const { entries, language, adding } = asking;
  const t = formTexts(language);
  if (isSingle) return html`<div class="parts">${parts.map((part) => formField(part, asking, `${name}.`))}</div>`;
  const count = countOf(entries, name) + (adding === name ? 1 : 0);
  return html`${Array.from(
    { length: count },
    (_, i) => html`<fieldset class="parts">
        <legend>${fill(t.item, { label: label[language], number: i + 1 })}</legend>
        ${parts.map((part) => formField(part, asking, `${name}.${i}.`))}
      </fieldset>`,
  )}
  <button type="submit" class="button secondary" formaction=${`/publier/fiche#${questionId(`${name}.${count}.${parts[0]?.key ?? ''}`)}`} name="ajouter" value=${name} aria-label=${fill(t.addTo, { label: label[language] })}>
    ${count === 0 ? fill(t.addTo, { label: label[language] }) : t.add}
  </button>`;
}

/** More than this in a list, and it is folded under its widest concepts. */
const mostFlat = 16;

function concepts(field: Field, name: string, asking: Asking): Content {
  const { entries, language } = asking;
  const t = formTexts(language);
  const chosen = new Set(entries.get(name) ?? []);
  const all = asking.concepts(field.scheme ?? '');
  const choice = (
    concept: Concept,
  ) => html`<label class="choice" title=${concept.definition?.[language]} data-also=${otherNames(concept)}>
    <input type=${field.isSingle ? 'radio' : 'checkbox'} name=${name} value=${concept.key} checked=${chosen.has(concept.key)} />
    ${concept.label[language]}
  </label>`;
  const isFlat = !all.some(({ broader }) => broader !== undefined && all.some(({ iri }) => iri === broader));
  if (isFlat || all.length <= mostFlat) return html`<div class="choices">${all.map(choice)}</div>`;
  const byIri = new Map(all.map((concept) => [concept.iri, concept]));
  const topOf = (concept: Concept): Concept => {
    const broader = concept.broader ? byIri.get(concept.broader) : undefined;
    return broader ? topOf(broader) : concept;
  };
  const groups = [...Map.groupBy(all, topOf)];
  return html`<div class="choice-groups" data-filter=${t.filter}>
    ${groups.map(([top, members]) => {
      const count = members.filter(({ key }) => chosen.has(key)).length;
      return html`<details open=${count > 0}>
        <summary>${top.label[language]} ${count > 0 && html`<span class="count">${counted(t.chosen, count, language)}</span>`}</summary>
        <div class="choices">${members.map(choice)}</div>
      </details>`;
    })}
  </div>`;
}

/** Other words by which somebody may look for a concept. */
function otherNames({ altLabels = [], hiddenLabels = [] }: Concept): string | undefined {
  const names = [...altLabels.map(({ text }) => text), ...hiddenLabels];
  return names.length > 0 ? names.join(' ') : undefined;
}

function licenceChoice(name: string, value: string | undefined, language: Language): Content {
  const known = licences.some(({ iri }) => iri === value);
  const options = [...licences, ...(value && !known ? [{ iri: value, label: { fr: value, en: value } }] : [])];
  return html`<div class="choices">
    ${options.map(
      ({ iri, label }) =>
        html`<label class="choice"><input type="radio" name=${name} value=${iri} checked=${iri === value} /> ${messageIn(label, language)}</label>`,
    )}
    <label class="choice"><input type="radio" name=${name} value="" checked=${value === undefined} /> ${formTexts(language).noLicense}</label>
  </div>`;
}

/** Yes, no, or nothing said: these are three answers. */
function yesNo(name: string, value: string | undefined, language: Language): Content {
  const t = formTexts(language);
  const options = [
    { said: 'true', label: t.yes },
    { said: 'false', label: t.no },
    { said: '', label: t.unsaid },
  ];
  return html`<div class="choices">
    ${options.map(
      ({ said, label }) =>
        html`<label class="choice"><input type="radio" name=${name} value=${said} checked=${said === (value ?? '')} /> ${label}</label>`,
    )}
  </div>`;
}

/** Two spans a day; a profile with more keeps them. */
function hours(name: string, { entries, language }: Asking): Content {
  const t = formTexts(language);
  const days = texts(language).days as Readonly<Record<string, string>>;
  const most = Math.max(2, ...week.map((day) => countOf(entries, `${name}.${day}`)));
  const spans = Array.from({ length: most }, (_, i) => i);
  const time = (day: string, span: number, end: 'opens' | 'closes') => {
    const input = `${name}.${day}.${span}.${end}`;
    const label = `${days[day] ?? day}, ${span === 0 ? t.morning : t.afternoon}, ${t[end].toLowerCase()}`;
    return html`<input type="time" name=${input} value=${entries.get(input)?.[0]} aria-label=${label} />`;
  };
  return html`<div class="hours-scroll"><table class="hours-form">
    <thead><tr><th scope="col">${t.day}</th>${spans.map(() => html`<th scope="col">${t.opens}</th><th scope="col">${t.closes}</th>`)}</tr></thead>
    <tbody>
      ${week.map(
        (day) => html`<tr>
          <th scope="row">${days[day] ?? day}</th>
          ${spans.map((span) => html`<td>${time(day, span, 'opens')}</td><td>${time(day, span, 'closes')}</td>`)}
        </tr>`,
      )}
    </tbody>
  </table></div>`;
}
