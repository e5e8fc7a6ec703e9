import { problem } from './errors.ts';

const maxUrlLength = 2000;

/** The web address of a request's body; throws the problem to answer where there is none. */
export function readUrl(body: unknown): string {
  const url = fieldOf(body, 'url');
  if (typeof url !== 'string' || url.trim() === '')
    throw problem(400, {
      parameter: 'url',
      allowed: ['{ "url": "https://…" }'],
      detail: { fr: 'Il manque « url », l’adresse de la fiche.', en: '“url”, the address of the profile, is missing.' },
    });
  if (!isWebAddress(url.trim()))
    throw problem(400, { parameter: 'url', value: url.slice(0, 200), detail: notAnAddress(url) });
  return url.trim();
}

/** Whether a text is the address of a web page. */
export function isWebAddress(url: string): boolean {
  return url.length <= maxUrlLength && /^https?:\/\//i.test(url) && URL.canParse(url);
}

/** What to say of a text that is none. */
export function notAnAddress(url: string): { fr: string; en: string } {
  const shown = url.slice(0, 200);
  return {
    fr: `« ${shown} » n’est pas une adresse de page web. Une adresse commence par https:// ou http://.`,
    en: `“${shown}” is not the address of a web page. An address begins with https:// or http://.`,
  };
}

/** A field of a body that may be anything. */
export function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name)
    ? (body as Record<string, unknown>)[name]
    : undefined;
}
