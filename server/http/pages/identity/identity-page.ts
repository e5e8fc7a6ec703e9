import type { Decision } from '../../../identity/decisions.ts';
import type { Proposal } from '../../../identity/proposals.ts';
import { longDate } from '../../dates.ts';
import type { Side } from '../../identity-view.ts';
import { lastPage, withParameters } from '../../lists/pagination.ts';
import type { Operator } from '../../operator-session.ts';
import { percent } from '../../quantities.ts';
import { entityPath } from '../../sections.ts';
import { identityTexts } from '../../texts/identity-texts.ts';
import { counted, entityTexts, fill, number, texts } from '../../texts/texts.ts';
import { whoOf } from '../entity/merged-block.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { comparison } from './comparison.ts';

/** Two of a pair, as the page shows them. */
export interface Pair<About> {
  readonly about: About;
  readonly sides: readonly [Side, Side];
}

/** Everything the page of pairs shows. */
export interface IdentityInput {
  readonly proposals: { readonly total: number; readonly items: readonly Pair<Proposal>[] };
  readonly decisions: {
    readonly total: number;
    readonly items: readonly (Pair<Decision> & { readonly isLast: boolean })[];
  };
  readonly filter: { readonly score?: string; readonly source?: string; readonly departement?: string };
  readonly page: number;
  readonly size: number;
  /** Whether an operator key is set, and who asks. */
  readonly isPossible: boolean;
  readonly operator: Operator | undefined;
  /** What was just done, or why not. */
  readonly notice?: { readonly text: string; readonly isError: boolean };
}

/** Where decisions are taken. */
export const identityPath = '/exploitation/identites';

/** The pairs that wait for a word, side by side, and the last decisions: open to all, decided on by operators. */
export function identityPage(input: IdentityInput, context: PageContext): string {
  const { language } = context;
  const t = identityTexts(language);
  const { proposals, operator, notice } = input;
  const body = html`<div class="page identity-page">
    <header class="page-header">
      <p class="breadcrumb"><a href="/exploitation">${texts(language).operation.title}</a></p>
      <h1>${t.title}</h1>
      <p class="lead">${t.lead}</p>
    </header>
    ${operatorBlock(input, context)}
    <section class="block" id="paires">
      ${notice && noticeOf(input, context)}
      <h2>${proposals.total === 0 ? (isFiltered(input) ? t.noneFiltered : t.none) : counted(t.waiting, proposals.total, language)}</h2>
      ${(proposals.total > 0 || isFiltered(input)) && filterForm(input, context)}
      ${proposals.items.map((pair, index) => proposalOf(pair, index, input, context))}
      ${pages(input, context)}
    </section>
    <section class="block" id="decisions">
      <h2>${t.decisions}</h2>
      ${input.decisions.items.length === 0 ? html`<p class="quiet">${t.decisionsNone}</p>` : decisionTable(input.decisions.items, operator, context)}
      ${input.decisions.total > input.decisions.items.length && html`<p><a href=${`${identityPath}/decisions`}>${t.decisionsAll} (${number(input.decisions.total, language)})</a></p>`}
    </section>
  </div>`;
  return layout({ ...frameOf(context), title: t.title, body, head: html`<meta name="robots" content="noindex" />` });
}

/** Every decision that was ever taken, the latest first. */
export function decisionsPage(
  input: Pick<IdentityInput, 'decisions' | 'page' | 'size' | 'operator'>,
  context: PageContext,
): string {
  const { language } = context;
  const t = identityTexts(language);
  const body = html`<div class="page identity-page">
    <header class="page-header">
      <p class="breadcrumb"><a href=${identityPath}>${t.title}</a></p>
      <h1>${t.decisionsTitle}</h1>
    </header>
    ${input.decisions.total === 0 ? html`<p>${t.decisionsNone}</p>` : decisionTable(input.decisions.items, input.operator, context)}
    ${pager(context, { ...input, total: input.decisions.total })}
  </div>`;
  return layout({
    ...frameOf(context),
    title: t.decisionsTitle,
    body,
    head: html`<meta name="robots" content="noindex" />`,
  });
}

/** What was just done, with its undoing beside it. */
function noticeOf({ notice, operator, decisions }: IdentityInput, context: PageContext): Content {
  const [last] = decisions.items;
  const mayUndo = operator && last?.isLast && last.about.decision !== 'undone';
  return html`<div class=${`notice ${notice?.isError ? 'error' : 'good'}`} role="status">
    <p>${notice?.text} ${mayUndo && last.sides.map((side) => side.name).join(' – ')}</p>
    ${mayUndo && undoForm(last.about, last.sides, operator, context)}
  </div>`;
}

function isFiltered({ filter }: IdentityInput): boolean {
  return Object.values(filter).some((value) => value !== undefined && value !== '');
}

