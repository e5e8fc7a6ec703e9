/** A representation as it was read, after decompression. */
export interface Document {
  /** The URL that was asked for. */
  readonly url: string;
  /** The URL that answered, after redirects: the base of relative IRIs. */
  readonly finalUrl: string;
  /** The `Accept` field that was sent. */
  readonly accept: string;
  /** Lower-case media type without parameters; '' when the server gave none. */
  readonly mediaType: string;
  /** The charset parameter of the content type, lower-case, when there is one. */
  readonly charset?: string;
  readonly body: Uint8Array;
  readonly validators: Validators;
  /** `Link` header entries, targets resolved against the final URL. */
  readonly links: readonly { readonly target: string; readonly rel: string; readonly type?: string }[];
  /** SHA-256 of the body, hexadecimal. */
  readonly hash: string;
}

/** What a server gave to ask "has it changed?" next time (RFC 9110, section 8.8). */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** What asking the web for one URL can meet; only broken invariants throw. */
export type Dereferenced =
  | { readonly state: 'document'; readonly document: Document }
  | { readonly state: 'not-modified'; readonly finalUrl: string; readonly validators: Validators }
  | { readonly state: 'gone'; readonly status: 410 }
  | { readonly state: 'not-found'; readonly status: 404 }
  | { readonly state: 'forbidden'; readonly status: 401 | 403 }
  | { readonly state: 'refused'; readonly robotsUrl: string }
  | {
      readonly state: 'unreachable';
      readonly reason: 'dns' | 'connection' | 'tls' | 'timeout' | 'server-error' | 'rate-limited' | 'busy';
      readonly status?: number;
      readonly retryAfterMs?: number;
      /** The robots.txt that could not be read: until we know what it allows, its site is not asked. */
      readonly robotsUrl?: string;
    }
  | { readonly state: 'blocked'; readonly reason: 'scheme' | 'port' | 'private-address' | 'credentials' }
  | { readonly state: 'too-large'; readonly limitBytes: number }
  | {
      readonly state: 'bad-answer';
      readonly reason: 'redirects' | 'encoding' | 'status' | 'protocol';
      readonly status?: number;
    };
