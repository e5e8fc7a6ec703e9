/** A record of a set's file, untouched, or why there is none in its place. */
export type ReadRow =
  | { readonly state: 'record'; readonly record: unknown }
  | { readonly state: 'unreadable'; readonly reason: string };
