/** Breaks a name into so many lines of so many letters at most: between words where it can be, the rest left out with a sign. */
export function breakLines(
  text: string,
  { letters, lines: most }: { readonly letters: number; readonly lines: number },
): readonly string[] {
  const lines: string[] = [];
  let line: string[] = [];
  const segments = (word: string) => [...new Intl.Segmenter().segment(word)].map(({ segment }) => segment);
  for (const word of text.trim().split(/\s+/).map(segments)) {
    if (line.length > 0 && line.length + 1 + word.length <= letters) {
      line = [...line, ' ', ...word];
      continue;
    }
    if (line.length > 0) lines.push(line.join(''));
    line = word;
    // A word longer than a line goes on in the next one.
    for (; line.length > letters; line = line.slice(letters)) lines.push(line.slice(0, letters).join(''));
  }
  lines.push(line.join(''));
  if (lines.length <= most) return lines;
  // Whole words where it can be, so that who speaks what they see is understood.
  let last = segments(lines[most - 1] ?? '');
  while (last.length > letters - 1 && last.includes(' ')) last = last.slice(0, last.lastIndexOf(' '));
  const kept = last.slice(0, letters - 1).join('');
  return [...lines.slice(0, most - 1), `${kept.replace(/[\s,;:–—-]+$/u, '')}…`];
}
