import { SCHEMA, VOCAB, xsd } from '../rdf/terms.ts';
import { describeDraft } from './describe-draft.ts';
import type { Draft } from './draft.ts';
import type { TreeNode, TreeValue } from './profile-tree.ts';
import { isTreeNode } from './profile-tree.ts';

/** A JSON-LD document that names our context. */
export type JsonLd = Readonly<Record<string, unknown>>;

const context = 'https://w3id.org/obsidienne/context.jsonld';

/** A draft as JSON-LD in our context: keys are the model's own words, concepts are slugs, IRIs of the document are relative. */
export function draftToJsonLd(draft: Draft): JsonLd {
  return { '@context': context, ...toObject(describeDraft(draft)) };
}

/** The same as text, two spaces deep. */
export function writeJsonLd(draft: Draft): string {
  return `${JSON.stringify(draftToJsonLd(draft), null, 2)}\n`;
}

function toObject({ id, type, properties }: TreeNode): Record<string, unknown> {
  const entries = properties.map(({ predicate, values }): [string, unknown] => {
    const [first] = values;
    const language = first && 'text' in first ? first.language : undefined;
    // `descriptionIn` and its like are the context's maps from language to text.
    if (language) return [`${localName(predicate)}In`, { [language]: unlessAlone(values.map(toJson)) }];
    return [localName(predicate), unlessAlone(values.map(toJson))];
  });
  return {
    ...(id === undefined ? {} : { id }),
    ...(type === undefined ? {} : { type: localName(type) }),
    ...Object.fromEntries(entries),
  };
}

function toJson(value: TreeValue): unknown {
  if (isTreeNode(value)) return toObject(value);
  if ('iri' in value) return shortIri(value.iri);
  if ('text' in value) return value.text;
  if (value.datatype === xsd('decimal').value) return Number(value.lexical);
  return value.datatype === xsd('boolean').value ? value.lexical === 'true' : value.lexical;
}

/** Where the context expects a concept or a day, the last part of its IRI is enough. */
function shortIri(iri: string): string {
  const concept = iri.startsWith(VOCAB) ? /^[a-z-]+\/([a-z0-9-]+)$/.exec(iri.slice(VOCAB.length))?.[1] : undefined;
  const day = iri.startsWith(SCHEMA) ? /^[A-Z][a-z]+day$/.exec(iri.slice(SCHEMA.length))?.[0] : undefined;
  return concept ?? day ?? iri;
}

function localName(iri: string): string {
  return iri.slice(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
}

function unlessAlone(values: readonly unknown[]): unknown {
  return values.length === 1 ? values[0] : values;
}
