/** The byte of each character of Windows-1252. */
const bytes = new Map(
  [...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))].map(
    (character, byte) => [character, byte] as const,
  ),
);

/** What two bytes of UTF-8 look like when each is read as a character: "Ã©" for "é", "â€™" for "’". */
const suspicious = /[ÂÃÅâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

/** Text whose UTF-8 was once read as Windows-1252, as it was before; undefined when it is not such a text as a whole. */
export function repairText(text: string): string | undefined {
  if (!suspicious.test(text)) return undefined;
  const read = Array.from(text, (character) => bytes.get(character));
  if (!read.every((byte) => byte !== undefined)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(read));
  } catch {
    return undefined;
  }
}
