/** Whether a minute lies in one of the spans `[from, to, from, to …]`, each up to but not with its end. */
export function isOpenIn(spans: readonly number[], minute: number): boolean {
  for (let i = 0; i + 1 < spans.length; i += 2)
    if ((spans[i] as number) <= minute && minute < (spans[i + 1] as number)) return true;
  return false;
}
