import type { Bilingual } from '../../rdf/text.ts';
import type { Publishers } from '../../registry/publishers.ts';
import type { Registry } from '../../registry/registry.ts';
import type { Suppressions } from '../../registry/suppressions.ts';

/** What an operator takes: so many profiles of one publisher, and only of the named ones when any are named. */
export interface AdmissionRules {
  readonly maxPerPublisher: number;
  /** Publishers (registrable domains, or folders of shared hosts); empty for everybody. */
  readonly allowed: readonly string[];
}

/** Makes the judge of new addresses: why an address is not taken, or undefined; what is registered stays so. */
export function createAdmission(
  {
    registry,
    publishers,
    suppressions,
  }: {
    readonly registry: Pick<Registry, 'findByUrl'>;
    readonly publishers: Publishers;
    readonly suppressions: Pick<Suppressions, 'covers'>;
  },
  { maxPerPublisher, allowed }: AdmissionRules,
): (url: string) => Bilingual | undefined {
  return (url) => {
    if (suppressions.covers(url))
      return {
        fr: 'Cette adresse a été retirée à la demande de la personne concernée : elle n’est plus lue ici. Si c’est la vôtre et que vous avez changé d’avis, écrivez à qui s’occupe de cet observatoire.',
        en: 'This address was taken down at the request of whom it concerns: it is no longer read here. If it is yours and you have changed your mind, write to whoever runs this observatory.',
      };
    const known = registry.findByUrl(url);
    if (known && known.status !== 'withdrawn' && known.status !== 'discovered') return undefined;
    const publisher = publishers.of(url);
    if (allowed.length > 0 && !allowed.includes(publisher))
      return {
        fr: `Cet observatoire ne lit que les sites qu’il a choisis ; ${publisher} n’en fait pas partie. Écrivez à qui s’en occupe.`,
        en: `This observatory reads only the sites it has chosen; ${publisher} is not among them. Write to whoever runs it.`,
      };
    if (!known && publishers.count(publisher) >= maxPerPublisher)
      return {
        fr: `${publisher} a déjà ${maxPerPublisher} fiches ici : c’est le plus que nous prenons d’un même site.`,
        en: `${publisher} already has ${maxPerPublisher} profiles here: that is the most we take of one site.`,
      };
    return undefined;
  };
}
