import { buildAuthenticatedFetch, createDpopHeader, generateDpopKeyPair } from '@inrupt/solid-client-authn-core';
import type { SignedIn } from './session.ts';

/** What somebody chooses for a pod of their own. */
export interface Wishes {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export type Created =
  | { readonly state: 'created'; readonly signedIn: SignedIn }
  | { readonly state: 'failed'; readonly why: 'silent' | 'email-taken' | 'name-taken' | 'busy' | 'other' };

/** An account that is made in several steps: who has to choose another name goes on from where they were. */
export interface Beginning {
  readonly authorization?: string;
  readonly hasPassword?: boolean;
}

/** The parts of the account API of the Community Solid Server (version 7) that are used here. */
interface Controls {
  readonly account: { readonly create: string; readonly pod: string; readonly clientCredentials: string };
  readonly password: { readonly create: string };
}

class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Makes an account with a pod on the Solid server at `base` and signs in to it without leaving the page. `keep` is told how far
 * it came, for the next try.
 */
export async function createPod(
  base: string,
  {
    wishes,
    begun,
    keep,
  }: { readonly wishes: Wishes; readonly begun: Beginning; readonly keep: (begun: Beginning) => void },
): Promise<Created> {
  let at: 'account' | 'password' | 'pod' = 'account';
  try {
    const { controls } = await ask<{ controls: Controls }>(`${base}.account/`, {});
    const authorization =
      begun.authorization ??
      (await ask<{ authorization: string }>(controls.account.create, { body: {} })).authorization;
    keep({ ...begun, authorization });
    const own = (await ask<{ controls: Controls }>(`${base}.account/`, { authorization })).controls;
    at = 'password';
    if (!begun.hasPassword)
      await ask(own.password.create, { authorization, body: { email: wishes.email, password: wishes.password } });
    keep({ authorization, hasPassword: true });
    at = 'pod';
    const { webId } = await ask<{ webId: string }>(own.account.pod, { authorization, body: { name: wishes.name } });
    const body = { name: 'Obsidienne', webId };
    const credentials = await ask<Credentials>(own.account.clientCredentials, { authorization, body });
    const signedIn = { webId, fetch: await signInWith(credentials, base) };
    // They are for this moment only; what was signed in with them lasts as long as its token.
    await ask(credentials.resource, { authorization, method: 'DELETE' });
    return { state: 'created', signedIn };
  } catch (error) {
    if (error instanceof TypeError) return { state: 'failed', why: 'silent' };
    if (!(error instanceof Refused)) throw error;
    if (error.status === 429) return { state: 'failed', why: 'busy' };
    if (at === 'password') return { state: 'failed', why: 'email-taken' };
    return { state: 'failed', why: at === 'pod' && error.status < 500 ? 'name-taken' : 'other' };
  }
}

interface Credentials {
  readonly id: string;
  readonly secret: string;
  readonly resource: string;
}

async function ask<T>(
  url: string,
  { authorization, body, method = body ? 'POST' : 'GET' }: { authorization?: string; body?: object; method?: string },
): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(authorization ? { authorization: `CSS-Account-Token ${authorization}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (!response.ok) throw new Refused(response.status, text);
  return JSON.parse(text || '{}') as T;
}

/** A token by client credentials (RFC 6749, section 4.4), bound to a key of this page (DPoP, RFC 9449). */
async function signInWith({ id, secret }: Credentials, base: string): Promise<typeof fetch> {
  const endpoint = `${base}.oidc/token`;
  const dpopKey = await generateDpopKeyPair();
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`)}`,
      'content-type': 'application/x-www-form-urlencoded',
      dpop: await createDpopHeader(endpoint, 'POST', dpopKey),
    },
    body: 'grant_type=client_credentials&scope=webid',
  });
  if (!response.ok) throw new Refused(response.status, await response.text());
  const { access_token } = (await response.json()) as { readonly access_token: string };
  return buildAuthenticatedFetch(access_token, { dpopKey });
}
