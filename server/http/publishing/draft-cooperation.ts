import type { Quad } from '@rdfjs/types';
import type { Lead } from '../../cooperation/leads.ts';
import type { Summary } from '../../directory/entity.ts';
import { writeTurtle } from '../../publish/write-turtle.ts';
import { literal, namedNode, obs, quadOf, rdf, schema, VOCAB } from '../../rdf/terms.ts';
import type { Language } from '../../rdf/text.ts';
import { leadsTexts } from '../texts/leads-texts.ts';
import { fill } from '../texts/texts.ts';

/** Lines for the profile of one side, and where that profile is. */
export interface DraftSide {
  readonly of: Summary;
  readonly turtle: string;
}

/**
 * What two actors add to their profiles when a lead becomes a cooperation: the first describes it (`obs:Cooperation`, an idea), the
 * second says that it takes part. Each says `obs:cooperatesWith` of the other, so that the directory reads the link, and the
 * participation, as mutual once both have published.
 */
export function draftCooperation(
  { self, actor, id, need, offer }: Lead,
  language: Language,
): readonly [DraftSide, DraftSide] {
  const t = leadsTexts.plain(language);
  const cooperation = namedNode(`${documentOf(self)}#cooperation-${id.slice(0, 8)}`);
  const [own, other] = [namedNode(self.iri), namedNode(actor.iri)];
  const say = (text: string) => literal(text, language);
  const about = offer?.name ?? need?.name ?? t.kinds['same-practice'];
  const name = say(fill(t.draftName, { self: self.name, actor: actor.name, about }));
  const first: Quad[] = [
    quadOf(cooperation, rdf('type'), obs('Cooperation')),
    quadOf(cooperation, schema('name'), name),
    quadOf(cooperation, obs('stage'), namedNode(`${VOCAB}stages/idea`)),
    quadOf(cooperation, obs('participant'), own),
    quadOf(cooperation, obs('participant'), other),
    ...[self, actor].map(({ name }) => quadOf(cooperation, obs('expectedEffect'), say(fill(t.draftEffect, { name })))),
    quadOf(cooperation, obs('sharedObjective'), say(t.draftObjective)),
    quadOf(own, obs('cooperatesWith'), other),
  ];
  const second: Quad[] = [
    quadOf(cooperation, rdf('type'), obs('Cooperation')),
    // Whatever a profile names has a name there; its own document's counts.
    quadOf(cooperation, schema('name'), name),
    quadOf(cooperation, obs('participant'), other),
    quadOf(other, obs('cooperatesWith'), own),
  ];
  return [
    { of: self, turtle: writeTurtle(first, documentOf(self)) },
    { of: actor, turtle: writeTurtle(second, documentOf(actor)) },
  ];
}

/** Where a fragment of an entity's own document begins. */
function documentOf({ iri }: Summary): string {
  return iri.split('#')[0] ?? iri;
}
