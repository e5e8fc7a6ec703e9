import { ownTown } from '../../../directory/without-lent.ts';
import type { Entries } from '../../../publish/entries.ts';
import type { Form } from '../../../publish/form.ts';
import { messageIn } from '../../../rdf/typeset-french.ts';
import type { Finding } from '../../../validation/report.ts';
import type { FormAnswer } from '../../contract.ts';
import type { BaseMapConfig } from '../../deps.ts';
import type { Started } from '../../publishing/start-form.ts';
import { entityPath } from '../../sections.ts';
import { formTexts } from '../../texts/form-texts.ts';
import { counted, fill, texts } from '../../texts/texts.ts';
import { entityRow } from '../entity/entity-row.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { tellBaseMap } from '../lists/map-page.ts';
import { type Asking, formField, questionId } from './form-fields.ts';
import { type Guide, guideSchema, guides } from './guide-schema.ts';

export interface FormPageInput {
  readonly context: PageContext;
  readonly form: Form;
  readonly entries: Entries;
  readonly concepts: Asking['concepts'];
  readonly adding?: string | undefined;
  /** What became of the answers; absent while there are none. */
  readonly answer?: FormAnswer;
  /** Where they were taken from. */
  readonly from?: Started['from'];
  readonly found?: Started['found'];
  readonly baseMap?: BaseMapConfig | undefined;
  /** Whether somebody can be asked where an address is. */
  readonly canPlace?: boolean;
}

/** The form that writes a profile: questions from the shapes, what the check found beside each, a preview, the ways to publish. */
export function formPage(input: FormPageInput): string {
  const { context } = input;
  const { language } = context;
  const t = formTexts(language);
  const body = html`<div class="page form-page">
    <header class="page-header">
      <p class="breadcrumb"><a href="/publier">${texts(language).publish.title}</a></p>
      <h1>${t.title}</h1>
      <p class="lead">${t.lead}</p>
    </header>
    ${startFrom(input)}
    <form class="profile-form" id="fiche" method="post" action="/publier/fiche#apercu" novalidate data-profile-form data-texts=${JSON.stringify(clientTexts(t))} data-base-map=${input.baseMap && tellBaseMap(input.baseMap)} data-can-place=${input.canPlace ? 'true' : undefined}>
      <div class="profile-questions">${input.form.map((group, i) => questions(group, i, input))}</div>
      <aside class="profile-preview" id="apercu" aria-labelledby="apercu-titre" tabindex="-1">
        <h2 id="apercu-titre">${t.previewTitle}</h2>
        <p class="small quiet" data-saved role="status"></p>
        <div data-preview>${preview(input)}</div>
        <div class="form-actions">
          <button type="submit">${t.preview}</button>
          <button type="submit" class="button secondary" name="fichier" value="page" formtarget="_blank">${t.pagePreview}</button>
        </div>
      </aside>
    </form>
    <section class="profile-ways" id="publier" data-ways hidden=${!input.answer?.conforms}>${ways(input)}</section>
  </div>`;
  return layout({ ...frameOf(context), title: t.title, description: t.lead, body });
}

/** The sentences that the page's script says. */
function clientTexts(t: ReturnType<typeof formTexts>) {
  return {
    ...t.script,
    copy: t.copy,
    copied: t.copied,
    seeField: t.seeField,
    violation: t.toMend,
    warning: t.toCheck,
    info: t.toImprove,
  };
}

function startFrom(input: FormPageInput): Content {
  const { context, from, found } = input;
  const { language } = context;
  const t = formTexts(language);
  const isOpen = from?.refusal !== undefined || found !== undefined;
  return html`${from?.refusal && html`<div class="notice error" role="alert"><p>${from.refusal}</p></div>`}
    ${from && !from.refusal && startedFrom(from, context)}
    <details class="start-from" open=${isOpen}>
      <summary>${t.startFrom}</summary>
      <form class="register-form" method="get" action="/publier/fiche">
        <label for="chercher">${t.findText}</label>
        <input id="chercher" type="search" name="chercher" value=${found?.q} required />
        <button type="submit" class="button secondary">${t.findSubmit}</button>
      </form>
      ${found && foundPlaces(found, context)}
      <form class="register-form" method="get" action="/publier/fiche">
        <label for="depuis">${t.startFromText}</label>
        <input id="depuis" type="url" name="depuis" value=${from?.claimed === undefined ? from?.url : undefined} placeholder="https://" required />
        <button type="submit" class="button secondary">${t.startFromSubmit}</button>
      </form>
    </details>`;
}

function startedFrom(
  { url, leftOut, claimed }: NonNullable<FormPageInput['from']>,
  { language }: PageContext,
): Content {
  const t = formTexts(language);
  return html`<div class="notice good" role="status">
    ${
      claimed === undefined
        ? html`<p>${fill(t.startedFrom, { url })} ${leftOut ? counted(t.leftOut, leftOut, language) : ''} ${t.putBack}</p>`
        : html`<p><strong>${fill(t.claimed, { name: claimed })}</strong> ${fill(t.claimedText, { url })}</p>`
    }
  </div>`;
}

