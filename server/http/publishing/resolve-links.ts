import type { EntitySuggestion } from '../../directory/search/suggestion.ts';
import type { Entries } from '../../publish/entries.ts';
import type { Field, Form } from '../../publish/form.ts';
import { linkLines } from '../../publish/link-lines.ts';
import type { Bilingual, Language } from '../../rdf/text.ts';
import type { Finding } from '../../validation/report.ts';
import type { FormAnswer } from '../contract.ts';
import type { DirectoryReader } from '../deps.ts';
import { entityPath } from '../sections.ts';

/** The answers with addresses in place of names, who each of them is, and what to say of those that nobody has. */
export interface ResolvedLinks {
  readonly entries: Entries;
  readonly links: FormAnswer['links'];
  readonly findings: readonly Finding[];
}

/** As many of one form are looked up; nobody has more partners to tell of. */
const most = 60;

/**
 * Meets whom the answers about links name, by address or by name, in the directory. A name that nobody or several have is left
 * out of what is written, and told beside its question.
 */
export function resolveLinks(
  form: Form,
  entries: Entries,
  {
    directory,
    language,
  }: { readonly directory: Pick<DirectoryReader, 'suggest' | 'locate' | 'entity'>; readonly language: Language },
): ResolvedLinks {
  const links: Record<string, FormAnswer['links'][string]> = {};
  const findings: Finding[] = [];
  const resolved = new Map(entries);
  let left = most;
  for (const field of linkFields(form)) {
    const said = (entries.get(field.key) ?? []).flatMap(linkLines);
    if (said.length === 0) continue;
    const kept = said.flatMap((text): string[] => {
      if (left-- <= 0) return isAddress(text) ? [text] : [];
      if (isAddress(text)) {
        const known = byAddress(text, directory, language);
        if (known) links[text] = known;
        return [text];
      }
      const met = byName(text, directory, language);
      if ('iri' in met) {
        links[text] = met;
        return [met.iri];
      }
      findings.push({
        severity: 'warning',
        rule: 'form/unknown-name',
        path: field.path,
        field: field.label,
        value: text,
        message: met,
      });
      return [];
    });
    resolved.set(field.key, kept);
  }
  return { entries: resolved, links, findings };
}

function linkFields(form: Form): readonly Field[] {
  return form.flatMap((group) => group.fields).filter(({ input, parts }) => input === 'entity' && !parts);
}

/** An address, be it without its beginning: a name has no point between its letters and a space after. */
function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) || /^[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?$/.test(text);
}

type Known = FormAnswer['links'][string];

function byAddress(
  iri: string,
  directory: Pick<DirectoryReader, 'locate' | 'entity'>,
  language: Language,
): Known | undefined {
  const at = directory.locate(iri);
  const entity = at && directory.entity(at.type, at.key, language, () => false);
  return entity && { iri, name: entity.name, type: entity.type, page: entityPath(entity) };
}

function byName(text: string, directory: Pick<DirectoryReader, 'suggest'>, language: Language): Known | Bilingual {
  const found = directory.suggest(text, { limit: 5, language });
  const all = [...found.networks, ...found.places, ...found.territories, ...found.people];
  const exact = all.filter(({ match }) => match === 'exact');
  const [only] = exact.length > 0 ? exact : all.filter(({ match }) => match === 'prefix');
  const candidates = exact.length > 0 ? exact : all;
  if (only && candidates.length === 1) {
    const { iri, name, type, key } = only.entity;
    return { iri, name, type, page: entityPath({ type, key }) };
  }
  return candidates.length > 0 ? choose(text, candidates) : nobody(text);
}

function choose(text: string, found: readonly EntitySuggestion[]): Bilingual {
  const names = found
    .slice(0, 4)
    .map(({ entity }) => `${entity.name} (${entity.iri})`)
    .join(' ; ');
  return {
    fr: `« ${text} » peut être ${names}. Écrivez l’adresse du bon.`,
    en: `“${text}” may be ${names}. Write the address of the right one.`,
  };
}

function nobody(text: string): Bilingual {
  return {
    fr: `Personne ne s’appelle « ${text} » dans l’annuaire : ce lien n’est pas écrit. Donnez l’adresse de sa fiche, qui commence par https://, ou invitez-le à publier la sienne.`,
    en: `Nobody is called “${text}” in the directory: this link is not written. Give the address of their profile, which begins with https://, or invite them to publish one.`,
  };
}
