import type { Language } from '../../../rdf/text.ts';
import { ecosystemTexts } from '../../texts/ecosystem-texts.ts';
import { meetingsTexts } from '../../texts/meetings-texts.ts';
import { readersTexts } from '../../texts/readers-texts.ts';
import { texts } from '../../texts/texts.ts';
import { whoTexts } from '../../texts/who-texts.ts';
import { readerPath, readers } from '../readers/readers.ts';
import { type Content, html, render } from './html.ts';

/** Scripts (modules) and stylesheets a page loads, as addresses on this site. */
export interface PageAssets {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

export interface LayoutInput {
  readonly title: string;
  readonly description?: string;
  readonly language: Language;
  /** Path and query of this page as asked for: the language switch keeps all of it. */
  readonly path: string;
  /** `https://host` of this site, for absolute canonical and alternate links; relative ones without it. */
  readonly origin?: string;
  readonly assets: PageAssets;
  readonly body: Content;
  /** Further elements of the head: alternates, JSON-LD. */
  readonly head?: Content;
  /** A class on the body element, for pages with a frame of their own such as the map. */
  readonly bodyClass?: string;
  /** False leaves the footer out (the map fills the window). */
  readonly footer?: boolean;
}

const locales: Readonly<Record<Language, string>> = { fr: 'fr_FR', en: 'en_GB' };

function otherThan(language: Language): Language {
  return language === 'fr' ? 'en' : 'fr';
}

/** The same path and query with `lang` set, or without it when no language is given. */
export function withLanguage(path: string, language?: Language): string {
  const url = new URL(path, 'http://site.invalid');
  url.searchParams.delete('lang');
  if (language) url.searchParams.set('lang', language);
  return url.pathname + url.search;
}

/** A whole HTML document in the frame shared by all pages. */
export function layout(input: LayoutInput): string {
  const { language, path, origin = '', assets } = input;
  const t = texts(language).layout;
  const title = input.title === t.name ? t.name : `${input.title} · ${t.name}`;
  const description = input.description ?? t.tagline;
  const canonical = origin + withLanguage(path, language === 'fr' ? undefined : language);
  const document = html`<html lang=${language}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>${title}</title>
      <meta name="description" content=${description} />
      <meta property="og:title" content=${input.title} />
      <meta property="og:site_name" content=${t.name} />
      <meta property="og:description" content=${description} />
      <meta property="og:type" content="website" />
      <meta property="og:url" content=${canonical} />
      <meta property="og:locale" content=${locales[language]} />
      <meta property="og:locale:alternate" content=${locales[otherThan(language)]} />
      <meta name="twitter:card" content="summary" />
      <link rel="canonical" href=${canonical} />
      <link rel="alternate" hreflang="fr" href=${origin + withLanguage(path)} />
      <link rel="alternate" hreflang="en" href=${origin + withLanguage(path, 'en')} />
      <link rel="alternate" hreflang="x-default" href=${origin + withLanguage(path)} />
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      ${assets.styles.map((href) => html`<link rel="stylesheet" href=${href} />`)}
      ${assets.scripts.map((src) => html`<script type="module" src=${src}></script>`)}
      ${input.head}
    </head>
    <body class=${input.bodyClass}>
      <a class="skip-link" href="#contenu">${t.skip}</a>
      ${header(language, path)}
      <main id="contenu" tabindex="-1">${input.body}</main>
      ${input.footer !== false && footer(language)}
    </body>
  </html>`;
  return `<!doctype html>\n${render(document)}`;
}

function header(language: Language, path: string): Content {
  const t = texts(language).layout;
  const here = withLanguage(path).split('?')[0] ?? '/';
  const entries: readonly (readonly [string, string])[] = [
    ['/', t.map],
    ['/lieux', t.places],
    ['/reseaux', t.networks],
    ['/pratiques', t.practices],
    ['/besoins', t.needs],
    ['/donnees', t.data],
    ['/publier', t.publish],
  ];
  const other = otherThan(language);
  return html`<header class="site-header">
    <a class="site-logo" href="/" translate="no">${logo()}<span>${t.name}</span></a>
    <nav class="site-nav" aria-label=${t.mainNav}>
      <ul>
        ${entries.map(
          ([href, label]) => html`<li>
            <a href=${href} class=${href === '/publier' ? 'call' : undefined} aria-current=${current(here, href)}>${label}</a>
          </li>`,
        )}
      </ul>
    </nav>
    <a class="language-switch" href=${withLanguage(path, other)} hreflang=${other} lang=${other} rel="alternate" title=${t.switchLanguage} data-language-switch>
      ${t.otherLanguage}
    </a>
  </header>`;
}

function current(here: string, href: string): 'page' | 'true' | undefined {
  if (here === href) return 'page';
  return href !== '/' && here.startsWith(`${href}/`) ? 'true' : undefined;
}

/** The facet: volcanic glass with one cut corner. */
function logo(): Content {
  return html`<svg class="logo" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
    <path class="logo-glass" d="M9 2h14l7 8-3 14-9 6-13-5L2 11z" />
    <path class="logo-facet" d="M9 2l5 10 16-2M14 12l4 18M14 12L2 11" />
    <path class="logo-ember" d="M14 12l16-2-3 14z" />
  </svg>`;
}

function footer(language: Language): Content {
  const t = texts(language).layout;
  const r = readersTexts(language);
  return html`<footer class="site-footer">
    <p>${t.tagline}</p>
    <nav aria-label=${r.nav}>
      <ul><li><a href="/pour">${r.nav}</a></li>${readers.map((reader) => html`<li><a href=${readerPath(reader)}>${r.names[reader.key]}</a></li>`)}</ul>
    </nav>
    <nav aria-label=${t.together}>
      <ul>
        <li><a href="/agenda">${meetingsTexts(language).title}</a></li>
        <li><a href="/cooperations">${texts(language).sections.cooperation.title}</a></li>
        <li><a href="/qui-fait-quoi">${whoTexts(language).title}</a></li>
        <li><a href="/ecosysteme">${ecosystemTexts(language).title}</a></li>
      </ul>
    </nav>
    <nav aria-label=${t.footerNav}>
      <ul>
        <li><a href="/a-propos">${t.about}</a></li>
        <li><a href="/donnees">${t.openData}</a></li>
        <li><a href="/donnees#licences">${t.license}</a></li>
        <li><a href="/observatoire">${t.observatory}</a></li>
        <li><a href="/verifier">${t.check}</a></li>
        <li><a href="/a-propos#code">${t.code}</a></li>
      </ul>
    </nav>
  </footer>`;
}
