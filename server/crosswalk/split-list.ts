/** The values of a list that stands in one text: `{EPN,"Promeneur du net"}`, `a, b`, `a;b`, one a line, behind bullets. */
export function splitList(text: string): readonly string[] {
  const inner = text.replace(/^\{(.*)\}$/s, '$1').replace(/^\[(.*)\]$/s, '$1');
  return inner
    .split(separatorOf(inner))
    .map((item) =>
      item
        .trim()
        .replace(/^[-–*]\s+/, '')
        .replace(/^"(.*)"$/, '$1')
        .trim(),
    )
    .filter((item) => item !== '');
}

/** A comma parts the values only where nothing stronger does, and not within brackets; dashes where there are several (`a - b - c`). */
function separatorOf(text: string): RegExp {
  if (/[;|\n•▪●◦‣·]/.test(text)) return /[;|\n•▪●◦‣·]+/;
  if (text.includes(',')) return /,(?![^(]*\))/;
  return (text.match(/\s[-–]\s/g)?.length ?? 0) > 1 ? /\s[-–]\s/ : /\s+\/\s+/;
}
