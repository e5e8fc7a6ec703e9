import type { Language } from '../../rdf/text.ts';
import type { RegistrationAnswer } from '../contract.ts';
import { remindersOf } from '../publishing/reminders.ts';
import { followTexts } from '../texts/follow-texts.ts';
import { counted, fill } from '../texts/texts.ts';
import { element, text, writeFeed } from './atom.ts';

interface Entry {
  readonly id: string;
  readonly at: string;
  readonly title: string;
  readonly summary: string;
}

/** The feed of one profile, for whoever keeps it: what keeps it from being read, and once a year a reminder to read it again. */
export function writeRegistrationFeed(
  registration: RegistrationAnswer,
  {
    base,
    path,
    now,
    language,
  }: { readonly base: string; readonly path: string; readonly now: Date; readonly language: Language },
): string {
  const t = followTexts.plain(language);
  const { url, trouble } = registration;
  const page = base + path;
  const troubles: Entry[] = trouble
    ? [
        {
          id: `${page}#${trouble.outcome}-${trouble.since.slice(0, 10)}`,
          at: trouble.since,
          title: t.trouble,
          summary: [trouble.detail[language], trouble.advice[language]].filter(Boolean).join(' '),
        },
      ]
    : [];
  const reminders = remindersOf(registration, now).map(
    ({ years, at }): Entry => ({
      id: `${page}#${at.slice(0, 4)}`,
      at,
      title: counted(t.reminder, years, language),
      summary: t.reminderText,
    }),
  );
  const entries = [...troubles, ...reminders].sort((a, b) => (a.at < b.at ? 1 : -1));
  const frame = {
    id: `${page}.atom`,
    title: fill(t.feedTitle, { url }),
    links: [
      { rel: 'self', href: `${page}.atom`, type: 'application/atom+xml' },
      { rel: 'alternate', href: page, type: 'text/html' },
    ],
    isArchive: false,
    language,
  };
  const edit = `${base}/publier/fiche?depuis=${encodeURIComponent(url)}`;
  return writeFeed(frame, {
    updatedAt: entries[0]?.at ?? registration.changedAt ?? registration.registeredAt,
    entries: entries.map(({ id, at, title, summary }) =>
      element(
        'entry',
        {},
        [
          element('id', {}, text(id)),
          element('title', {}, text(title)),
          element('updated', {}, text(at)),
          element('link', { rel: 'alternate', href: page, type: 'text/html' }, ''),
          element('link', { rel: 'edit', href: edit, type: 'text/html' }, ''),
          element('summary', {}, text(summary)),
        ].join('\n'),
      ),
    ),
  });
}
