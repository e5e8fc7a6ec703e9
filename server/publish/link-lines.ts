/** What one answer about links names: addresses may stand beside each other, a name has a line to itself. */
export function linkLines(answer: string): string[] {
  return answer.split('\n').flatMap((line) => {
    const said = line.trim();
    if (said === '') return [];
    const words = said.split(/[\s,;]+/).filter(Boolean);
    return words.every((word) => /^https?:\/\//i.test(word)) ? words : [said];
  });
}
