import type { Outside } from '../../crosswalk/locate-mapped.ts';
import type { LossReport } from '../../crosswalk/loss-report.ts';
import type { Bilingual } from '../../rdf/text.ts';
import { section, tellLoss } from '../records/tell-loss.ts';

/** A place outside its set's région: where it was published, whether it is shown all the same, and whether the check warned. */
export interface ListedOutside extends Outside {
  readonly url: string;
  readonly shown: boolean;
  readonly warned: boolean;
}

/** Why profiles do not conform, counted. */
export interface CountedReason {
  readonly rule: string;
  readonly message: Bilingual;
  readonly count: number;
  readonly example: string;
}

/** What became of one set. */
export interface SetFigures {
  readonly key: string;
  readonly title: Bilingual;
  readonly attribution: string;
  readonly license?: string;
  readonly registered: number;
  readonly conforming: number;
  readonly violating: number;
  /** Registered, but not read. */
  readonly unread: number;
  readonly reasons: readonly CountedReason[];
  readonly warnings: readonly CountedReason[];
  readonly quads: number;
  readonly outside: readonly ListedOutside[];
  readonly loss: LossReport;
}

/** The result of the demonstration on real sets. */
export interface RealFigures {
  readonly registered: number;
  readonly conforming: number;
  readonly violating: number;
  readonly unread: number;
  readonly quads: number;
  /** Of the round: registration to answers. */
  readonly seconds: number;
  readonly sets: readonly SetFigures[];
}

/** Tells the figures in lines for a terminal, in English like every command. */
export function tellFigures(figures: RealFigures): string {
  const { registered, conforming, violating, unread, quads, seconds } = figures;
  return [
    `registered ${registered}, conforming ${conforming}, violating ${violating}${unread > 0 ? `, unread ${unread}` : ''}, ${quads} quads, ${seconds.toFixed(1)} s`,
    ...figures.sets.flatMap(tellSet),
  ].join('\n');
}

function tellSet(set: SetFigures): string[] {
  return [
    '',
    `${set.title.en}`,
    `  credit: ${set.attribution}`,
    `  registered ${set.registered}, conforming ${set.conforming}, violating ${set.violating}${set.unread > 0 ? `, unread ${set.unread}` : ''}, ${set.quads} quads`,
    ...section('violations', set.reasons.map(tellReason)),
    ...section('warnings', set.warnings.map(tellReason)),
    ...section(
      `${set.outside.length} outside their région, ${set.outside.filter(({ shown }) => shown).length} of them on the map, ${set.outside.filter(({ warned }) => warned).length} with a warning on their page`,
      set.outside.map(tellOutside),
    ),
    ...tellLoss(set.loss),
  ];
}

function tellOutside({ name, km, reason, url, warned }: ListedOutside): string {
  return `${warned ? '! ' : ''}${name}: ${km} km away; ${reason.en}  ${url}`;
}

function tellReason({ count, message, example }: CountedReason): string {
  return `${count} × ${message.en}  (${example})`;
}
