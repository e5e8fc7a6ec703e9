import { isRegisterNumber } from '../../rdf/register-number.ts';
import { cleanText } from '../clean-text.ts';
import { readCoordinate, readPair } from '../read-coordinate.ts';
import { parseDate } from '../read-date.ts';
import { readShape } from '../read-shape.ts';
import { splitList } from '../split-list.ts';
import { readWebAddress } from '../web-address.ts';

/** What a column of a profile's own may be for. */
export const roles = [
  'id',
  'position',
  'shape',
  'longitude',
  'latitude',
  'siret',
  'rna',
  'email',
  'telephone',
  'url',
  'postalCode',
  'city',
  'country',
  'name',
  'street',
  'streetNumber',
  'streetType',
  'modified',
  'hours',
  'kind',
  'keywords',
  'description',
] as const;
/** `flag` is a column that says yes or no to its own name. */
export type Role = (typeof roles)[number] | 'flag';

/** How a column is told to be for a role. */
export interface Clue {
  /** Words of the column's name, folded; the whole name counts more than a part of it. */
  readonly names: RegExp;
  /** Of several that could be it, names that leave no doubt. */
  readonly plain?: RegExp;
  /** Names that only look so. */
  readonly not?: RegExp;
  /** Whether a value can be that. */
  readonly fits: (value: unknown, path: string) => boolean;
  /** Whether the values alone are enough. */
  readonly isPlain?: boolean;
  /** How often its values repeat: an id never does, a category mostly. */
  readonly repeats?: 'never' | 'seldom' | 'mostly';
}

export const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
const isCoordinate = (value: unknown) => typeof value === 'number' || readCoordinate(text(value)) !== undefined;
/** What the elements of Geography Markup are called that hold numbers. */
const isMarkup = (path: string) => /(?:^|[.:])(?:coordinates|pos|posList)$/.test(path);
const isPair = (value: unknown, path: string) => {
  if (Array.isArray(value)) return value.flat(9).length >= 2 && value.flat(9).every((one) => typeof one === 'number');
  const written = text(value);
  if (readShape(written)) return true;
  if (isMarkup(path) && /^-?\d+(?:\.\d+)?[\s,]+-?\d+(?:\.\d+)?/.test(written)) return true;
  return readCoordinate(written) === undefined && parseDate(written) === undefined && readPair(written) !== undefined;
};
/** Of persons and of what is around a place, not of the place. */
export const ofOthers =
  /contact|responsable|referent|gestionnaire|porteur|prenom|utilisateur|user|auteur|epci|fichier|region|departement|dep|interco|canton|parent|\bcoll\b|collectivite|commanditaire|proprietaire|fediverse/;

