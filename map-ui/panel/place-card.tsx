import { useEffect, useRef } from 'preact/hooks';
import type { EntityAnswer, Lead, Link, Summary } from '../../server/http/contract.ts';
import type { PointsManifest } from '../../server/points/manifest.ts';
import { pagePath } from '../address/page-path.ts';
import { Star } from '../favourites/star.tsx';
import { families, familyOf } from '../map/relation-families.ts';
import { ShareButton } from '../share/share-button.tsx';
import { daysAgo, fill, pageLanguage, texts } from '../texts/texts.ts';
import { Glyph } from './glyph.tsx';
import { labelsOf } from './labels.ts';
import type { Member } from './use-group.ts';
import type { Profile } from './use-profile.ts';

interface Props {
  readonly manifest: PointsManifest;
  /** What is known of the place before its profile is read. */
  readonly known: Summary | Member | undefined;
  readonly placeKey: string;
  readonly profile: Profile;
  /** Whose needs and offers meet its own. */
  readonly leads: readonly Lead[];
  readonly now: Date;
  readonly close: () => void;
  readonly retry: () => void;
  readonly choosePractice: (key: string) => void;
  /** Opens a linked place on the map; undefined when it is not there. */
  readonly openLinked: (place: Summary) => (() => void) | undefined;
}

/** The open place: what one comes for first, then what it does and whom it is linked to, then who says so. */
export function PlaceCard(props: Props) {
  const { manifest, known, placeKey, profile, leads, now, close, retry, choosePractice, openLinked } = props;
  const t = texts().place;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [placeKey]);
  const entity = profile.state === 'read' ? profile.entity : undefined;
  const kinds = entity?.kinds ?? known?.kinds ?? [];
  const commune = [entity?.address?.street, [entity?.postalCode, entity?.commune].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
  return (
    <article class="place-card" aria-busy={profile.state === 'loading'}>
      <button type="button" class="button plain back" onClick={close}>
        <span aria-hidden="true">←</span> {t.back}
      </button>
      <header>
        <Glyph kinds={kinds} />
        <div>
          <h2 tabIndex={-1} ref={heading} dir="auto">
            {entity?.name || known?.name || '…'}
          </h2>
          <p class="place-facts">
            {[labelsOf(manifest, 'kind', kinds).join(', '), commune].filter(Boolean).join(' · ')}
          </p>
        </div>
      </header>
      {profile.state === 'loading' && <p class="quiet">{t.loading}</p>}
      {profile.state === 'failed' && (
        <p class="notice error" role="alert">
          {t.failed}{' '}
          <button type="button" class="button secondary" onClick={retry}>
            {t.retry}
          </button>
        </p>
      )}
      {entity && <Unconfirmed entity={entity} now={now} />}
      {entity && (
        <Details
          manifest={manifest}
          entity={entity}
          leads={leads}
          openLinked={openLinked}
          choosePractice={choosePractice}
        />
      )}
      <div class="place-actions">
        <a class="button" href={pagePath('place', placeKey)}>
          {t.page}
        </a>
        {entity && <Star place={entity} words />}
        {entity && <ShareButton class="button secondary" title={entity.name} url={() => location.href} />}
      </div>
      {entity && <Source entity={entity} now={now} />}
    </article>
  );
}

interface DetailsProps extends Pick<Props, 'manifest' | 'leads' | 'openLinked' | 'choosePractice'> {
  readonly entity: EntityAnswer;
}

