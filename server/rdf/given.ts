/** An object that has the key only when the value is there, as `exactOptionalPropertyTypes` wants it. */
export function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: V });
}
