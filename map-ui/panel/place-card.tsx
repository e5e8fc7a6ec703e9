import { useEffect, useRef } from 'preact/hooks';
import type { EntityAnswer, Lead, Summary } from '../../server/http/contract.ts';
import type { PointsManifest } from '../../server/points/manifest.ts';
import { pagePath } from '../address/page-path.ts';
import { Star } from '../favourites/star.tsx';
import { ShareButton } from '../share/share-button.tsx';
import { daysAgo, fill, pageLanguage, texts } from '../texts/texts.ts';
import { creditLine } from './credit-line.ts';
import { Glyph } from './glyph.tsx';
import { labelsOf } from './labels.ts';
import { LentNote } from './lent-note.tsx';
import { PlaceDetails } from './place-details.tsx';
import type { OpenLinked } from './place-links.tsx';
import type { Member } from './use-group.ts';
import type { Profile } from './use-profile.ts';
import { webAddress } from './web-address.ts';

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
  readonly openLinked: OpenLinked;
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
        <PlaceDetails
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

function Source({ entity: { provenance, lent }, now }: { readonly entity: EntityAnswer; readonly now: Date }) {
  const t = texts().place;
  const day = Math.floor(Date.parse(provenance.readAt) / 86_400_000);
  const site = webAddress(provenance.source);
  const credit = creditLine(provenance);
  return (
    <p class="place-source">
      {fill(t.readOn, { when: daysAgo(day, now), host: site?.hostname ?? provenance.source })}
      {credit && ` · ${credit}`}
      <LentNote lent={lent} />
    </p>
  );
}