/** What speaks for each role. */
export const clues: Readonly<Record<(typeof roles)[number], Clue>> = {
  id: {
    names:
      /^(?:n|no|num|id|gid|uid|uuid|guid|fid|key|cle|iri|uri|identifiant|ref|reference|recordid|objectid|globalid|id fiche|numero)(?: .*)?$|^code$|^.* (?:id|uid|guid|ref)$/,
    plain: /(?:^|\b)(?:id|uid|uuid|gid|identifiant)\b/,
    not: /insee|siret|siren|rna|commune|postal|telephone|voie|rue|user|typeannonce/,
    fits: (value) => /^[{]?[\w.-]{1,100}[}]?$|^(?:https?|urn|tag):\S{1,150}$/.test(text(value)),
    repeats: 'never',
  },
  position: {
    names:
      /coordinates|coordonnees|geo ?point|geopoint|lat ?lon|lat ?lng|position|^gps$|coords?$|localisation|wkt|geom|geo ?shape|georss|carte google|^pos$|^pos ?list$/,
    fits: isPair,
    isPlain: true,
  },
  /** Where the other is empty: a file for maps has points and areas, each under a name of its own. */
  shape: { names: /(?:^|[. ])coordinates$/, fits: (value, path) => isMarkup(path) && isPair(value, path) },
  longitude: {
    names: /^(?:.* )?(?:lon|lng|long|longitude|x|coord x|coordx|xcoord|easting|coordonnee x|.*long coor.*)(?: .*)?$/,
    fits: isCoordinate,
  },
  latitude: {
    names: /^(?:.* )?(?:lat|latitude|y|coord y|coordy|ycoord|northing|coordonnee y|.*lat coor.*)(?: .*)?$/,
    fits: isCoordinate,
  },
  siret: {
    names: /siret|pivot/,
    not: ofOthers,
    fits: (value) =>
      /^\d{14}$/.test(text(value).replace(/\s/g, '')) && isRegisterNumber(text(value).replace(/\s/g, '')),
    isPlain: true,
  },
  rna: { names: /\brna\b|waldec/, fits: (value) => /^W\d[\dA-Z]\d{7}$/.test(text(value)), isPlain: true },
  email: {
    names: /mail|courriel/,
    fits: (value) => /^(?:mailto:)?[^\s@]+@[^\s@]+\.[a-z]{2,}(?:[\s;,].*)?$/i.test(text(value)),
    isPlain: true,
  },
  telephone: {
    names:
      /(?:^|.* )(?:tels?|telephones?|phones?|mobiles?|num tel|tel fixe|fixe|contact telephonique|n de telephone)(?: .*)?$/,
    fits: (value) => (text([value].flat()[0]).match(/\d/g) ?? []).length >= 9 || /^\d{2} ?\d{2}$/.test(text(value)),
  },
  url: {
    names: /(?:^|.* )(?:url|site|web|website|site web|lien|homepage|site internet|internet|lien vers .*|link)(?: .*)?$/,
    not: /photo|image|img|logo|avatar|video|media|facebook|twitter|instagram|linkedin|youtube|mastodon|json|api/,
    fits: (value) =>
      /[./]/.test(text(value)) && !text(value).includes('@') && readWebAddress(text(value)) !== undefined,
  },
  postalCode: {
    names:
      /^(?:.* )?(?:cp|code postal|codepostal|code post|postal code|postcode|postalcode|zip|zip code|cp ville|c postal)(?: .*)?$/,
    fits: (value) => /^\d{4,5}(?:\.0)?(?:\s|$)|^\d{2} \d{3}$|^\d(?:[.,]\d+)?e\+0?4$/i.test(text(value)),
  },
  city: {
    names:
      /^(?:.* )?(?:ville|commune|city|town|localite|locality|address locality|nom commune|libelle commune|nom com|com nom|nom de la commune|lib com|bureau distributeur)(?: .*)?$/,
    not: /insee|code|epci|communaute/,
    fits: isWords,
  },
  country: {
    names: /^(?:.* )?(?:pays|country|country code|code pays|country name|addr country|address country)$/,
    fits: isWords,
  },
  name: {
    names:
      /^(?:(?:nom|name|title|titre|denomination|appellation|raison sociale|libelle|intitule|label|enseigne|structure|lieu|nom lieu|nom structure|etablissement|tiers ?lieux?)(?: .*)?|.* (?:nom|name|title|titre|denomination|libelle|intitule))$/,
    not: new RegExp(
      `${ofOthers.source}|commune|ville|voie|rue|\\bcom\\b|type|date|code|categorie|juridique|statut|^adresse`,
    ),
    plain: /(?:^|\b)(?:nom|name|denomination|raison sociale|title|titre|intitule)\b/,
    fits: hasLetters,
    repeats: 'seldom',
  },
  street: {
    names:
      /^(?:.* )?(?:adresse|address|rue|voie|street|street address|adresse postale|adresse complete|adr|nom voie|full address)(?: .*)?$/,
    not: /mail|web|site|url|commune|ville|code|insee|complement/,
    fits: isWords,
  },
  streetNumber: {
    names:
      /^(?:.* )?(?:num(?:ero)?(?: de)?(?: la)?(?: voie| rue)?|numvoie|no voie|n voie|house ?number|addr housenumber)$/,
    not: /tel|siret|insee|fiche|dossier|dep/,
    fits: (value) => /^\d{1,4} ?(?:bis|ter|quater|[a-d])?(?: ?[-–/] ?\d{1,4})?$/i.test(text(value)),
  },
  streetType: {
    names: /^(?:.* )?(?:type (?:de )?voie|typ voie|typevoie|nature (?:de )?(?:la )?voie)$/,
    fits: isWords,
  },
  modified: {
    names:
      /^(?:.* )?(?:pub ?date|changed|date maj|maj|modified|updated|updated at|date|last update|last edited date|date modification|datemaj|date mise a jour|date maj fiche|horodateur|mise a jour|edit ?date)(?: .*)?$/,
    not: /creation|ouverture|debut|fin|naissance|created/,
    fits: (value) => parseDate(text(value)) !== undefined,
  },
  hours: {
    names: /horaire|opening hours|heures? d ouverture|jours? d ouverture|^(?:equip )?ouverture(?: au public)?$/,
    fits: (value) => /\d/.test(text(value)),
  },
  description: {
    names:
      /(?:^|.* )(?:description|desc|excerpt|extrait|presentation|resume|descriptif|objet|texte|commentaire|abstract|activites?|projet|detail|content|contenu|body|corps)(?: .*)?$/,
    fits: isWords,
  },
  kind: {
    names:
      /(?:^|.* )(?:type|categorie|categories|category|kinds?|tags|famille|typologie|nature|type de lieu|liste ?type.*|services?|usages?)(?: .*)?$/,
    not: /voie|id|geometrie|geometry|annonce/,
    fits: isWords,
    repeats: 'mostly',
  },
  keywords: {
    names:
      /(?:^|.* )(?:activites?|thematiques?|themes?|mots? cles?|keywords?|tags?|services?|usages?|domaines?|equip theme|prestations?|pratiques?|savoir faire|ateliers? proposes?|actions?|vocations?|on y (?:fait|trouve|propose|pratique)|y (?:faire|trouver)|que (?:fait|faire|trouve))(?: .*)?$/,
    not: /id|date|annee|nombre|nb|site|url/,
    fits: isWordList,
  },
};

function hasLetters(value: unknown): boolean {
  return /\p{L}/u.test(text(value));
}

/** A few short words, or several of them. */
function isWordList(value: unknown): boolean {
  const items = Array.isArray(value) ? value.map(String) : splitList(cleanText(text(value)));
  return (
    items.length > 0 && items.every((item) => /\p{L}{2}/u.test(item) && item.length <= 60 && !/[.!?]\s/.test(item))
  );
}

export function isWords(value: unknown): boolean {
  return /\p{L}{2}/u.test(Array.isArray(value) ? value.join(' ') : text(value));
}