function foundPlaces({ places, told }: NonNullable<FormPageInput['found']>, context: PageContext): Content {
  const { language } = context;
  const t = formTexts(language);
  return html`<div class="found-places" role="status">
    ${told && html`<p>${messageIn(told, language)}</p>`}
    ${
      places.length > 0 &&
      html`<ul>
        ${places.map(
          (place) => html`<li>
            <a href=${entityPath(place)} dir="auto">${place.name}</a> ${ownTown(place) && html`<span class="quiet">${ownTown(place)}</span>`}
            <a class="button secondary" href=${`/publier/fiche?lieu=${encodeURIComponent(place.key)}`} aria-label=${fill(t.thatIsUsNamed, { name: place.name })}>${t.thatIsUs}</a>
          </li>`,
        )}
      </ul>`
    }
  </div>`;
}

/** What most people come to say; the rest is there to be unfolded. */
const unfolded = 3;

function questions(group: Form[number], index: number, input: FormPageInput): Content {
  const { context, entries, concepts, adding } = input;
  const findings = input.answer?.findings ?? [];
  const links = input.answer?.links ?? {};
  const asking: Asking = { language: context.language, entries, findings, links, concepts, adding };
  const isTold = group.fields.some(
    ({ key, path, isOfDocument }) =>
      adding === key ||
      (!isOfDocument && [...entries.keys()].some((name) => name === key || name.startsWith(`${key}.`))) ||
      findings.some((finding) => finding.path === path && finding.severity !== 'info'),
  );
  return html`<details class="question-group" open=${index < unfolded || isTold} id=${`groupe-${group.key}`}>
    <summary><h2>${group.label[context.language]}</h2></summary>
    ${group.fields.map((field) => formField(field, asking))}
  </details>`;
}

function preview({ context, form, answer }: FormPageInput): Content {
  const { language } = context;
  const t = formTexts(language);
  if (!answer) return html`<p class="quiet">${t.previewEmpty}</p>`;
  return html`<div class=${answer.conforms ? 'notice good' : 'notice error'} role="status">
      <p><strong>${answer.conforms ? t.ready : t.notReady}</strong> ${messageIn(answer.summary, language)}</p>
    </div>
    ${answer.card && html`<ul class="entity-list">${entityRow(answer.card, context, { isOwn: true })}</ul>`}
    ${(['violation', 'warning', 'info'] as const).map((severity) => list(severity, { findings: answer.findings, form, context }))}`;
}

function list(
  severity: Finding['severity'],
  {
    findings,
    form,
    context,
  }: { readonly findings: readonly Finding[]; readonly form: Form; readonly context: PageContext },
): Content {
  const own = findings.filter((finding) => finding.severity === severity);
  if (own.length === 0) return null;
  const t = formTexts(context.language);
  const title = { violation: t.toMend, warning: t.toCheck, info: t.toImprove }[severity];
  const fields = form.flatMap((group) => group.fields);
  const row = ({ message, path }: Finding) => {
    const field = fields.find((one) => one.path === path || one.parts?.some((part) => part.path === path));
    return html`<li>${messageIn(message, context.language)} ${field && html`<a href=${`#${questionId(field.key)}`}>${t.seeField}</a>`}</li>`;
  };
  // Advice is for who wants it.
  return html`<details class=${`preview-findings findings-${severity}`} open=${severity !== 'info'}>
    <summary>${title} <span class="count">${own.length}</span></summary>
    <ul>${own.map(row)}</ul>
  </details>`;
}

function ways({ context, answer, from }: FormPageInput): Content {
  const { language } = context;
  const t = formTexts(language);
  const { publish } = texts(language);
  return html`<h2>${t.publishTitle}</h2>
    <p>${t.publishText}</p>
    <ol class="ways">
      <li>
        <h3>${t.snippetTitle}</h3>
        <p>${t.snippetText}</p>
        <pre tabindex="0"><code data-file="snippet">${answer?.files.snippet}</code></pre>
        <details><summary>${t.guides}</summary>
          <ul class="guides">${(Object.keys(guides) as Guide[]).map((guide) => html`<li><p>${t[guide]}</p>${guideSchema(guide, language)}</li>`)}</ul>
        </details>
      </li>
      <li>
        <h3>${t.fileTitle}</h3>
        <p>${t.fileText}</p>
        <pre tabindex="0"><code data-file="link">${answer?.files.link}</code></pre>
        <p class="form-actions">
          <button type="submit" form="fiche" class="button secondary" name="fichier" value="jsonld">${t.downloadJsonLd}</button>
          <button type="submit" form="fiche" class="button secondary" name="fichier" value="ttl">${t.downloadTurtle}</button>
        </p>
      </li>
      <li>
        <h3>${t.podTitle}</h3>
        <p>${t.podText} ${context.pods && t.podGiven}</p>
        <p class="form-actions"><a class="button secondary" href="/publier/pod">${t.podOpen}</a></p>
      </li>
    </ol>
    <section class="register">
      <h2>${t.registerTitle}</h2>
      <p>${t.registerText}</p>
      <form class="register-form" method="post" action="/publier">
        <label for="adresse">${publish.url}</label>
        <input id="adresse" type="url" name="url" required placeholder="https://" value=${from?.claimed === undefined && !from?.refusal ? from?.url : undefined} />
        <button type="submit">${publish.submit}</button>
        <button type="submit" class="button secondary" formaction="/verifier">${t.checkFirst}</button>
      </form>
    </section>`;
}
