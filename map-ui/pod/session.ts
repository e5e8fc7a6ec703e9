import { getDefaultSession } from '@inrupt/solid-client-authn-browser';

/** A person whose pod takes what we send. */
export interface SignedIn {
  readonly webId: string;
  /** Asks as that person. */
  readonly fetch: typeof fetch;
}

export type ComeBack =
  | { readonly state: 'in'; readonly signedIn: SignedIn }
  | { readonly state: 'out' }
  /** The person said no at their provider, or the provider did not do what it should. */
  | { readonly state: 'refused' | 'failed' };

/** Ends a sign-in that has come back to this page, if there is one in its address. */
export async function comeBack(): Promise<ComeBack> {
  const asked = new URLSearchParams(location.search);
  const refusal = asked.get('error');
  if (refusal === null && !asked.has('code')) return { state: 'out' };
  if (refusal !== null) {
    history.replaceState(null, '', location.pathname);
    return { state: refusal === 'access_denied' ? 'refused' : 'failed' };
  }
  const session = getDefaultSession();
  try {
    await session.handleIncomingRedirect({ restorePreviousSession: false });
  } catch (error) {
    console.info('The sign-in did not end well.', error);
  }
  history.replaceState(null, '', location.pathname);
  const { isLoggedIn, webId } = session.info;
  return isLoggedIn && webId
    ? { state: 'in', signedIn: { webId, fetch: session.fetch.bind(session) } }
    : { state: 'failed' };
}

/**
 * Leaves for the identity provider, which brings the person back to this page. `clientId` is the address of our client
 * identifier document (Solid-OIDC, section 5.1); without it we are registered for this once.
 */
export async function signIn(issuer: string, clientId: string | undefined): Promise<void> {
  await getDefaultSession().login({
    oidcIssuer: issuer,
    redirectUrl: location.origin + location.pathname,
    clientName: 'Obsidienne',
    ...(clientId ? { clientId } : {}),
  });
}

export async function signOut(): Promise<void> {
  await getDefaultSession().logout({ logoutType: 'app' });
}
