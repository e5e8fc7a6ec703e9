import type { EntityType } from '../directory/entity.ts';
import type { Language } from '../rdf/text.ts';
import { longDate } from './dates.ts';
import type { AppDeps } from './deps.ts';
import { type Problem, problem } from './errors.ts';
import { entry, fill, texts } from './texts/texts.ts';

/**
 * The answer for an entity that is not shown: 410 with its name, date and reason when it was withdrawn, 404 with the same
 * when it is only hidden and may come back, a plain 404 when there never was one.
 */
export function notShown(
  {
    directory,
    changes,
  }: { directory: Pick<AppDeps['directory'], 'gone'>; changes: Pick<AppDeps['changes'], 'latest'> },
  type: EntityType,
  key: string,
): Problem {
  const tombstone = directory.gone(type, key);
  const last = changes.latest(type, key);
  const isHidden = !tombstone && last?.kind === 'hidden';
  if (!tombstone && !isHidden) return problem(404);
  const known = last?.kind === 'withdrawn' || isHidden ? last : undefined;
  const at = tombstone?.withdrawnAt ?? last?.at ?? '';
  const tell = (language: Language) =>
    tellLeaving(
      { name: known?.name[language] ?? tombstone?.name ?? '', at, reason: known?.reason ?? '', isHidden },
      language,
    );
  return problem(isHidden ? 404 : 410, {
    detail: { fr: tell('fr'), en: tell('en') },
    ...(known
      ? {
          more: {
            href: `/registrations/${encodeURIComponent(known.registration)}`,
            label: { fr: texts.plain('fr').gone.follow, en: texts.plain('en').gone.follow },
          },
        }
      : {}),
    extensions: {
      ...(isHidden ? { hiddenAt: at } : { withdrawnAt: at }),
      ...(known ? { reason: known.reason, registration: known.registration } : {}),
    },
  });
}

/** Says that an entity left, when, and who or what took it away where that is known. */
export function tellLeaving(
  left: { readonly name: string; readonly at: string; readonly reason: string; readonly isHidden: boolean },
  language: Language,
): string {
  const t = texts.plain(language).gone;
  const { name, isHidden } = left;
  const reason = entry(t.reasons, left.reason, '');
  const sentence = !name ? t.unnamed : !reason ? t.withdrawn : isHidden ? t.hidden : t.because;
  return fill(sentence, { name, date: longDate(left.at.slice(0, 10), language), reason });
}
