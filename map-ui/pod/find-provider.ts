import { getSolidDataset, getThing, getUrlAll } from '@inrupt/solid-client';

/** Where a person signs in, or why that cannot be told from what they typed. */
export type Provider =
  | { readonly state: 'found'; readonly issuer: string }
  | { readonly state: 'not-an-address'; readonly typed: string }
  | { readonly state: 'silent' | 'none'; readonly host: string };

const oidcIssuer = 'http://www.w3.org/ns/solid/terms#oidcIssuer';

/**
 * Finds the identity provider (Solid-OIDC) behind what people know: their WebID, the address of their pod, or that of
 * whoever hosts it.
 */
export async function findProvider(typed: string): Promise<Provider> {
  const url = toUrl(typed.trim());
  if (!url) return { state: 'not-an-address', typed: typed.trim() };
  const answers = url.pathname === '/' && !url.hash ? [] : [await ofWebId(url)];
  const places = [...new Set([url.origin + url.pathname.replace(/\/$/, ''), url.origin])];
  // A provider answers for its whole host more often than for a folder; a WebID says it best.
  for (const place of places) if (!isFound(answers.at(-1))) answers.push(await ofProvider(place));
  const found = answers.find(isFound);
  if (found) return { state: 'found', issuer: found.issuer };
  return { state: answers.every((answer) => answer === 'silent') ? 'silent' : 'none', host: url.host };
}

type Answer = { readonly issuer: string } | 'none' | 'silent';

function isFound(answer: Answer | undefined): answer is { readonly issuer: string } {
  return typeof answer === 'object';
}

/** An address as people say it, without `https://`. */
function toUrl(typed: string): URL | undefined {
  const url = URL.parse(/^https?:\/\//i.test(typed) ? typed : `https://${typed}`);
  return url && /\.|^localhost$/.test(url.hostname) ? url : undefined;
}

async function ofWebId(webId: URL): Promise<Answer> {
  try {
    const thing = getThing(await getSolidDataset(webId.href), webId.href);
    const [issuer] = thing ? getUrlAll(thing, oidcIssuer) : [];
    return issuer ? { issuer } : 'none';
  } catch (error) {
    return error instanceof TypeError ? 'silent' : 'none';
  }
}

/** OpenID Connect Discovery 1.0, section 4. */
async function ofProvider(place: string): Promise<Answer> {
  try {
    const response = await fetch(`${place}/.well-known/openid-configuration`, {
      headers: { accept: 'application/json' },
    });
    if (!response.ok) return 'none';
    const { issuer } = (await response.json()) as { readonly issuer?: unknown };
    return typeof issuer === 'string' ? { issuer } : 'none';
  } catch (error) {
    return error instanceof TypeError ? 'silent' : 'none';
  }
}
