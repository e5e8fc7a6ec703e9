import { isRegisterNumber } from '../../rdf/register-number.ts';
import type { Bilingual } from '../../rdf/text.ts';

/** What a number that was typed is, without its blanks: of an establishment, of a firm, of an association. */
export type TypedNumber =
  | { readonly kind: 'siret' | 'siren' | 'rna'; readonly value: string }
  | { readonly kind: 'wrong'; readonly detail: Bilingual };

/** Tells SIRET, SIREN and RNA numbers by their form and their check digit; undefined for what is no number at all. */
export function readNumber(text: string): TypedNumber | undefined {
  const value = text.replace(/[\s.\u00a0\u202f-]/g, '').toUpperCase();
  if (/^W[0-9A-Z]\d{8}$/.test(value)) return { kind: 'rna', value };
  if (/^W\d+$/.test(value)) return { kind: 'wrong', detail: wrongLength('RNA', text) };
  if (!/^\d{6,}$/.test(value)) return undefined;
  if (value.length !== 14 && value.length !== 9) return { kind: 'wrong', detail: wrongLength('SIRET', text) };
  if (!isRegisterNumber(value)) return { kind: 'wrong', detail: wrongDigit(text) };
  return { kind: value.length === 14 ? 'siret' : 'siren', value };
}

function wrongLength(name: 'RNA' | 'SIRET', text: string): Bilingual {
  const shown = text.slice(0, 40);
  return name === 'RNA'
    ? {
        fr: `« ${shown} » n’est pas un numéro RNA : il commence par W, suivi de neuf chiffres ou lettres. Recopiez-le.`,
        en: `“${shown}” is no RNA number: it begins with W, followed by nine digits or letters. Copy it again.`,
      }
    : {
        fr: `« ${shown} » n’est ni un SIRET (quatorze chiffres) ni un SIREN (neuf). Comptez les chiffres.`,
        en: `“${shown}” is neither a SIRET (fourteen digits) nor a SIREN (nine). Count the digits.`,
      };
}

function wrongDigit(text: string): Bilingual {
  const shown = text.slice(0, 40);
  return {
    fr: `Il y a une faute de frappe dans « ${shown} » : le dernier chiffre ne correspond pas aux autres. Recopiez le numéro.`,
    en: `There is a typing mistake in “${shown}”: the last digit does not fit the others. Copy the number again.`,
  };
}
