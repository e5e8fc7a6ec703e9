import type { EntityAnswer, Lead } from '../../server/http/contract.ts';
import type { PointsManifest } from '../../server/points/manifest.ts';
import { textUnder } from '../texts/text-under.ts';
import { pageLanguage, texts } from '../texts/texts.ts';
import { labelsOf } from './labels.ts';
import { type OpenLinked, PlaceLinks } from './place-links.tsx';
import { webAddress } from './web-address.ts';

interface Props {
  readonly manifest: PointsManifest;
  readonly entity: EntityAnswer;
  /** Whose needs and offers meet its own. */
  readonly leads: readonly Lead[];
  readonly openLinked: OpenLinked;
  readonly choosePractice: (key: string) => void;
}

/** What a place says of itself, how to reach it, what it does and whom it is linked to. */
export function PlaceDetails({ manifest, entity, leads, openLinked, choosePractice }: Props) {
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
          {status && status !== 'open' && <li class="chip">{textUnder(all.status, status)}</li>}
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
      <PlaceLinks links={entity.links} leads={leads} openLinked={openLinked} />
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
          {days.map((day) => textUnder(t.days, day)).join(', ')} {opens}–{closes}
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

/** The first sentences, up to some 420 characters. */
function shorten(text: string): string {
  if (text.length <= 420) return text;
  const cut = text.slice(0, 420);
  return `${cut.slice(0, cut.lastIndexOf(' '))}…`;
}
