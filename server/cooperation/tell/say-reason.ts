import type { Concept } from '../../directory/entity.ts';
import type { Bilingual, Language } from '../../rdf/text.ts';
import { typesetTexts } from '../../rdf/typeset-french.ts';
import type { ConceptSpace } from '../base/concept-space.ts';
import type { FoundLead, Reason } from '../find/found-lead.ts';
import en from '../texts/reasons.en.json' with { type: 'json' };
import fr from '../texts/reasons.fr.json' with { type: 'json' };

const texts: Readonly<Record<Language, typeof fr>> = { fr: typesetTexts(fr), en };

/** Names of actors, needs, offers and meetings. */
export interface Names {
  byId(id: number, language: Language): string;
  byIri(iri: string, language: Language): string;
}

/** Says every reason of a lead in both languages. */
export function sayReasons(
  lead: FoundLead,
  { self, space, names }: { readonly self: number; readonly space: ConceptSpace; readonly names: Names },
): readonly Bilingual[] {
  const said = lead.reasons.map((reason) => ({
    fr: say(reason, { lead, self, space, names, language: 'fr' }),
    en: say(reason, { lead, self, space, names, language: 'en' }),
  }));
  const isGuessed = lead.exchanges.some((exchange) => exchange.isGuessed);
  return isGuessed ? [...said, { fr: texts.fr.guessed, en: texts.en.guessed }] : said;
}

interface Telling {
  readonly lead: FoundLead;
  readonly self: number;
  readonly space: ConceptSpace;
  readonly names: Names;
  readonly language: Language;
}

function say(reason: Reason, { lead, self, space, names, language }: Telling): string {
  const t = texts[language];
  const named = (id: number) => names.byId(id, language);
  const label = (concept: number) => inSentence(space.find(concept), language);
  const labels = (concepts: readonly number[]) => concepts.map(label).join(', ');
  const list = (words: readonly string[]) =>
    words.length > 1 ? `${words.slice(0, -1).join(', ')}${t.and}${words.at(-1)}` : (words[0] ?? '');
  const ends = { self: named(self), other: named(lead.actors[0]?.id ?? 0) };
  switch (reason.say) {
    case 'offers':
    case 'seeks':
      return fill(t[reason.say][reason.fit], {
        ...ends,
        need: named(reason.need.id),
        offer: named(reason.offer.id),
        resource: label(reason.resource),
        wanted: label(reason.wanted),
      });
    case 'practises':
      return fill(reason.practices.length === 1 ? t.practises.one : t.practises.other, {
        ...ends,
        practices: labels(reason.practices),
      });
    case 'practises-sought':
      return fill(t['practises-sought'], { ...ends, practice: label(reason.practice), need: named(reason.need.id) });
    case 'members-alike': {
      const { members, count } = reason;
      const first = members.map(({ id }) => named(id));
      const more = count - members.length;
      const told = more > 0 ? fill(t['members-more'], { members: first.join(', '), count: more }) : list(first);
      return fill(count === 1 ? t['members-alike'].one : t['members-alike'].other, { ...ends, members: told, count });
    }
    case 'scale':
    case 'discipline':
      return fill(t[reason.say][reason.concepts.length === 1 ? 'one' : 'other'], {
        ...ends,
        concepts: labels(reason.concepts),
      });
    case 'meets':
      return fill(t.meets, {
        ...ends,
        meeting: named(reason.meeting.id),
        date: day(reason.meeting.startsAt, language),
        practices: labels(reason.practices),
      });
    case 'all-seek':
      return fill(t['all-seek'], {
        ...ends,
        others: list(reason.others.map(({ id }) => named(id))),
        resource: label(reason.resource),
      });
    case 'together-offer': {
      const parts = reason.parts.map(({ actor, offer, resource }) =>
        fill(t.part, { actor: named(actor.id), resource: label(resource), offer: named(offer.id) }),
      );
      return fill(t['together-offer'], { ...ends, need: named(reason.need.id), parts: parts.join(t.between) });
    }
    case 'same-network':
      return fill(t['same-network'], { network: names.byIri(reason.network, language) });
    case 'partner-between':
      return fill(t['partner-between'], { actor: names.byIri(reason.actor, language) });
    case 'linked':
      return reason.isMutual ? t['linked-mutual'] : t.linked;
    case 'in-talks':
    case 'from-afar':
      return t[reason.say];
  }
}

/** A label in the middle of a sentence: "Salle de réunion" becomes "salle de réunion", "CNC mills" stays. */
function inSentence(concept: Concept | undefined, language: Language): string {
  const label = concept?.label[language] ?? '';
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

const days = {
  fr: new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
};

function day(date: string, language: Language): string {
  const time = Date.parse(date.slice(0, 10));
  return Number.isNaN(time) || date.length < 10 ? date : days[language].format(time);
}

/** A function, so that a name with `$&` in it stays as it is. */
function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}
