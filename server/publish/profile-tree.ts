/** One value of a profile: a link, a text, a typed value, or a node described in place. */
export type TreeValue =
  | { readonly iri: string }
  | { readonly text: string; readonly language?: string }
  | { readonly lexical: string; readonly datatype: string }
  | TreeNode;

/** A resource and what is said of it; every format is written from this one tree. */
export interface TreeNode {
  /** Relative to the document (`''`, `'#lieu'`); absent for a blank node. */
  readonly id?: string;
  readonly type?: string;
  readonly properties: readonly { readonly predicate: string; readonly values: readonly TreeValue[] }[];
}

/** Tells a described node from a plain value. */
export function isTreeNode(value: TreeValue): value is TreeNode {
  return 'properties' in value;
}
