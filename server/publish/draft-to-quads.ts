import type { Quad, Quad_Object, Quad_Subject } from '@rdfjs/types';
import { blankNode, literal, namedNode, quad, rdf } from '../rdf/terms.ts';
import { describeDraft } from './describe-draft.ts';
import type { Draft } from './draft.ts';
import type { TreeNode, TreeValue } from './profile-tree.ts';
import { isTreeNode } from './profile-tree.ts';

/** The quads of a draft published at `documentIri` (absolute, without fragment). */
export function draftToQuads(draft: Draft, documentIri: string): Quad[] {
  const quads: Quad[] = [];
  let blanks = 0;
  const addNode = (node: TreeNode): Quad_Subject => {
    const subject = node.id === undefined ? blankNode(`n${blanks++}`) : namedNode(documentIri + node.id);
    if (node.type) quads.push(quad(subject, rdf('type'), namedNode(node.type)));
    for (const { predicate, values } of node.properties)
      for (const value of values) quads.push(quad(subject, namedNode(predicate), toTerm(value)));
    return subject;
  };
  const toTerm = (value: TreeValue): Quad_Object => {
    if (isTreeNode(value)) return addNode(value) as Quad_Object;
    if ('iri' in value) return namedNode(value.iri);
    if ('lexical' in value) return literal(value.lexical, namedNode(value.datatype));
    return literal(value.text, value.language);
  };
  addNode(describeDraft(draft));
  return quads;
}
