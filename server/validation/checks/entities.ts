import type { Term } from '@rdfjs/types';
import { namedNode, obs, rdf, schema } from '../../rdf/terms.ts';
import { topicsOf } from '../../rdf/topics.ts';
import type { Profile } from '../profile.ts';
import type { Finding } from '../report.ts';

/** The classes whose instances get a page. */
const entityClasses: ReadonlySet<string> = new Set([
  ...['ThirdPlace', 'Network', 'LivingTerritory', 'Practice', 'Experience', 'UsefulEffect', 'Cooperation'].map(
    (name) => obs(name).value,
  ),
  ...['Organization', 'Person', 'AdministrativeArea', 'Demand', 'Offer', 'Event'].map((name) => schema(name).value),
]);

const fix = 'a obs:ThirdPlace ;';

/** Says why a document gives nothing to list: no data, nothing of a class we know, or nothing that has an address of its own. */
export function checkEntities(profile: Profile, documentUrl: string): Finding[] {
  if (profile.size === 0) {
    return [
      violation('profile/empty', {
        fr: 'Cette page ne contient aucune donnée lisible. Ajoutez-y votre fiche (Turtle, JSON-LD ou RDFa) : la page « Publier » en prépare une.',
        en: 'This page holds no readable data. Add your profile to it (Turtle, JSON-LD or RDFa): the “Publish” page prepares one.',
      }),
    ];
  }
  const topics = topicsOf(profile, [documentUrl]);
  const entities = profile
    .match(null, rdf('type'))
    .filter(({ subject, object }) => entityClasses.has(object.value) || (topics.has(subject.value) && isPlace(object)))
    .map((quad) => quad.subject);
  if (entities.some((entity) => entity.termType === 'NamedNode')) return [];
  if (entities.length > 0) {
    return [
      violation('profile/no-identifier', {
        fr: 'Ce que décrit cette page n’a pas d’adresse propre : donnez-lui un identifiant, par exemple « <#lieu> » en Turtle ou "@id": "#lieu" en JSON-LD.',
        en: 'What this page describes has no address of its own: give it an identifier, for instance “<#place>” in Turtle or "@id": "#place" in JSON-LD.',
      }),
    ];
  }
  const subject = mainSubject(profile, topics);
  if (!subject) {
    return [
      violation('profile/no-entity', {
        fr: 'Cette page ne décrit aucun lieu, réseau, organisation, personne, besoin ou offre. Décrivez votre lieu avec le type obs:ThirdPlace.',
        en: 'This page describes no place, network, organisation, person, need or offer. Describe your place with the type obs:ThirdPlace.',
      }),
    ];
  }
  const message = {
    fr: 'Cette page ne dit pas ce qu’elle décrit : ajoutez un type, par exemple obs:ThirdPlace pour un tiers-lieu ou obs:Network pour un réseau.',
    en: 'This page does not say what it describes: add a type, for instance obs:ThirdPlace for a third place or obs:Network for a network.',
  };
  return [{ ...violation('profile/no-type', message), path: rdf('type').value, focusNode: subject.value, fix }];
}

/** A place of any kind is one of ours when the document is about it. */
function isPlace(type: Term): boolean {
  return type.equals(schema('Place'));
}

/** What the document is about by its own word, or else the named thing that it says most of. */
function mainSubject(profile: Profile, topics: ReadonlySet<string>): Term | undefined {
  const topic = [...topics].map((value) => namedNode(value)).find((term) => /^https?:/.test(term.value));
  if (topic) return topic;
  const named = profile.match(null, schema('name')).map(({ subject }) => subject);
  return named
    .filter(({ termType }) => termType === 'NamedNode')
    .sort((a, b) => profile.match(b).length - profile.match(a).length || (a.value < b.value ? -1 : 1))[0];
}

function violation(rule: string, message: Finding['message']): Finding {
  return { severity: 'violation', rule, message };
}
