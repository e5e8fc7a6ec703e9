import type { Entity } from '../directory/entity.ts';
import { classOf } from '../directory/entity-types.ts';
import { alternateLinks, profileFormats, type RdfFormat } from './negotiate.ts';

const datasetLink = '</catalog#dataset>; rel="collection"';

/**
 * FAIR Signposting (level 1, https://signposting.org/FAIR/) for an entity. Its page says how to cite it, what it is, who
 * says it and where its data are; the data say of which page they are.
 */
export function signpostsOf(entity: Entity, format: 'html' | RdfFormat, page: string): string[] {
  const { provenance, iri, type } = entity;
  const source = `<${new URL(provenance.source).href}>`;
  const license = URL.canParse(provenance.license ?? '')
    ? [`<${new URL(provenance.license ?? '').href}>; rel="license"`]
    : [];
  const common = [`${source}; rel="via"`, ...license, ...alternateLinks(page)];
  if (format !== 'html') return [...common, `<${page}>; rel="describes"; type="text/html"`, datasetLink];
  return [
    ...common,
    ...citeAs(iri),
    `<https://schema.org/AboutPage>; rel="type"`,
    `<${classOf(type)}>; rel="type"`,
    ...describedBy(page),
    datasetLink,
  ];
}

/** Signposts of something that is published here itself, such as a term or a rule: `iri` is what to cite. */
export function ownSignposts(
  path: string,
  about: { readonly iri: string; readonly type: string; readonly formats?: readonly RdfFormat[] },
): string[] {
  return [
    ...citeAs(about.iri),
    `<${about.type}>; rel="type"`,
    '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
    ...alternateLinks(path, about.formats),
    ...describedBy(path, about.formats),
  ];
}

/** Only web addresses can be followed (RFC 8574). */
function citeAs(iri: string): string[] {
  const url = URL.parse(iri);
  return url && /^https?:$/.test(url.protocol) ? [`<${url.href}>; rel="cite-as"`] : [];
}

function describedBy(path: string, formats: readonly RdfFormat[] = profileFormats): string[] {
  return alternateLinks(path, formats).map((link) => link.replace('rel="alternate"', 'rel="describedby"'));
}
