import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';

/** Somebody who gave the operator key. */
export interface Operator {
  /** As they named themselves; noted with their decisions. */
  readonly name: string;
  /** To be sent back with each form: a page of another site cannot know it. */
  readonly token: string;
}

/** Who may decide. There is one key and no account: what it opens is a cookie that holds for a day. */
export interface OperatorSession {
  /** Whether a key is set at all. */
  readonly isPossible: boolean;
  /** Who asks; undefined for anybody else, and once the day is over. */
  find(request: Request): Operator | undefined;
  /** Opens a session when the key is the right one; tells whether it is. */
  open(response: Response, given: { readonly key: string; readonly name: string }): boolean;
  close(response: Response): void;
  /** Whether a form was sent from a page of ours by this operator. */
  isOurs(request: Request, operator: Operator, token: unknown): boolean;
}

const cookieName = 'operator';
const sessionMs = 24 * 3600 * 1000;
const longestName = 60;

/** Makes the sessions of one key; cookies are signed with it and a secret of this process, so that a restart ends them all. */
export function createOperatorSession({
  key,
  origin,
  now,
}: {
  readonly key: string | undefined;
  /** The public address; absent on a laptop. */
  readonly origin: string | undefined;
  readonly now: () => Date;
}): OperatorSession {
  const secret = randomBytes(32);
  const sign = (text: string) => createHmac('sha256', secret).update(`${key}\n${text}`).digest('base64url');
  // Strict: a link from elsewhere arrives without it.
  const cookie = {
    httpOnly: true,
    sameSite: 'strict',
    secure: origin?.startsWith('https://') ?? false,
    path: '/exploitation',
  } as const;
  return {
    isPossible: key !== undefined,
    find(request) {
      if (key === undefined) return undefined;
      const value = new RegExp(`(?:^|;\\s*)${cookieName}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1];
      const [until = '', name = '', signature = ''] = decodeURIComponentSafely(value ?? '').split('.');
      if (!isEqual(signature, sign(`${until}.${name}`)) || Number(until) < now().getTime()) return undefined;
      return { name: Buffer.from(name, 'base64url').toString('utf8'), token: sign(`form ${until}.${name}`) };
    },
    open(response, given) {
      if (key === undefined || !isEqual(given.key, key)) return false;
      const until = now().getTime() + sessionMs;
      const body = `${until}.${Buffer.from(given.name.trim().slice(0, longestName)).toString('base64url')}`;
      response.cookie(cookieName, `${body}.${sign(body)}`, { ...cookie, maxAge: sessionMs });
      return true;
    },
    close: (response) => void response.clearCookie(cookieName, cookie),
    isOurs(request, operator, token) {
      const sender = request.get('Origin');
      const isHere = sender === undefined || sender === origin || URL.parse(sender)?.host === request.get('Host');
      return isHere && typeof token === 'string' && isEqual(token, operator.token);
    },
  };
}

/** Compares in a time that tells nothing of where they differ. */
function isEqual(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
