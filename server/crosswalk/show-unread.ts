import { foldText } from '../rdf/fold-text.ts';
import { showCell } from './loss-report.ts';

/** Columns that name a person, by the words of their name. */
const ofPersons =
  /\b(?:prenoms?|contact|responsables?|referente?s?|interlocuteur|interlocutrice|president(?:e)?|directeur|directrice|gerante?|animateur|animatrice|auteur|createur|utilisateur|user|login|civilite|votre nom|nom de famille|naissance)\b/;
const mail = /[\w.!#$%&'*+/=?^`{|}~-]+@(?=[\w-]+\.)/g;
const mobile = /(?:\+33\s?\(?0?\)?\s?|0033\s?|\b0)[67](?:[\s./-]?\d\d){4}\b/g;

/** A cell that nothing reads, as a report that anybody may see shows it: without what somebody is called or reached by. */
export function showUnread(column: string, value: unknown): string {
  const folded = foldText(column.replace(/([a-zà-ÿ\d])([A-Z])/g, '$1 $2').replace(/[^\p{L}\p{N}]+/gu, ' '));
  if (ofPersons.test(folded)) return '…';
  return showCell(value).replace(mail, '…@').replace(mobile, '06…');
}
