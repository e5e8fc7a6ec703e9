import type { Bilingual } from '../rdf/text.ts';
import type { Report, Severity } from './report.ts';

const words: Readonly<
  Record<Severity, { readonly fr: readonly [string, string]; readonly en: readonly [string, string] }>
> = {
  violation: { fr: ['erreur à corriger', 'erreurs à corriger'], en: ['error to mend', 'errors to mend'] },
  warning: { fr: ['point à vérifier', 'points à vérifier'], en: ['point to check', 'points to check'] },
  info: { fr: ['conseil', 'conseils'], en: ['suggestion', 'suggestions'] },
};

/** Says a report in one line: "Fiche valable. 2 conseils." */
export function summarize(report: Report): Bilingual {
  const counts = (['violation', 'warning', 'info'] as const)
    .map((severity) => ({ severity, count: report.findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0);
  const listed = (language: 'fr' | 'en') =>
    counts.map(({ severity, count }) => `${count} ${words[severity][language][count > 1 ? 1 : 0]}`).join(', ');
  if (counts.length === 0) return { fr: 'Fiche valable, rien à signaler.', en: 'Valid profile, nothing to report.' };
  return report.conforms
    ? { fr: `Fiche valable. ${listed('fr')}.`, en: `Valid profile. ${listed('en')}.` }
    : { fr: `Fiche à corriger : ${listed('fr')}.`, en: `Profile to correct: ${listed('en')}.` };
}
