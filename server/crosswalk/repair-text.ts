/** The byte of each character of Windows-1252. */
const bytes = new Map(
  [...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))].map(
    (character, byte) => [character, byte] as const,
  ),
);

/** What two bytes of UTF-8 look like when each is read as a character: "Ã©" for "é", "â€™" for "’". */
const suspicious = /[ÂÃÅâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

/** Quotes and dashes of Windows-1252 that were taken for control characters (U+0080 to U+009F). */
const controls = /[\u0080-\u009f]/g;

/** Text whose UTF-8 was once read as Windows-1252, or its Windows-1252 as Latin-1, as it was before; undefined when it is neither as a whole. */
export function repairText(text: string): string | undefined {
  return repairUtf8(text) ?? repairControls(text);
}

function repairControls(text: string): string | undefined {
  if (text.search(controls) < 0) return undefined;
  const other = new TextDecoder('windows-1252');
  return text.replace(controls, (one) => other.decode(Uint8Array.of(one.charCodeAt(0))));
}

function repairUtf8(text: string): string | undefined {
  if (!suspicious.test(text)) return undefined;
  const read = Array.from(text, (character) => bytes.get(character));
  if (!read.every((byte) => byte !== undefined)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(read));
  } catch {
    return undefined;
  }
}
