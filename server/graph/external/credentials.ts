import { createHash, randomBytes } from 'node:crypto';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

interface Challenge {
  readonly scheme: 'digest' | 'basic';
  readonly parameters: Readonly<Record<string, string>>;
}

/** Answers the challenges of one server (RFC 7617 Basic, RFC 7616 Digest); without credentials, none. */
export interface Authorization {
  /** The header for a request, or undefined before the server has asked for one. */
  header(method: string, target: string): string | undefined;
  /** Takes the server's `WWW-Authenticate` in; false when asking again is no use. */
  meet(challenge: string): boolean;
}

/** Makes what answers challenges with a name and a password, Digest where the server offers both. */
export function createAuthorization(credentials: Credentials | undefined): Authorization {
  let met: Challenge | undefined;
  let count = 0;
  return {
    header(method, target) {
      if (!credentials || !met) return undefined;
      if (met.scheme === 'basic')
        return `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`;
      count++;
      return digest(credentials, { parameters: met.parameters, method, target, count });
    },
    meet(text) {
      const challenge = credentials ? readChallenge(text) : undefined;
      if (!challenge) return false;
      met = challenge;
      count = 0;
      return true;
    },
  };
}

/** A scheme that parameters follow, or one parameter (RFC 9110 §11.2). */
const challengePart = /([\w-]+)\s+(?=[\w-]+\s*=)|([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g;

/** The strongest of a server's challenges that can be met: the first Digest that we know how to make, or Basic. */
function readChallenge(text: string): Challenge | undefined {
  const challenges: { readonly scheme: string; readonly parameters: Record<string, string> }[] = [];
  for (const [, scheme, name = '', quoted, bare] of text.matchAll(challengePart))
    if (scheme) challenges.push({ scheme: scheme.toLowerCase(), parameters: {} });
    else Object.assign(challenges.at(-1)?.parameters ?? {}, { [name.toLowerCase()]: quoted ?? bare ?? '' });
  const found = challenges.find(({ scheme, parameters }) => scheme === 'digest' && canDigest(parameters));
  if (found) return { scheme: 'digest', parameters: found.parameters };
  return /\bBasic\b/i.test(text) ? { scheme: 'basic', parameters: {} } : undefined;
}

function canDigest({ algorithm = 'MD5', qop }: Readonly<Record<string, string>>): boolean {
  return /^(?:MD5|SHA-256)(?:-sess)?$/i.test(algorithm) && (qop === undefined || /\bauth\b(?!-)/i.test(qop));
}

function digest(
  { user, password }: Credentials,
  asked: {
    readonly parameters: Readonly<Record<string, string>>;
    readonly method: string;
    readonly target: string;
    readonly count: number;
  },
): string {
  const { parameters, method, target, count } = asked;
  const { realm = '', nonce = '', qop, opaque, algorithm = 'MD5' } = parameters;
  const hash = (text: string) =>
    createHash(/^SHA-256/i.test(algorithm) ? 'sha256' : 'md5')
      .update(text)
      .digest('hex');
  const cnonce = randomBytes(8).toString('hex');
  const nc = count.toString(16).padStart(8, '0');
  const plain = hash(`${user}:${realm}:${password}`);
  const secret = /-sess$/i.test(algorithm) ? hash(`${plain}:${nonce}:${cnonce}`) : plain;
  const what = hash(`${method}:${target}`);
  const response = hash(qop ? `${secret}:${nonce}:${nc}:${cnonce}:auth:${what}` : `${secret}:${nonce}:${what}`);
  const parts = [
    `username="${user.replaceAll(/["\\]/g, '\\$&')}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${target}"`,
    `response="${response}"`,
    // Without quotation marks (RFC 7616 §3.4).
    ...(parameters['algorithm'] === undefined ? [] : [`algorithm=${algorithm}`]),
    ...(qop ? ['qop=auth', `nc=${nc}`, `cnonce="${cnonce}"`] : []),
    ...(opaque === undefined ? [] : [`opaque="${opaque}"`]),
  ];
  return `Digest ${parts.join(', ')}`;
}
