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

function readChallenge(text: string): Challenge | undefined {
  const at = text.search(/\bDigest\b/i);
  if (at >= 0) {
    const parameters: Record<string, string> = {};
    for (const [, name = '', quoted, bare] of text
      .slice(at + 6)
      .matchAll(/(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g))
      parameters[name.toLowerCase()] = quoted ?? bare ?? '';
    return { scheme: 'digest', parameters };
  }
  return /\bBasic\b/i.test(text) ? { scheme: 'basic', parameters: {} } : undefined;
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
    `algorithm=${algorithm}`,
    `response="${response}"`,
    ...(qop ? ['qop=auth', `nc=${nc}`, `cnonce="${cnonce}"`] : []),
    ...(opaque === undefined ? [] : [`opaque="${opaque}"`]),
  ];
  return `Digest ${parts.join(', ')}`;
}
