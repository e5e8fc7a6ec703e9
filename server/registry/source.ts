/** One document that a profile was read from, and how to ask whether it has changed since (RFC 9110, section 8.8). */
export interface Source {
  /** What was asked for; validators hold for this URL and this `Accept` alone. */
  readonly url: string;
  readonly accept: string;
  /** What answered: the only URL that the validators are sent to. */
  readonly finalUrl: string;
  readonly etag?: string;
  readonly lastModified?: string;
  /** SHA-256 of the body, hexadecimal. */
  readonly byteHash: string;
  /** Where it says that it tells of its changes. */
  readonly channel?: ChannelOffer;
}

/**
 * A Solid notification channel: the stream itself (`updatesViaStreamingHttp2023`), or the description of the storage, where
 * a subscription to one may be named (Solid Notifications Protocol, section 3).
 */
export interface ChannelOffer {
  readonly kind: 'stream' | 'description';
  readonly url: string;
}
