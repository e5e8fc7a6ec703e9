import type { Finding, Report } from '../../validation/report.ts';
import type { Signs } from './signs.ts';

/** What there is to say of a document that leads to profiles and is none: it need not be like one, only be readable. */
export function signpostFindings({ findings }: Report): Finding[] {
  return findings.filter(({ rule, severity }) => rule.startsWith('reading/') && severity !== 'violation');
}

/** Where an address leads, for whoever asks before registering it. */
export function leadsOnFinding({ profiles, lists }: Signs): Finding {
  const fr = [
    profiles.length > 0 && (profiles.length === 1 ? 'une autre fiche' : `${profiles.length} autres fiches`),
    lists.length > 0 && (lists.length === 1 ? 'une liste de fiches' : `${lists.length} listes de fiches`),
  ];
  const en = [
    profiles.length > 0 && (profiles.length === 1 ? 'another profile' : `${profiles.length} other profiles`),
    lists.length > 0 && (lists.length === 1 ? 'a list of profiles' : `${lists.length} lists of profiles`),
  ];
  return {
    severity: 'info',
    rule: 'discovery/leads-on',
    message: {
      fr: `Cette adresse mène à ${fr.filter(Boolean).join(' et à ')}. Inscrivez-la : ce qu’elle nomme chez vous sera lu.`,
      en: `This address leads to ${en.filter(Boolean).join(' and ')}. Register it: what it names at your own site will be read.`,
    },
  };
}

/** Addresses that were not followed, because one document, one site or one chain of links may lead to so many. */
export function leftOutFinding(count: number): Finding[] {
  if (count === 0) return [];
  const one = count === 1;
  return [
    {
      severity: 'info',
      rule: 'discovery/left-out',
      message: {
        fr: `${count} ${one ? 'adresse n’a pas été suivie' : 'adresses n’ont pas été suivies'} : c’est au-delà de ce que nous suivons depuis une même fiche, un même site ou une suite de liens. Inscrivez vous-même celles qui comptent.`,
        en: `${count} ${one ? 'address was' : 'addresses were'} not followed: more than we follow from one profile, one site or one chain of links. Register those that matter yourself.`,
      },
    },
  ];
}

/** A sitemap or a dump of a site that the operator does not vouch for. */
export function undeclaredFinding(publisher: string, severity: Finding['severity']): Finding {
  return {
    severity,
    rule: 'discovery/undeclared',
    message: {
      fr: `Nous suivons les plans de site et les fichiers de données seulement des sites annoncés à cet observatoire ; ${publisher} n’en fait pas partie. Écrivez à qui s’en occupe (page « À propos »), ou inscrivez l’adresse de chaque fiche.`,
      en: `We follow sitemaps and data files only of sites that were announced to this observatory; ${publisher} is not one of them. Write to whoever runs it (page “About”), or register the address of each profile.`,
    },
    value: publisher,
  };
}

/** A list of profiles at the publisher's own place that gave nothing. */
export function unreadableFinding(url: string): Finding {
  return {
    severity: 'warning',
    rule: 'discovery/unreadable-list',
    message: {
      fr: `Cette adresse dit que d’autres fiches sont nommées dans ${url} ; nous n’y avons rien trouvé. Vérifiez que ce document existe, qu’il est public et qu’il nomme des lieux, des réseaux ou des organisations.`,
      en: `This address says that more profiles are named in ${url}; we found nothing there. Check that this document exists, is public and names places, networks or organisations.`,
    },
    value: url,
  };
}
