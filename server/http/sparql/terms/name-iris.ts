import type { Named, NamesByIri } from '../../../directory/names-by-id.ts';
import { OBS, VOCAB } from '../../../rdf/terms.ts';
import type { Language } from '../../../rdf/text.ts';
import { conceptPath } from '../../pages/entity/property-values.ts';
import { territoryPath } from '../../pages/lists/territory-page.ts';
import { entityPath } from '../../sections.ts';
import type { TermBook } from './query-terms.ts';

/** What an IRI of an answer is called, and its page here where it has one. */
export interface IriName {
  readonly name: string;
  readonly href?: string;
  /** What it is, where it is something that the directory knows. */
  readonly entity?: Pick<Named, 'type' | 'key'>;
}

/** Names for IRIs; those that are called nothing are missing. */
export type NameIris = (iris: Iterable<string>, language: Language) => ReadonlyMap<string, IriName>;

/** Makes the namer of entities, concepts, territories and terms. */
export function createNameIris(namesOfIris: NamesByIri, book: TermBook): NameIris {
  return (iris, language) => {
    const asked = [...new Set(iris)];
    const entities = namesOfIris(asked, language);
    return new Map(
      asked.flatMap((iri): (readonly [string, IriName])[] => {
        const entity = entities.get(iri);
        if (entity && entity.name !== '') return [[iri, { name: entity.name, href: entityPath(entity), entity }]];
        const name = book.nameOf(iri, language);
        const href = pageOf(iri);
        return name === undefined ? [] : [[iri, { name, ...(href ? { href } : {}) }]];
      }),
    );
  };
}

/** The page of a term of ours. */
function pageOf(iri: string): string | undefined {
  if (iri.startsWith(OBS)) return `/ns#${iri.slice(OBS.length)}`;
  const [scheme = '', key = ''] = iri.startsWith(VOCAB) ? iri.slice(VOCAB.length).split('/') : [];
  if (key === '') return undefined;
  return scheme === 'territories' ? territoryPath(key) : conceptPath({ scheme, key });
}
