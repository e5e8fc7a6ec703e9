/** A text of ours as tests quote it: with plain spaces where it has those that no line breaks at. */
export function plainSpaces(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, ' ');
}
