import type { Bilingual } from '../../rdf/text.ts';
import type { Failure, Outcome } from './outcome.ts';

type Words<State extends Outcome['state']> = (outcome: Extract<Outcome, { state: State }>) => Bilingual;

const words: { readonly [State in Outcome['state']]: Words<State> } = {
  changed: ({ report }) => ({
    fr: `Fiche lue et publiée${advice(report.findings.length, 'conseil')}.`,
    en: `Profile read and published${advice(report.findings.length, 'suggestion')}.`,
  }),
  unchanged: () => ({
    fr: 'Rien de changé depuis la dernière lecture.',
    en: 'Nothing has changed since the last reading.',
  }),
  signpost: ({ signs: { kind, profiles, lists } }) => {
    const [some, more] = [profiles.length, lists.length];
    // Most pages of a site are no profiles.
    const [page, pageEn] = kind === 'sitemap' ? ['page', 'page'] : ['fiche', 'profile'];
    const fr = [
      some > 0 ? `${some} ${page}${some > 1 ? 's' : ''}` : '',
      more > 0 ? `${more} liste${more > 1 ? 's' : ''} de fiches` : '',
    ];
    const en = [
      some > 0 ? `${some} ${pageEn}${some > 1 ? 's' : ''}` : '',
      more > 0 ? `${more} list${more > 1 ? 's' : ''} of profiles` : '',
    ];
    return {
      fr: `Cette adresse mène à ${fr.filter(Boolean).join(' et à ')}.`,
      en: `This address leads to ${en.filter(Boolean).join(' and to ')}.`,
    };
  },
  invalid: ({ report }) => {
    const first = report.findings[0]?.message ?? { fr: '', en: '' };
    return { fr: `La fiche n'est pas valable : ${first.fr}`, en: `The profile is not valid: ${first.en}` };
  },
  expired: ({ at }) => ({
    fr: `La fiche annonce elle-même qu'elle n'est plus valable depuis le ${at}.`,
    en: `The profile itself says that it expired on ${at}.`,
  }),
  failed: () => ({
    fr: 'Une erreur de notre côté a empêché la lecture. Nous réessaierons.',
    en: 'An error on our side prevented the reading. We will try again.',
  }),
  gone: () => ({
    fr: 'Le site dit que la fiche a été supprimée (410).',
    en: 'The site says that the profile was removed (410).',
  }),
  'not-found': () => ({
    fr: "Il n'y a plus rien à cette adresse (404). Nous réessaierons avant de retirer la fiche.",
    en: 'There is nothing at this address any more (404). We will try again before withdrawing the profile.',
  }),
  forbidden: ({ status }) => ({
    fr: `Le site ne laisse pas lire la fiche (${status}). Rendez-la publique pour qu’elle soit visible.`,
    en: `The site does not let the profile be read (${status}). Make it public so that it can be seen.`,
  }),
  refused: ({ robotsUrl }) => ({
    fr: `Le site demande à notre robot de ne pas lire cette page (${robotsUrl}).`,
    en: `The site asks our robot not to read this page (${robotsUrl}).`,
  }),
  unreachable: (outcome) => withRobots(unreachable[outcome.reason](outcome), outcome.robotsUrl),
  blocked: ({ reason }) => blocked[reason],
  'too-large': ({ limitBytes }) => ({
    fr: `Le document dépasse la taille que nous lisons (${Math.round(limitBytes / 1024)} Kio).`,
    en: `The document is larger than we read (${Math.round(limitBytes / 1024)} KiB).`,
  }),
  'bad-answer': ({ reason, status }) => badAnswer[reason](status),
};

const unreachable: Readonly<
  Record<Extract<Failure, { state: 'unreachable' }>['reason'], (o: { readonly status?: number }) => Bilingual>
