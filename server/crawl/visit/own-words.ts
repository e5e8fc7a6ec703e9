import type { Quad } from '@rdfjs/types';
import type { Directory } from '../../directory/directory.ts';
import type { PublisherRules } from '../../fetch/publisher.ts';
import type { Finding } from '../../validation/report.ts';

/** A document as the one who speaks. */
interface Speaker {
  readonly url: string;
  readonly finalUrl: string;
}

/** The address on another site where a document was read that was asked for here; undefined when it stayed at home. */
export function elsewhereOf({ url, finalUrl }: Speaker, publishers: Pick<PublisherRules, 'find'>): string | undefined {
  return publishers.find(url) === publishers.find(finalUrl) ? undefined : finalUrl;
}

/** Tells who publishes a document that nothing on the map will come of it, because all it describes is others'. */
export function ownWordsFinding(
  { directory, publishers }: { directory: Pick<Directory, 'hasOwnWords'>; publishers: Pick<PublisherRules, 'find'> },
  speaker: Speaker,
  quads: readonly Quad[],
): Finding[] {
  if (quads.length === 0 || directory.hasOwnWords(speaker, quads)) return [];
  const elsewhere = elsewhereOf(speaker, publishers);
  const message = elsewhere
    ? {
        fr: `Cette adresse mène à un autre site, ${elsewhere} : c’est là que la fiche est lue et montrée. Enregistrez plutôt cette adresse-là.`,
        en: `This address leads to another site, ${elsewhere}: that is where the profile is read and shown. Register that address instead.`,
      }
    : {
        fr: 'Tout ce que décrit cette fiche porte des adresses d’un autre site : elle ne peut pas parler à sa place, et aucune page n’est faite d’elle. Publiez-la sur ce site, ou qu’il dise lui-même (schema:subjectOf) que cette fiche parle de lui.',
        en: 'All that this profile describes has addresses of another site: it cannot speak in its place, and no page is made of it. Publish it on that site, or let that site say itself (schema:subjectOf) that this profile is about it.',
      };
  return [{ severity: 'warning', rule: 'profile/of-others', message, ...(elsewhere ? { value: elsewhere } : {}) }];
}
