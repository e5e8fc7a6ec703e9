import type { EntitySuggestion } from '../../directory/search/suggestion.ts';
import { countOf, type Entries } from '../../publish/entries.ts';
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
  { directory, language }: { readonly directory: Asked; readonly language: Language },
): ResolvedLinks {
  const links: Record<string, FormAnswer['links'][string]> = {};
  const findings: Finding[] = [];
  const resolved = new Map(entries);
  let left = most;
  for (const { field, name } of linkFields(
    form.flatMap((group) => group.fields),
    entries,
  )) {
    const said = (entries.get(name) ?? []).flatMap(linkLines);
    if (said.length === 0) continue;
    const kept = said.flatMap((text): string[] => {
      if (left-- <= 0) return isAddress(text) ? [text] : [];
      if (isAddress(text)) {
        const known = byAddress(text, directory, language);
        if (known) links[text] = known;
        return [text];
      }
      const met = field.key === joining ? byProject(text, directory, language) : byName(text, directory, language);
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
    resolved.set(name, kept);
  }
  return { entries: resolved, links, findings };
}

type Asked = Pick<DirectoryReader, 'suggest' | 'locate' | 'entity' | 'list'>;

/** The one question whose answers are projects, which searches by name do not suggest. */
const joining = 'participatesIn';

/** The questions about links, those of what is described in place too, with the name of each one's input. */
function linkFields(
  fields: readonly Field[],
  entries: Entries,
  prefix = '',
): readonly { readonly field: Field; readonly name: string }[] {
  return fields.flatMap((field) => {
    const name = prefix + field.key;
    const { parts } = field;
    if (!parts) return field.input === 'entity' ? [{ field, name }] : [];
    const all = field.isSingle
      ? [`${name}.`]
      : Array.from({ length: countOf(entries, name) }, (_, i) => `${name}.${i}.`);
    return all.flatMap((inner) => linkFields(parts, entries, inner));
  });
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

function byProject(text: string, directory: Pick<DirectoryReader, 'list'>, language: Language): Known | Bilingual {
  const asked = { page: 1, size: 5, language, facets: false };
  const { items } = directory.list({ type: 'cooperation', q: text }, asked);
  const exact = items.filter(({ name }) => name.toLowerCase() === text.toLowerCase());
  const candidates = exact.length > 0 ? exact : items;
  const [only] = candidates;
  if (only && candidates.length === 1)
    return { iri: only.iri, name: only.name, type: only.type, page: entityPath(only) };
  return only ? choose(text, candidates) : nobody(text);
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
  const named = candidates.map((one: EntitySuggestion) => one.entity);
  return named.length > 0 ? choose(text, named) : nobody(text);
}

function choose(text: string, found: readonly { readonly name: string; readonly iri: string }[]): Bilingual {
  const names = found
    .slice(0, 4)
    .map(({ name, iri }) => `${name} (${iri})`)
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
