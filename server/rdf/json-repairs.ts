import type { Bilingual } from './text.ts';

/** The mistakes that pages really make in their JSON, in words that say how to mend them. */
export const jsonRepairs = {
  wrapping: {
    fr: 'des balises de commentaire ou CDATA entourent les données : retirez-les',
    en: 'comment or CDATA marks stand around the data: remove them',
  },
  entities: {
    fr: 'les guillemets sont écrits « &quot; » : écrivez " tel quel dans un bloc <script>',
    en: 'the quotes are written “&quot;”: write a plain " inside a <script> block',
  },
  smartQuotes: {
    fr: 'des guillemets typographiques (“ ” ou « ») tiennent lieu de guillemets droits : écrivez "',
    en: 'curly quotes (“ ” or « ») stand where straight ones must: write "',
  },
  singleQuotes: {
    fr: 'des textes sont entre apostrophes (\'…\') : JSON veut des guillemets droits ("…")',
    en: 'texts stand between apostrophes (\'…\'): JSON wants straight double quotes ("…")',
  },
  bareKey: {
    fr: 'un nom n’est pas entre guillemets : écrivez "name" et non name',
    en: 'a name has no quotes: write "name" instead of name',
  },
  comment: {
    fr: 'JSON ne connaît pas les commentaires : retirez-les',
    en: 'JSON has no comments: remove them',
  },
  trailingComma: {
    fr: 'une virgule précède une parenthèse fermante } ou ] : retirez-la',
    en: 'a comma stands before a closing } or ]: remove it',
  },
  missingComma: {
    fr: 'une virgule manque entre deux valeurs : ajoutez-la',
    en: 'a comma is missing between two values: add it',
  },
  brackets: {
    fr: 'une parenthèse fermante } ou ] manque ou est de trop : fermez chaque { et chaque [ une fois',
    en: 'a closing } or ] is missing or too many: close each { and each [ once',
  },
  controlInString: {
    fr: 'un texte contient un retour à la ligne ou une tabulation : écrivez \\n ou \\t',
    en: 'a text contains a line break or a tab: write \\n or \\t',
  },
  badEscape: {
    fr: "un texte contient une barre oblique inverse que JSON ne connaît pas (comme \\') : retirez-la",
    en: "a text contains a backslash that JSON does not know (such as \\'): remove it",
  },
  severalObjects: {
    fr: 'plusieurs objets se suivent : mettez-les entre [ et ], séparés par des virgules, ou donnez à chacun son bloc',
    en: 'several objects follow each other: put them between [ and ] with commas, or give each its own block',
  },
  semicolon: {
    fr: 'un point-virgule suit les données : retirez-le',
    en: 'a semicolon follows the data: remove it',
  },
} satisfies Readonly<Record<string, Bilingual>>;

export type JsonRepair = keyof typeof jsonRepairs;
