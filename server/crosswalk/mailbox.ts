import { foldText } from '../rdf/fold-text.ts';

/** What a mailbox that belongs to a function, not to a person, has in its name; short words count only between separators. */
const roleWords = (
  'accueil administration animation bibliotheque bonjour catalogue conseiller contact coordinat coucou coworking cyber ' +
  'direction economie emploi entreprise espace fablab fabmanager franceservices hello jeunesse labfab mairie mediacentre ' +
  'mediatheque multimedia numerique secretariat service'
).split(' ');
const shortRoleWords = new Set(
  'asso bib bij biblio bureau ccas crij epn esp hub info infos lab labo loisirs mdj msap pij regie rij rsp'.split(' '),
);

/**
 * Whether an address is clearly that of an organisation: its name has a word of a function, or of the place's own `names`.
 * Whatever is not clear counts as personal: a wrongly kept address cannot be taken back, a dropped one can be published by the place.
 */
export function isFunctionMailbox(address: string, names: readonly string[]): boolean {
  const local = foldText(address.slice(0, address.lastIndexOf('@')));
  const joined = local.replaceAll(' ', '');
  const tokens = local.split(/[\s\d]+/);
  if (tokens.some((token) => shortRoleWords.has(token)) || roleWords.some((word) => joined.includes(word))) return true;
  const own = names.flatMap((name) => [...foldText(name).split(' '), foldText(name).replaceAll(' ', '')]);
  return own.some((word) => (word.length >= 4 && joined.includes(word)) || (word.length >= 3 && tokens.includes(word)));
}
