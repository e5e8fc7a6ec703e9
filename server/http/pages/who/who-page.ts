import type { Concept } from '../../../directory/entity.ts';
import { given } from '../../../rdf/given.ts';
import { wording } from '../../../rdf/text.ts';
import type { SeveralAsked } from '../../figures/actor-queries.ts';
import { lastPage, withParameters } from '../../lists/pagination.ts';
import { entityPath } from '../../sections.ts';
import { counted, entityTexts, fill, number, texts } from '../../texts/texts.ts';
import { whoTexts } from '../../texts/who-texts.ts';
import { labelsOf, type Principle, type Who, type WhoChoice, whoPageSize, whoTypes } from '../../who/read-who.ts';
import { figureLink } from '../frame/figure-link.ts';
import { glyph } from '../frame/glyph.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { companionsOf, principlesMap } from './principles-map.ts';

/** The who's who, of everything or of one theme. */
export function whoPath(theme?: Pick<Concept, 'key'>): string {
  return theme ? `/qui-fait-quoi/${theme.key}` : '/qui-fait-quoi';
}

/** The same as linked data. */
function dataPath({ theme, role, word, page }: WhoChoice, suffix: 'ttl' | 'jsonld'): string {
  return withParameters(`${whoPath(theme)}.${suffix}`, {
    role: role?.key,
    mot: word,
    page: page > 1 ? page : undefined,
  });
}

/** The way from the list of people to what they do together. */
export function whoIntro({ language }: PageContext): Content {
  const t = whoTexts(language);
  return html`<p><a href=${whoPath()}>${t.title}</a> <span class="quiet">${t.lead}</span></p>`;
}

export interface WhoPageInput {
  readonly choice: WhoChoice;
  readonly who: Who;
  readonly roles: readonly Concept[];
}

/** People and organisations with what they do, and the principles that they share. */
export function whoPage(input: WhoPageInput, context: PageContext): string {
  const { choice, who } = input;
  const { language } = context;
  const t = whoTexts(language);
  const { theme } = choice;
  const title = theme ? fill(t.themeTitle, { theme: theme.label[language] }) : t.title;
  const lead = theme ? (theme.definition?.[language] ?? t.themeLead) : t.lead;
  const body = html`<div class="page who-page">
    <header class="page-header">
      ${theme && html`<p class="breadcrumb"><a href=${whoPath()}>${t.allThemes}</a></p>`}
      <h1>${title}</h1>
      <p class="lead">${lead}</p>
      ${whoForm(input, context)}
      <p class="quiet">${t.optIn} <a href="/publier">${t.join}</a> · <a href="/personnes">${t.people}</a>${theme && html` · <a href=${`/pratiques/${theme.key}`}>${t.practice}</a>`}</p>
    </header>
    <div class="entity-columns">
      <div class="entity-main">
        ${principlesBlock(who, choice, context)}
        ${whoBlock(input, context)}
        <p class="take-away"><a href=${withParameters('/api/who', { theme: theme?.key, role: choice.role?.key, word: choice.word, lang: language === 'en' ? 'en' : undefined })}>JSON</a> <a href=${dataPath(choice, 'ttl')}>Turtle</a> <a href=${dataPath(choice, 'jsonld')}>JSON-LD</a></p>
      </div>
      <aside class="entity-side">${themesBlock(who, choice, context)}</aside>
    </div>
  </div>`;
  return layout({ ...frameOf(context), title, description: lead, body });
}

/** A plain form: what is chosen is in the address. */
function whoForm({ choice: { theme, role, word }, who, roles }: WhoPageInput, { language }: PageContext): Content {
  const t = whoTexts(language);
  const option = (value: string, label: string, chosen: string | undefined) =>
    html`<option value=${value} selected=${value === (chosen ?? '')}>${label}</option>`;
  const isListed = who.themes.some(({ key }) => key === theme?.key);
  return html`<form class="compare-form who-form" action="/qui-fait-quoi" method="get">
    <label>${t.theme}
      <select name="theme">
        ${option('', t.anyTheme, theme?.key)}
        ${theme && !isListed && option(theme.key, theme.label[language], theme.key)}
        ${who.themes.map(({ key, label, count }) => option(key, `${label} (${number(count, language)})`, theme?.key))}
      </select>
    </label>
    <label>${t.role}
      <select name="role">${option('', t.anyRole, role?.key)}${roles.map(({ key, label }) => option(key, label[language], role?.key))}</select>
    </label>
    <label>${t.word}<input type="search" name="mot" value=${word?.replaceAll('-', ' ') ?? ''} maxlength="60" /></label>
    ${language === 'en' && html`<input type="hidden" name="lang" value="en" />`}
    <button type="submit">${t.search}</button>
    ${(theme || role || word) && html`<a href=${whoPath()}>${t.reset}</a>`}
  </form>`;
}

function addressOf({ theme, role }: WhoChoice, word?: string): string {
  return withParameters(whoPath(theme), { role: role?.key, mot: word });
}

