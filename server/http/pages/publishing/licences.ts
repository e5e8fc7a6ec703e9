import type { Bilingual } from '../../../rdf/text.ts';

/** The licences that the form proposes, the freest of each family first. */
export const licences: readonly { readonly iri: string; readonly label: Bilingual }[] = [
  {
    iri: 'https://spdx.org/licenses/etalab-2.0',
    label: {
      fr: 'Licence Ouverte 2.0 : chacun peut reprendre, en citant la source',
      en: 'French Open Licence 2.0: anyone may reuse, naming the source',
    },
  },
  {
    iri: 'https://creativecommons.org/licenses/by/4.0/',
    label: {
      fr: 'Creative Commons BY 4.0 : chacun peut reprendre, en citant la source',
      en: 'Creative Commons BY 4.0: anyone may reuse, naming the source',
    },
  },
  {
    iri: 'https://creativecommons.org/licenses/by-sa/4.0/',
    label: {
      fr: 'Creative Commons BY-SA 4.0 : de même, et ce qui en est fait garde cette licence',
      en: 'Creative Commons BY-SA 4.0: the same, and what is made of it keeps this licence',
    },
  },
  {
    iri: 'https://creativecommons.org/publicdomain/zero/1.0/',
    label: { fr: 'Creative Commons 0 : sans aucune condition', en: 'Creative Commons 0: without any condition' },
  },
];
