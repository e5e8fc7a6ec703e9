import type { AnswerFormat } from '../graph.ts';

/** What the process of one federated query is told. */
export type ToFederated =
  | {
      readonly kind: 'query';
      readonly query: string;
      readonly format: AnswerFormat;
      readonly base?: string;
      /** The name under which it asks for our own data. */
      readonly own: string;
    }
  /** What a request met; every status but 200 fails the part of the query that needed it. */
  | {
      readonly kind: 'response';
      readonly id: number;
      readonly status: number;
      readonly mediaType: string;
      readonly body: Uint8Array;
    };

/** What it says. */
export type FromFederated =
  /** It cannot reach the network itself: whoever started it asks for it. */
  | { readonly kind: 'request'; readonly id: number; readonly url: string; readonly query: string }
  | { readonly kind: 'chunk'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'refused'; readonly message: string };
