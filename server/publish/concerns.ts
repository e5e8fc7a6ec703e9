/** What of a finding tells which question it is about. */
interface Placed {
  /** IRI of the property. */
  readonly path?: string;
  /** IRI of what is spoken of; absent for what has none. */
  readonly focusNode?: string;
}

/** Whether a finding is about a question: about its property, and about the same thing where it says which. */
export function concerns(
  { path, focusNode }: Placed,
  question: { readonly path: string; readonly topic: string },
): boolean {
  if (path !== question.path) return false;
  return focusNode === undefined || (focusNode.split('#')[1] ?? '') === question.topic;
}