function operatorBlock({ isPossible, operator }: IdentityInput, { language }: PageContext): Content {
  const t = identityTexts(language);
  if (!isPossible) return html`<div class="notice"><p>${t.noKey} <code>npx obsidienne identity</code></p></div>`;
  if (operator)
    return html`<form class="operator" method="post" action="/exploitation/session/fin">
      <input type="hidden" name="jeton" value=${operator.token} />
      <p>${fill(t.signedIn, { name: operator.name || t.anonymous })} <button class="button secondary" type="submit">${t.signOut}</button></p>
    </form>`;
  return html`<form class="operator" method="post" action="/exploitation/session">
    <h2>${t.signInTitle}</h2>
    <p>${t.signInText}</p>
    <p class="fields">
      <label>${t.key} <input type="password" name="cle" required autocomplete="current-password" /></label>
      <label>${t.name} <input type="text" name="nom" maxlength="60" autocomplete="name" /></label>
      <button class="button" type="submit">${t.signIn}</button>
    </p>
  </form>`;
}

function filterForm({ filter }: IdentityInput, { language }: PageContext): Content {
  const t = identityTexts(language);
  return html`<form class="fields" method="get" action=${identityPath} aria-label=${t.filters}>
    <label>${t.leastScore} <select name="score">
      <option value="">${t.all}</option>
      ${['0.8', '0.9', '0.95'].map((score) => html`<option value=${score} selected=${filter.score === score}>${percent(Number(score), language)}</option>`)}
    </select></label>
    <label>${t.source} <input type="text" name="source" value=${filter.source ?? ''} maxlength="200" /></label>
    <label>${t.departement} <input type="text" name="departement" value=${filter.departement ?? ''} maxlength="3" size="4" /></label>
    <button class="button secondary" type="submit">${t.apply}</button>
  </form>`;
}

function proposalOf(
  { about, sides }: Pair<Proposal>,
  index: number,
  { operator }: IdentityInput,
  context: PageContext,
): Content {
  const { language } = context;
  const t = identityTexts(language);
  const names = { a: sides[0].name, b: sides[1].name };
  return html`<article class="pair" id=${`paire-${index + 1}`}>
    <h3 dir="auto">${names.a} – ${names.b}</h3>
    <p>${fill(t.score, { percent: percent(about.score, language) })}. ${t.why}${entityTexts(language).colon} ${about.reasons.map((reason) => reason[language]).join(', ')}.</p>
    ${comparison(sides, context)}
    ${
      operator &&
      html`<form class="decide" method="post" action=${identityPath}>
        ${hidden({ ...about, jeton: operator.token, retour: context.path })}
        <button class="button" type="submit" name="decision" value="merged" aria-label=${fill(t.acceptOf, names)}>${t.accept}</button>
        <button class="button secondary" type="submit" name="decision" value="refused" aria-label=${fill(t.refuseOf, names)}>${t.refuse}</button>
      </form>`
    }
  </article>`;
}

function decisionTable(
  items: IdentityInput['decisions']['items'],
  operator: Operator | undefined,
  context: PageContext,
): Content {
  const { language } = context;
  const t = identityTexts(language);
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${t.decisions}>
    <table>
      <thead><tr><th scope="col">${t.when}</th><th scope="col">${t.pair}</th><th scope="col">${t.decision}</th>${operator && html`<th scope="col">${t.undo}</th>`}</tr></thead>
      <tbody>
        ${items.map(
          ({ about, sides, isLast }) => html`<tr>
            <td><time datetime=${about.at}>${longDate(about.at, language)}</time></td>
            <td dir="auto">${sides.map((side, index) => html`${index > 0 && ' – '}${side.page ? html`<a href=${entityPath(side.page)}>${side.name}</a>` : side.name}`)}
              <br /><span class="quiet small">${about.reasons.map((reason) => reason[language]).join(', ')}</span></td>
            <td>${t[about.decision]} ${whoOf(about.by, context)}</td>
            ${operator && html`<td>${isLast && about.decision !== 'undone' && undoForm(about, sides, operator, context)}</td>`}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function undoForm(about: Decision, [a, b]: readonly [Side, Side], operator: Operator, context: PageContext): Content {
  const t = identityTexts(context.language);
  return html`<form method="post" action=${identityPath}>
    ${hidden({ ...about, jeton: operator.token, retour: context.path })}
    <button class="button secondary" type="submit" name="decision" value="undone" aria-label=${fill(t.undoOf, { a: a.name, b: b.name })}>${t.undo}</button>
  </form>`;
}

function hidden({
  a,
  b,
  jeton,
  retour,
}: {
  readonly a: string;
  readonly b: string;
  readonly jeton: string;
  readonly retour: string;
}): Content {
  return Object.entries({ a, b, jeton, retour }).map(
    ([name, value]) => html`<input type="hidden" name=${name} value=${value} />`,
  );
}

function pages({ page, size, proposals }: IdentityInput, context: PageContext): Content {
  return pager(context, { page, size, total: proposals.total });
}

/** With the filters of the address kept. */
function pager(
  context: PageContext,
  { page, size, total }: { readonly page: number; readonly size: number; readonly total: number },
): Content {
  const last = lastPage({ total, size });
  if (last <= 1) return null;
  const { language, path } = context;
  const t = texts(language).list;
  const at = (target: number) => withParameters(path, { page: target, fait: undefined });
  return html`<nav class="pager" aria-label=${t.pages}>
    <span>${page > 1 && html`<a href=${at(page - 1)} rel="prev">${t.previous}</a>`}</span>
    <span>${fill(t.pageOf, { page: number(page, language), last: number(last, language) })}</span>
    <span>${page < last && html`<a href=${at(page + 1)} rel="next">${t.next}</a>`}</span>
  </nav>`;
}
