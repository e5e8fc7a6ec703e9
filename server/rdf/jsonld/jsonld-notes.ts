import type { ReadingNote } from '../reading-note.ts';
import type { Session } from './session.ts';

/** What an author should know about the reading of a JSON-LD document. */
export function jsonldNotes(session: Session, isEmpty: boolean): readonly ReadingNote[] {
  const { unknownContexts, mistypedContexts, unknownTerms, malformed, mended, faults } = session;
  const isGrave = isEmpty || session.isStrict || !session.hasContext;
  return [
    ...[...unknownContexts].map((url) => unknownContext(url, isGrave)),
    ...[...mistypedContexts].map(([written, meant]) => mistypedContext(written, meant)),
    ...[...faults].slice(0, 5).map(leftOut),
    // What an unknown context would have explained is told with it.
    ...(unknownTerms.size > 0 && unknownContexts.size === 0 ? [unknownTermsNote([...unknownTerms])] : []),
    ...(mended.size > 0 ? [mendedNote([...mended])] : []),
    ...(malformed.size > 0 ? [malformedNote([...malformed])] : []),
  ];
}

function unknownContext(url: string, isGrave: boolean): ReadingNote {
  return {
    severity: isGrave ? 'violation' : 'warning',
    rule: 'reading/unknown-context',
    message: {
      fr: `Le contexte JSON-LD « ${url} » ne fait pas partie de ceux que nous connaissons : ce qu’il définit n’a pas été lu. Utilisez « https://schema.org », ou le nôtre, « https://w3id.org/obsidienne/context.jsonld ».`,
      en: `The JSON-LD context “${url}” is not one we carry: what it defines was not read. Use “https://schema.org”, or ours, “https://w3id.org/obsidienne/context.jsonld”.`,
    },
    value: url.slice(0, 200),
  };
}

function mistypedContext(written: string, meant: string): ReadingNote {
  return {
    severity: 'warning',
    rule: 'reading/context-address',
    message: {
      fr: `Le contexte JSON-LD « ${written} » a été lu comme « ${meant} ». Écrivez cette adresse-là, en entier.`,
      en: `The JSON-LD context “${written}” was read as “${meant}”. Write that address, in full.`,
    },
    value: written.slice(0, 200),
  };
}

/** A block whose words are those of schema.org, without the line that says so. */
export const impliedContext: ReadingNote = {
  severity: 'warning',
  rule: 'reading/no-context',
  message: {
    fr: 'Les données JSON-LD n’ont pas de ligne "@context" : nous les avons lues avec celle de schema.org. Ajoutez "@context": "https://schema.org".',
    en: 'The JSON-LD data have no "@context" line: we read them with that of schema.org. Add "@context": "https://schema.org".',
  },
};

function leftOut(fault: string): ReadingNote {
  return {
    severity: 'warning',
    rule: 'reading/broken-value',
    message: {
      fr: `Une valeur est mal formée en JSON-LD et n’a pas été lue : ${fault}.`,
      en: `A value is malformed in JSON-LD and was not read: ${fault}.`,
    },
    value: fault,
  };
}

function unknownTermsNote(terms: readonly string[]): ReadingNote {
  const some = terms.slice(0, 5);
  return {
    severity: 'warning',
    rule: 'reading/unknown-term',
    message: {
      fr: `Le contexte JSON-LD ne connaît pas ${some.map((t) => `« ${t} »`).join(', ')} : ce qui est écrit là n’a pas été lu. Vérifiez l’orthographe du nom.`,
      en: `The JSON-LD context does not know ${some.map((t) => `“${t}”`).join(', ')}: what is written there was not read. Check the spelling of the name.`,
    },
    value: some.join(', ').slice(0, 200),
  };
}

function mendedNote(iris: readonly string[]): ReadingNote {
  const some = iris.slice(0, 3);
  return {
    severity: 'warning',
    rule: 'reading/mended-address',
    message: {
      fr: `Ces adresses contiennent des espaces, que nous avons retirés ou remplacés : ${some.map((t) => `« ${t} »`).join(', ')}. Écrivez-les sans.`,
      en: `These addresses contain spaces, which we removed or replaced: ${some.map((t) => `“${t}”`).join(', ')}. Write them without.`,
    },
    value: some.join(', ').slice(0, 200),
  };
}

function malformedNote(iris: readonly string[]): ReadingNote {
  const some = iris.slice(0, 3);
  return {
    severity: 'warning',
    rule: 'reading/unusable-statement',
    message: {
      fr: `Ce ne sont pas des adresses complètes, et nous ne les avons pas lues : ${some.map((t) => `« ${t} »`).join(', ')}.`,
      en: `These are no complete addresses, and we did not read them: ${some.map((t) => `“${t}”`).join(', ')}.`,
    },
    value: some.join(', ').slice(0, 200),
  };
}