> = {
  dns: () => ({
    fr: "Le nom du site n'existe pas ou ne répond pas.",
    en: 'The name of the site does not exist or does not answer.',
  }),
  connection: () => ({ fr: "Le site n'accepte pas la connexion.", en: 'The site does not accept the connection.' }),
  tls: () => ({
    fr: "Le certificat de sécurité du site n'est pas valable.",
    en: 'The security certificate of the site is not valid.',
  }),
  timeout: () => ({ fr: "Le site n'a pas répondu à temps.", en: 'The site did not answer in time.' }),
  'server-error': ({ status }) => ({
    fr: `Le site est en panne${status ? ` (${status})` : ''}.`,
    en: `The site is out of order${status ? ` (${status})` : ''}.`,
  }),
  'rate-limited': () => ({ fr: 'Le site demande de revenir plus tard.', en: 'The site asks us to come back later.' }),
  busy: () => ({
    fr: 'Beaucoup de pages de ce site attendent déjà d’être lues. Réessayez dans quelques minutes.',
    en: 'Many pages of this site already wait to be read. Try again in a few minutes.',
  }),
};

const blocked: Readonly<Record<Extract<Failure, { state: 'blocked' }>['reason'], Bilingual>> = {
  scheme: {
    fr: "L'adresse ne commence pas par http:// ou https://.",
    en: 'The address does not start with http:// or https://.',
  },
  port: {
    fr: "Cette adresse utilise un port que nous n'ouvrons pas.",
    en: 'This address uses a port that we do not open.',
  },
  'private-address': {
    fr: "Cette adresse ne mène pas à un site public d'internet.",
    en: 'This address does not lead to a public site on the internet.',
  },
  credentials: {
    fr: "L'adresse contient un nom d'utilisateur ou un mot de passe. Retirez-les.",
    en: 'The address contains a user name or a password. Remove them.',
  },
};

const badAnswer: Readonly<
  Record<Extract<Failure, { state: 'bad-answer' }>['reason'], (status: number | undefined) => Bilingual>
> = {
  redirects: () => ({ fr: 'Le site renvoie sans fin vers une autre adresse.', en: 'The site redirects without end.' }),
  encoding: () => ({
    fr: 'La réponse est compressée de façon illisible.',
    en: 'The answer is compressed in an unreadable way.',
  }),
  status: (status) => ({
    fr: `Le site a répondu d'une façon inattendue (${status ?? '?'}).`,
    en: `The site answered in an unexpected way (${status ?? '?'}).`,
  }),
  protocol: () => ({
    fr: "La réponse du site n'a pas pu être comprise.",
    en: "The site's answer could not be understood.",
  }),
};

/** Without knowing what a site allows, nothing of it is read (RFC 9309, section 2.3.1.4): its publisher must be told so. */
function withRobots(words: Bilingual, robotsUrl: string | undefined): Bilingual {
  if (!robotsUrl) return words;
  return {
    fr: `${words.fr} C’est ${robotsUrl} qui n’a pas pu être lu : sans savoir ce qu’il permet, notre robot ne lit rien du site.`,
    en: `${words.en} It is ${robotsUrl} that could not be read: without knowing what it allows, our robot reads nothing of the site.`,
  };
}

/** Tells a visit's outcome in plain words. */
export function tellOutcome(outcome: Outcome): Bilingual {
  const { fr, en } = (words[outcome.state] as (o: Outcome) => Bilingual)(outcome);
  return { fr: oneLine(fr), en: oneLine(en) };
}

/** Words may quote a document: what it says must not command an operator's terminal. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** Tells that a reading was not published, because of how many entries it would have removed or emptied. */
export function tellLoss(entries: number): Bilingual {
  const some = entries > 1;
  return {
    fr: `Cette version ne dit plus rien, ou presque, de ${entries} ${some ? 'éléments' : 'élément'} de la fiche : la précédente reste publiée.`,
    en: `This version says nothing any more, or hardly anything, of ${entries} ${some ? 'entries' : 'entry'} of the profile: the one before stays published.`,
  };
}

function advice(count: number, word: string): string {
  return count === 0 ? '' : ` (${count} ${word}${count > 1 ? 's' : ''})`;
}