function Details({ manifest, entity, leads, openLinked, choosePractice }: DetailsProps) {
  const all = texts();
  const t = all.place;
  const language = pageLanguage();
  const status = entity.operatingStatus;
  const description =
    entity.description[language] ?? entity.description['fr'] ?? Object.values(entity.description)[0] ?? '';
  return (
    <>
      {(entity.example || (status && status !== 'open')) && (
        <ul class="chips">
          {status && status !== 'open' && <li class="chip">{read(all.status, status)}</li>}
          {entity.example && <li class="chip">{t.example}</li>}
        </ul>
      )}
      {entity.warnings.map((warning) => (
        <p key={warning.fr} class="notice warning">
          {warning[language]}
        </p>
      ))}
      {!entity.position && <p class="notice">{t.notOnMap}</p>}
      {description && (
        <p class="place-description" dir="auto">
          {shorten(description)}
        </p>
      )}
      <Contact entity={entity} />
      {entity.practices.length > 0 && (
        <section>
          <h3>{t.practices}</h3>
          <ul class="chips">
            {entity.practices.map((key) => (
              <li key={key}>
                <button type="button" class="chip" onClick={() => choosePractice(key)}>
                  {labelsOf(manifest, 'practice', [key])[0] ?? key}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {entity.links.length + leads.length > 0 && (
        <section>
          <h3>{t.links}</h3>
          {families.map((family) => {
            const links = entity.links.filter(({ relation }) => familyOf(relation) === family);
            const own = family === 'exchange' ? leads : [];
            return (
              links.length + own.length > 0 && (
                <div key={family} class="link-family" data-family={family}>
                  <h4>{all.families[family]}</h4>
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
      )}
    </>
  );
}

function Contact({ entity }: { readonly entity: EntityAnswer }) {
  const t = texts();
  const site = webAddress(entity.url);
  const { email, telephone } = entity.contact;
  if (!site && !email && !telephone && entity.openingHours.length === 0) return null;
  return (
    <ul class="place-contact">
      {entity.openingHours.map(({ days, opens, closes }) => (
        <li key={days.join() + opens}>
          {days.map((day) => read(t.days, day)).join(', ')} {opens}–{closes}
        </li>
      ))}
      {site && (
        <li>
          <a href={site.href} rel="noopener external">
            {site.hostname.replace(/^www\./, '')}
          </a>
        </li>
      )}
      {email && (
        <li>
          <a href={`mailto:${encodeURIComponent(email).replace('%40', '@')}`}>{email}</a>
        </li>
      )}
      {telephone && (
        <li>
          <a href={`tel:${telephone.replace(/[^+\d]/g, '')}`}>{telephone}</a>
        </li>
      )}
    </ul>
  );
}

function LinkLine({ link, openLinked }: { readonly link: Link; readonly openLinked: Props['openLinked'] }) {
  const t = texts();
  const { target } = link;
  const known = 'key' in target ? target : undefined;
  const name = target.name || target.iri;
  const show = known?.type === 'place' ? openLinked(known) : undefined;
  const site = known ? undefined : webAddress(target.iri);
  const relation = read(t.relations, link.relation, t.relations.other);
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
function LeadLine({
  lead: { reason, actor },
  openLinked,
}: {
  readonly lead: Lead;
  readonly openLinked: Props['openLinked'];
}) {
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

/** What keeps the profile from being confirmed, and of when the version is that is shown. */
function Unconfirmed({ entity: { trouble, provenance }, now }: { readonly entity: EntityAnswer; readonly now: Date }) {
  if (!trouble) return null;
  const day = Math.floor(Date.parse(provenance.readAt) / 86_400_000);
  return (
    <p class="notice">
      {trouble.detail[pageLanguage()]} {fill(texts().place.lastVersion, { when: daysAgo(day, now) })}
    </p>
  );
}

function Source({ entity: { provenance }, now }: { readonly entity: EntityAnswer; readonly now: Date }) {
  const t = texts().place;
  const day = Math.floor(Date.parse(provenance.readAt) / 86_400_000);
  const site = webAddress(provenance.source);
  return (
    <p class="place-source">
      {fill(t.readOn, { when: daysAgo(day, now), host: site?.hostname ?? provenance.source })}
      {provenance.attribution && ` · ${provenance.attribution}`}
    </p>
  );
}

/** The address when it is one a page may link to: `javascript:` never becomes a link. */
function webAddress(address: string | undefined): URL | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}

/** The text under a key that data chose, or `otherwise`. */
function read(section: Readonly<Record<string, string>>, key: string, otherwise = key): string {
  return Object.hasOwn(section, key) ? (section[key] ?? otherwise) : otherwise;
}

/** The first sentences, up to some 420 characters. */
function shorten(text: string): string {
  if (text.length <= 420) return text;
  const cut = text.slice(0, 420);
  return `${cut.slice(0, cut.lastIndexOf(' '))}…`;
}
