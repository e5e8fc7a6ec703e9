import type { Concept, Value } from '../../../directory/entity.ts';
import type { Language } from '../../../rdf/text.ts';
import { wording } from '../../../rdf/text.ts';
import { longDate } from '../../dates.ts';
import { entry, number, texts } from '../../texts/texts.ts';
import { type Content, html, webAddress } from '../frame/html.ts';

/** Labels and values of some properties as a description list; nothing when none of them is filled in. */
export function propertyList(
  properties: Readonly<Record<string, readonly Value[]>>,
  names: readonly string[],
  language: Language,
  /** What is to be said of a property's values besides. */
  noteOf: (name: string) => Content = () => null,
): Content {
  const labels = texts(language).properties;
  const filled = names.flatMap((name) => {
    const values = properties[name] ?? [];
    return values.length > 0 ? [{ name, values }] : [];
  });
  if (filled.length === 0) return null;
  return html`<dl class="properties">
    ${filled.map(
      ({ name, values }) => html`<div class=${`property property-${name}`}>
        <dt>${entry(labels, name, name)}</dt>
        ${values.map((value, index) => html`<dd>${propertyValue(value, name, language)}${index === values.length - 1 && noteOf(name)}</dd>`)}
      </div>`,
    )}
  </dl>`;
}

/** Single words side by side rather than one under the other. */
const words = new Set(['keywords', 'keyKeyword']);
/** Properties whose values are language tags. */
export const languageProperties: ReadonlySet<string> = new Set(['availableLanguage', 'knowsLanguage', 'inLanguage']);

function propertyValue(value: Value, name: string, language: Language): Content {
  switch (value.kind) {
    case 'text':
      if (words.has(name)) return html`<span class="chip">${wording(value.text, language)}</span>`;
      if (languageProperties.has(name))
        return html`<span class="chip">${languageName(wording(value.text, language), language)}</span>`;
      return plain(wording(value.text, language), language);
    case 'concept':
      return conceptChip(value.concept, language);
    case 'date':
      return html`<time datetime=${value.value}>${longDate(value.value, language)}</time>`;
    case 'number':
      return `${number(value.value, language)}${value.unit ? ` ${value.unit}` : ''}`;
    case 'url': {
      const href = webAddress(value.url);
      const label = value.label ?? shortAddress(value.url);
      return href ? html`<a href=${href} rel="external nofollow">${label}</a>` : label;
    }
    default:
      return value satisfies never;
  }
}

/** "français" for `fr`; what is no language tag stays as it was written. */
export function languageName(tag: string, language: Language): string {
  if (!/^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(tag)) return tag;
  return new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag;
}

/** Publishers write yes and no as booleans. */
function plain(text: string, language: Language): Content {
  const { yes, no } = texts(language).words;
  if (text === 'true') return yes;
  if (text === 'false') return no;
  const href = /^https?:\/\/\S+$/.test(text) ? webAddress(text) : undefined;
  return href ? html`<a href=${href} rel="external nofollow">${shortAddress(text)}</a>` : text;
}

/** A concept as a link to its page, its definition at hand. */
export function conceptChip(concept: Concept, language: Language): Content {
  const label = concept.label[language];
  const href = conceptPath(concept);
  return href
    ? html`<a class="chip" href=${href} title=${concept.definition?.[language]}>${label}</a>`
    : html`<span class="chip">${label}</span>`;
}

/** The page of a concept here; undefined for one of no scheme of ours. */
export function conceptPath({ scheme, key }: Pick<Concept, 'scheme' | 'key'>): string | undefined {
  if (scheme === '') return undefined;
  return scheme === 'practices'
    ? `/pratiques/${encodeURIComponent(key)}`
    : `/vocab/${scheme}/${encodeURIComponent(key)}`;
}

/** `lafabrique.example/profil` for an address: what people recognise. */
export function shortAddress(address: string): string {
  const url = URL.parse(address);
  return url ? (url.host + url.pathname).replace(/\/$/, '') : address;
}
