import type { Statement } from '../../../opendata/history/statements.ts';
import type { Part } from '../../../opendata/history/told.ts';
import { SCHEMA, schema, xsd } from '../../../rdf/terms.ts';
import type { Language } from '../../../rdf/text.ts';
import { longDate } from '../../dates.ts';
import type { IriName } from '../../sparql/terms/name-iris.ts';
import { identityTexts } from '../../texts/identity-texts.ts';
import { entityTexts, entry, fill, texts } from '../../texts/texts.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { languageName, languageProperties, shortAddress } from './property-values.ts';
import { hostOf } from './provenance-block.ts';

/** What the addresses of values and properties are called. */
export type Names = ReadonlyMap<string, IriName>;

const longestValue = 300;
const numbers: ReadonlySet<string> = new Set(
  ['double', 'float', 'decimal', 'integer', 'int', 'long', 'nonNegativeInteger', 'positiveInteger'].map(
    (name) => xsd(name).value,
  ),
);
const pictures: ReadonlySet<string> = new Set(['image', 'logo', 'photo'].map((name) => schema(name).value));

/** Every address that a statement names: its properties and its values. */
export function irisOf({ path, value, isIri, parts = [] }: Part & Pick<Statement, 'parts'>): readonly string[] {
  return [...path, ...(isIri ? [value] : []), ...parts.flatMap(irisOf)];
}

/** A value as people write it: concepts by their label, numbers and dates the language's way, opening hours as days and times. */
export function statementValue(statement: Statement, names: Names, context: PageContext): Content {
  const { parts } = statement;
  if (!parts) return plainValue(statement, names, context);
  return openingOf(parts, names, context) ?? partsOf(parts, names, context);
}

function plainValue(part: Part, names: Names, context: PageContext): Content {
  const { language } = context;
  const { path, value, isIri, datatype = '' } = part;
  const property = path.at(-1) ?? '';
  if (isIri) return addressValue(value, { property, names, context });
  if (languageProperties.has(lastWord(property))) return languageName(value, language);
  if (lastWord(property) === 'addressCountry' && /^[A-Z]{2}$/.test(value))
    return new Intl.DisplayNames(language, { type: 'region' }).of(value) ?? value;
  if (numbers.has(datatype) && value.trim() !== '' && Number.isFinite(Number(value)))
    return plainNumber(Number(value), language);
  if (datatype === xsd('boolean').value)
    return /^(?:true|1)$/.test(value) ? texts(language).words.yes : texts(language).words.no;
  if (datatype === xsd('dateTime').value || datatype === xsd('date').value) return longDate(value, language);
  if (datatype === xsd('time').value || /^\d{2}:\d{2}:00$/.test(value)) return value.slice(0, 5);
  return [
    value.length > longestValue ? `${value.slice(0, longestValue)}…` : value,
    part.language &&
      part.language !== language &&
      html` <span class="quiet small">(${languageName(part.language, language)})</span>`,
  ];
}

function addressValue(
  iri: string,
  { property, names, context }: { readonly property: string; readonly names: Names; readonly context: PageContext },
): Content {
  const { language } = context;
  const known = names.get(iri);
  if (known) return known.href ? html`<a href=${known.href}>${known.name}</a>` : known.name;
  const day = iri.startsWith(SCHEMA) ? entry(texts(language).days, lastWord(iri), '') : '';
  if (day !== '') return day;
  const address = webAddress(iri);
  // `mailto:` and `tel:` are for machines.
  if (!address) return iri.replace(/^(?:mailto|tel):/, '');
  const label = pictures.has(property)
    ? fill(texts(language).entity.picture, { host: hostOf(iri) })
    : shortAddress(iri) + (URL.parse(iri)?.hash ?? '');
  return html`<a href=${context.reach(address)} rel="external nofollow">${label}</a>`;
}

/** Without powers of ten: positions are written `43.9456`. */
function plainNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 7, useGrouping: false }).format(value);
}

/** `lundi, mardi : 09:00 – 18:00`; undefined for what is no span of opening. */
function openingOf(parts: readonly Part[], names: Names, context: PageContext): Content {
  const said = (name: string) => parts.filter(({ path }) => path.at(-1) === schema(name).value);
  const [opens] = said('opens');
  const [closes] = said('closes');
  if (!opens || !closes) return undefined;
  const order = Object.keys(texts(context.language).days);
  const days = said('dayOfWeek').toSorted(
    (a, b) => order.indexOf(lastWord(a.value)) - order.indexOf(lastWord(b.value)),
  );
  const rest = parts.filter(
    ({ path }) => !['opens', 'closes', 'dayOfWeek'].some((name) => path.at(-1) === schema(name).value),
  );
  const t = entityTexts(context.language);
  const time = (part: Part) => plainValue(part, names, context);
  return html`${days.map((day, index) => [index > 0 && ', ', dayOf(day, names, context)])}${days.length > 0 && `${t.colon} `}${time(opens)} – ${time(closes)}${rest.length > 0 && html` (${partsOf(rest, names, context)})`}`;
}

/** Days are written as addresses or by name. */
function dayOf(day: Part, names: Names, context: PageContext): Content {
  return entry(texts(context.language).days, lastWord(day.value), '') || plainValue(day, names, context);
}

function partsOf(parts: readonly Part[], names: Names, context: PageContext): Content {
  const { colon } = entityTexts(context.language);
  return parts.map((part, index) => [
    index > 0 && ' · ',
    html`<span class="quiet">${propertyLabel(part.path.at(-1) ?? '', names, context)}${colon}</span> ${plainValue(part, names, context)}`,
  ]);
}

/** What a property is called here; one that nobody has named is told by the last word of its address. */
export function propertyLabel(property: string, names: Names, { language }: Pick<PageContext, 'language'>): string {
  const name = lastWord(property);
  const { properties, relations } = texts(language);
  const { fields, provenance } = identityTexts(language);
  return (
    entry(fields, name, entry(properties, name, entry(relations, name, ''))) ||
    names.get(property)?.name ||
    fill(provenance.otherProperty, { name: name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase() })
  );
}

function lastWord(iri: string): string {
  return iri.split(/[/#]/).at(-1) ?? iri;
}
