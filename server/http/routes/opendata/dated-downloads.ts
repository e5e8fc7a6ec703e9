import { Router } from 'express';
import { listSnapshots } from '../../../opendata/kept-snapshots.ts';
import { longDate } from '../../dates.ts';
import type { AppDeps } from '../../deps.ts';
import { type Problem, problem } from '../../errors.ts';
import { badValue } from '../../lists/list-parameters.ts';
import { readMoment } from '../../moment.ts';
import { sections } from '../../sections.ts';
import { fill, opendataTexts } from '../../texts/texts.ts';

/**
 * `?at=2026-01-31` on what can be downloaded whole, and `/snapshots?at=…`: leads to the snapshot of that day, and says which is
 * the nearest where none is kept.
 */
export function datedDownloadRoutes({ config }: Pick<AppDeps, 'config'>): Router {
  const router = Router();
  const downloads = sections.flatMap(({ api }) => [`/api/${api}.csv`, `/api/${api}.geojson`]);
  router.get(['/snapshots', ...downloads], (request, response, next) => {
    const { at, ...others } = request.query;
    if (at === undefined) return next();
    const day = readMoment(at)?.slice(0, 10);
    if (!day) throw badValue('at', at, ['2026-01-31']);
    const [filter] = Object.keys(others).filter((name) => name !== 'lang');
    // A snapshot is whole: an answer without the filter would be another one than was asked for.
    if (filter !== undefined) throw narrowed(filter, String(others[filter]));
    const dates =
      config.snapshotFolder === undefined ? [] : listSnapshots(config.snapshotFolder).map(({ date }) => date);
    if (!dates.includes(day)) throw notKept(day, dates);
    response.redirect(302, `/snapshots/${day}`);
  });
  return router;
}

function narrowed(parameter: string, value: string): Problem {
  return problem(400, {
    parameter,
    value,
    detail: { fr: opendataTexts.plain('fr').past.wholeOnly, en: opendataTexts.plain('en').past.wholeOnly },
  });
}

function notKept(day: string, dates: readonly string[]): Problem {
  const nearest = dates.find((date) => date < day) ?? dates.at(-1);
  const tell = (language: 'fr' | 'en') => {
    const t = opendataTexts.plain(language).past;
    const missing = fill(t.noSnapshot, { date: longDate(day, language) });
    return nearest === undefined ? missing : `${missing} ${fill(t.nearest, { date: longDate(nearest, language) })}`;
  };
  return problem(404, {
    detail: { fr: tell('fr'), en: tell('en') },
    more: {
      href: nearest === undefined ? '/snapshots' : `/snapshots/${nearest}`,
      label: { fr: opendataTexts.plain('fr').snapshots.title, en: opendataTexts.plain('en').snapshots.title },
    },
  });
}
