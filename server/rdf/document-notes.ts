import { explainParserError } from './explain-parser-error.ts';
import type { RdfFormat } from './media-types.ts';
import { mediaTypes } from './media-types.ts';
import type { ReadingNote } from './reading-note.ts';

// What is said of a document as a whole.

export const nestedPage: ReadingNote = {
  severity: 'warning',
  rule: 'reading/nested-page',
  message: {
    fr: 'La page emboîte trop d’éléments les uns dans les autres ; nous n’en avons lu que le début.',
    en: 'The page nests too many elements in each other; we read only its beginning.',
  },
};

export function wrongMediaType(met: string, format: RdfFormat): ReadingNote {
  const right = mediaTypes[format];
  return {
    severity: 'info',
    rule: 'reading/media-type',
    message: {
      fr: `Le site annonce « ${met || 'aucun type'} » alors que le contenu est « ${right} ». Nous l’avons lu quand même ; réglez le type de contenu du fichier pour que tout le monde puisse le lire.`,
      en: `The site announces “${met || 'no type'}” although the content is “${right}”. We read it all the same; set the file's content type so that everyone can.`,
    },
    value: met,
  };
}

export function wrongBlockType(met: string): ReadingNote {
  return {
    severity: 'warning',
    rule: 'reading/block-type',
    message: {
      fr: `Un bloc de données de la page est annoncé « ${met} » : écrivez type="application/ld+json" pour que tout le monde le lise.`,
      en: `A data block of the page is announced as “${met}”: write type="application/ld+json" so that everyone reads it.`,
    },
    value: met,
  };
}

export function shownBlock(isAll: boolean): ReadingNote {
  return {
    severity: isAll ? 'violation' : 'warning',
    rule: 'reading/shown-block',
    message: {
      fr: 'Le site montre le bloc de la fiche comme un texte, au lieu de le garder dans le code de la page : personne ne peut le lire ainsi. Effacez-le, puis collez-le dans un bloc « HTML personnalisé » ou dans l’en-tête de la page, jamais dans l’éditeur de texte.',
      en: 'The site shows the block of the profile as text instead of keeping it in the code of the page: nobody can read it like that. Delete it, then paste it into a “custom HTML” block or into the head of the page, never into the text editor.',
    },
  };
}

export function unknownFormat(mediaType: string): ReadingNote {
  return {
    severity: 'violation',
    rule: 'reading/unknown-format',
    message: {
      fr: `Nous ne savons pas lire ce document (« ${mediaType || 'type inconnu'} »). Publiez votre fiche dans une page web, en JSON-LD ou en Turtle.`,
      en: `We cannot read this document (“${mediaType || 'unknown type'}”). Publish your profile in a web page, as JSON-LD or as Turtle.`,
    },
    value: mediaType,
  };
}

/** What people call the formats. */
const formatNames: Readonly<Record<string, string>> = {
  turtle: 'Turtle',
  trig: 'TriG',
  ntriples: 'N-Triples',
  nquads: 'N-Quads',
  jsonld: 'JSON-LD',
  rdfxml: 'RDF/XML',
};

export function unreadable(format: string, error: unknown): ReadingNote {
  const what = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 300);
  const told = explainParserError(what);
  const name = formatNames[format] ?? format;
  return {
    severity: 'violation',
    rule: 'reading/broken-block',
    message: {
      fr: `Les données (${name}) sont mal formées et n’ont pas pu être lues : ${told.fr}.`,
      en: `The data (${name}) are malformed and could not be read: ${told.en}.`,
    },
    value: what.slice(0, 200),
  };
}

/** What is wrong with one block of a page leaves its neighbours readable. */
export function asBlock(note: ReadingNote, block: number): ReadingNote {
  if (note.severity !== 'violation') return note;
  return {
    ...note,
    severity: 'warning',
    message: { fr: `Bloc de données ${block} : ${note.message.fr}`, en: `Data block ${block}: ${note.message.en}` },
  };
}
