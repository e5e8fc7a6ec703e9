import type { Lead, Link, Summary } from '../../server/http/contract.ts';
import { pagePath } from '../address/page-path.ts';
import { families, familyOf } from '../map/relation-families.ts';
import { textUnder } from '../texts/text-under.ts';
import { fill, pageLanguage, texts } from '../texts/texts.ts';
import { webAddress } from './web-address.ts';

/** Opens a linked place on the map; undefined when it is not there. */
export type OpenLinked = (place: Summary) => (() => void) | undefined;

interface Props {
  readonly links: readonly Link[];
  readonly leads: readonly Lead[];
  readonly openLinked: OpenLinked;
}

/** Whom a place is linked to, by family; what its needs and offers meet stands among the exchanges. */
export function PlaceLinks({ links: all, leads, openLinked }: Props) {
  const t = texts();
  if (all.length + leads.length === 0) return null;
  return (
    <section>
      <h3>{t.place.links}</h3>
      {families.map((family) => {
        const links = all.filter(({ relation }) => familyOf(relation) === family);
        const own = family === 'exchange' ? leads : [];
        return (
          links.length + own.length > 0 && (
            <div key={family} class="link-family" data-family={family}>
              <h4>{t.families[family]}</h4>
              <ul class="place-links">
                {links.map((link) => (
                  <LinkLine
                    key={`${link.relation} ${link.direction} ${link.target.iri}`}
                    link={link}
                    openLinked={openLinked}
                  />
                ))}
                {own.map((lead) => (
                  <LeadLine key={lead.id} lead={lead} openLinked={openLinked} />
                ))}
              </ul>
            </div>
          )
        );
      })}
    </section>
  );
}

function LinkLine({ link, openLinked }: { readonly link: Link; readonly openLinked: OpenLinked }) {
  const t = texts();
  const { target } = link;
  const known = 'key' in target ? target : undefined;
  const name = target.name || target.iri;
  const show = known?.type === 'place' ? openLinked(known) : undefined;
  const site = known ? undefined : webAddress(target.iri);
  const relation = textUnder(t.relations, link.relation, t.relations.other);
  const sides = link.mutual ? t.place.mutual : link.direction === 'out' ? t.place.saidHere : t.place.saidThere;
  return (
    <li>
      <span class="link-relation">{relation}</span>{' '}
      {known ? (
        <a href={pagePath(known.type, known.key)} dir="auto">
          {name}
        </a>
      ) : site ? (
        <a href={site.href} rel="noopener external" dir="auto">
          {name}
        </a>
      ) : (
        <bdi>{name}</bdi>
      )}{' '}
      {show && <ShowOnMap name={name} show={show} />}
      {hasTwoSides(link) && <span class={link.mutual ? 'link-sides mutual' : 'link-sides'}>{sides}</span>}
    </li>
  );
}

/** A need and an offer that meet, with the place at the other end. */
function LeadLine({ lead: { reason, actor }, openLinked }: { readonly lead: Lead; readonly openLinked: OpenLinked }) {
  const show = actor.type === 'place' ? openLinked(actor) : undefined;
  return (
    <li>
      {reason[pageLanguage()]}{' '}
      <a href={pagePath(actor.type, actor.key)} dir="auto">
        {actor.name}
      </a>{' '}
      {show && <ShowOnMap name={actor.name} show={show} />}
      <span class="link-sides">{texts().place.lead}</span>
    </li>
  );
}

function ShowOnMap({ name, show }: { readonly name: string; readonly show: () => void }) {
  const t = texts();
  return (
    <button
      type="button"
      class="link-show"
      aria-label={fill(t.place.onMap, { name })}
      title={fill(t.place.onMap, { name })}
      onClick={show}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path
          d="M8 1.5a5 5 0 0 1 5 5c0 3.4-5 8-5 8s-5-4.6-5-8a5 5 0 0 1 5-5zM8 4.7a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z"
          fill-rule="evenodd"
        />
      </svg>
    </button>
  );
}

const actors: ReadonlySet<string> = new Set(['place', 'network', 'organization', 'person']);

/** A need or an offer cannot confirm a link; another actor can. */
function hasTwoSides({ target }: Link): boolean {
  return 'type' in target && actors.has(target.type);
}
