import type { Entity, EntityType } from '../directory/entity.ts';
import { classOf } from '../directory/entity-types.ts';
import { alternateLinks, profileFormats, type RdfFormat } from './negotiate.ts';
import { mayBeRecord } from './pages/entity/passed-on-notice.ts';
import { authorsAnchor } from './pages/opendata/vocabulary-parts.ts';

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
  const authors = authorsOf(entity).flatMap((one) => {
    const url = webAddress(one);
    return url ? [`<${url}>; rel="author"`] : [];
  });
  const common = [`${source}; rel="via"`, ...authors, ...license, ...alternateLinks(page)];
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

/** Who can be the author of a document; persons are in the directory only when they ask for it. */
const writing: ReadonlySet<EntityType> = new Set<EntityType>(['organization', 'network', 'person']);
/** How each is tied to whom its document is by. */
const holding: ReadonlySet<string> = new Set([
  'operatedBy',
  'soughtBy',
  'offeredBy',
  'carriedBy',
  'organizer',
  'effectOf',
  'practisedBy',
]);

/**
 * Who speaks in an entity's own document: itself, or the organisations, networks and persons that the same document says
 * run, seek, offer or carry it. Nobody where others gathered what is said.
 */
function authorsOf({ type, iri, links, provenance }: Entity): readonly string[] {
  if (provenance.attribution || mayBeRecord(provenance.source)) return [];
  if (writing.has(type)) return [iri];
  return links.flatMap(({ relation, source, target }) =>
    holding.has(relation) && source === provenance.source && 'type' in target && writing.has(target.type)
      ? target.iri
      : [],
  );
}

/** Signposts of something that is published here itself, such as a term or a rule: `iri` is what to cite. */
export function ownSignposts(
  path: string,
  about: {
    readonly iri: string;
    readonly type: string;
    readonly format: 'html' | RdfFormat;
    readonly formats?: readonly RdfFormat[];
    /** What it is part of. */
    readonly collection: string;
  },
): string[] {
  const { iri, type, format, formats, collection } = about;
  return [
    ...citeAs(iri),
    `<${type}>; rel="type"`,
    // The page says who they are.
    `</ns#${authorsAnchor}>; rel="author"`,
    '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
    `<${collection}>; rel="collection"`,
    ...alternateLinks(path, formats),
    ...(format === 'html' ? describedBy(path, formats) : [`<${path}>; rel="describes"; type="text/html"`]),
  ];
}

/** Only web addresses can be followed (RFC 8574). */
function citeAs(iri: string): string[] {
  const url = webAddress(iri);
  return url ? [`<${url}>; rel="cite-as"`] : [];
}

function webAddress(iri: string): string | undefined {
  const url = URL.parse(iri);
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}

function describedBy(path: string, formats: readonly RdfFormat[] = profileFormats): string[] {
  return alternateLinks(path, formats).map((link) => link.replace('rel="alternate"', 'rel="describedby"'));
}