/** Each key word as large as it is shared, with who shares it. */
function principlesBlock(who: Who, choice: WhoChoice, context: PageContext): Content {
  const { principles, morePrinciples } = who;
  const { language } = context;
  const t = whoTexts(language);
  const most = Math.max(1, ...principles.map(({ count }) => count));
  const principle = ({ key, label, count, sharers }: Principle, at: number) => html`<li>
    <a class=${`chip principle principle-${Math.ceil((3 * count) / most)}`} href=${addressOf(choice, key)} aria-current=${choice.word === key ? 'true' : undefined}><span dir="auto">${label}</span> <span class="count">${number(count, language)}</span></a>
    <span class="principle-sharers">${count > 1 && html`<span class="visually-hidden">${t.sharedBy}</span> `}${sharers.map((one, index) => html`${index > 0 && ', '}<a href=${entityPath(one)} dir="auto">${one.name}</a>`)}${count > sharers.length && ' …'}</span>
    ${
      companionsOf(who, at).length > 0 &&
      html`<span class="principle-sharers">${fill(t.goesWith, {
        words: companionsOf(who, at)
          .map(({ principle: other }) => `\u2068${other.label}\u2069`)
          .join(', '),
      })}</span>`
    }
  </li>`;
  return html`<section class="block" id="principes">
    <h2>${t.principles}</h2>
    ${
      principles.length === 0
        ? html`<p class="quiet">${t.noPrinciples}</p>`
        : html`<p class="quiet">${t.principlesLead}</p>
          <figure class="principles-figure">${principlesMap(who, ({ key }) => addressOf(choice, key), context)}<figcaption class="quiet small">${t.mapLegend}</figcaption></figure>
          <ul class="principles">${principles.map(principle)}</ul>
          <p class="take-away small">${principlesQuery(choice, context)}</p>`
    }
    ${morePrinciples > 0 && html`<p class="quiet">${fill(t.moreWords, { count: number(morePrinciples, language) })}</p>`}
  </section>`;
}

function whoBlock({ who, choice }: WhoPageInput, context: PageContext): Content {
  const { language } = context;
  const t = whoTexts(language);
  const roleOf = ({ properties }: Who['items'][number]['entity']) =>
    ['role', 'legalForm', 'discipline'].flatMap((name) => labelsOf(properties[name], language));
  return html`<section class="block" id="qui">
    <h2>${t.who} <span class="count">${counted(t, who.total, language)}</span></h2>
    <p class="take-away small">${whoFigureLink(who.total, choice, context)}</p>
    ${who.items.length === 0 && html`<p class="empty">${t.none}</p>`}
    <ul class="entity-list">
      ${who.items.map(
        ({ entity, words }) => html`<li class="entity-row">
          ${glyph(entity.type, entity.kinds)}
          <div class="entity-row-body">
            <a class="entity-row-name" dir="auto" href=${entityPath(entity)}>${entity.name}</a>
            ${entity.example && html`<span class="badge badge-example" title=${texts(language).row.exampleTitle}>${texts(language).row.example}</span>`}
            <span class="entity-row-facts">${roleOf(entity).join(' · ')}</span>
            ${
              words.length > 0 &&
              html`<span class="entity-row-words">${words.map(({ key, text }) => html`<a class="chip" dir="auto" href=${addressOf(choice, key)}>${wording(text, language)}</a> `)}</span>`
            }
            ${words.length === 0 && entity.excerpt && html`<span class="entity-row-excerpt" dir="auto">${entity.excerpt}</span>`}
          </div>
        </li>`,
      )}
    </ul>
    ${pages(who.total, choice, context)}
  </section>`;
}

/** The query of those who are listed. */
function whoFigureLink(total: number, choice: WhoChoice, context: PageContext): Content {
  const { query } = context.queries().several({ ...askedBy(choice), ...given('word', choice.word) }, context.now);
  return figureLink(query, { title: whoTexts(context.language).who, counts: total }, context);
}

/** The query that counts who shares which key word. */
function principlesQuery(choice: WhoChoice, context: PageContext): Content {
  const { query } = context.queries().keyWords(askedBy(choice), context.now);
  return figureLink(query, { title: whoTexts(context.language).principles, counts: 'keys' }, context);
}

function askedBy({ theme, role }: WhoChoice): SeveralAsked {
  const filter = { ...given('practice', theme && [theme.key]), ...given('role', role && [role.key]) };
  return { types: role ? ['person'] : whoTypes, filter };
}

function pages(total: number, choice: WhoChoice, { language }: PageContext): Content {
  const last = lastPage({ total, size: whoPageSize });
  if (last <= 1) return null;
  const t = texts(language).list;
  const at = (page: number) => withParameters(addressOf(choice, choice.word), { page: page === 1 ? undefined : page });
  return html`<nav class="pager" aria-label=${t.pages}>
    <span>${choice.page > 1 && html`<a href=${at(choice.page - 1)} rel="prev">${t.previous}</a>`}</span>
    <span>${fill(t.pageOf, { page: number(choice.page, language), last: number(last, language) })}</span>
    <span>${choice.page < last && html`<a href=${at(choice.page + 1)} rel="next">${t.next}</a>`}</span>
  </nav>`;
}

const shownThemes = 30;

function themesBlock({ themes }: Who, { theme }: WhoChoice, context: PageContext): Content {
  const { language } = context;
  const t = whoTexts(language);
  const query = context.queries().practices(whoTypes, language);
  return html`<section class="block">
    <h2>${t.themes}</h2>
    <ul class="chips">
      ${themes.slice(0, shownThemes).map(({ key, label, count }) => html`<li><a class="chip" href=${whoPath({ key })} aria-current=${key === theme?.key ? 'page' : undefined} aria-label=${`${label}${entityTexts(language).colon} ${number(count, language)}`}>${label} <span class="count">${number(count, language)}</span></a></li>`)}
    </ul>
    <p class="take-away small">${figureLink(query, { title: t.themes, counts: 'chips' }, context)}</p>
  </section>`;
}
