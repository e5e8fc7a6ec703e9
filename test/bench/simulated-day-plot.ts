import type { SimulatedDayFigures } from './simulated-day.ts';

/** How things stood at the end of an hour. */
export interface Sample {
  readonly hour: number;
  /** Requests within the hour. */
  readonly requests: number;
  /** Visits that were due and waited. */
  readonly due: number;
  /** Share of all places that were read within the last 26 hours. */
  readonly fresh: number;
}

const width = 24;
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
/** Hours with less than this share of the busiest one are drawn together. */
const quiet = 0.01;

/** Draws an hour to a line: requests a minute and the share of places read lately as bars, what waits as a number. */
export function plotHours(samples: readonly Sample[]): string[] {
  const most = Math.max(...samples.map(({ requests }) => requests));
  const isQuiet = ({ requests }: Sample) => requests < most * quiet;
  const groups: Sample[][] = [];
  for (const sample of samples) {
    const last = groups.at(-1);
    if (last?.every(isQuiet) && isQuiet(sample)) last.push(sample);
    else groups.push([sample]);
  }
  return [`  hour  ${'requests a minute'.padEnd(width + 7)}  waiting  read within 26 h`, ...groups.map(drawLine)];

  function drawLine(hours: readonly Sample[]): string {
    const requests = hours.reduce((sum, sample) => sum + sample.requests, 0) / hours.length;
    const due = Math.max(...hours.map((sample) => sample.due));
    const fresh = Math.min(...hours.map((sample) => sample.fresh));
    const [first, last] = [hours[0]?.hour ?? 0, hours.at(-1)?.hour ?? 0];
    return [
      (first === last ? `${first}` : `${first}–${last}`).padStart(6),
      `${bar(requests / most)} ${(requests / 60).toFixed(1).padStart(6)}`,
      String(due).padStart(7),
      `${bar(fresh)} ${(fresh * 100).toFixed(1).padStart(5)} %`,
    ].join('  ');
  }
}

function bar(share: number): string {
  const whole = Math.round(share * width * 8);
  return ('█'.repeat(whole >> 3) + (eighths[whole % 8] ?? '')).padEnd(width);
}

/** Prints what the simulated days gave. */
export function printSimulatedDay(figures: SimulatedDayFigures): void {
  const { places, hosts, requests, smallestGapMs, firstRead, readAgain, late, slowest, plot, seconds } = figures;
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const hours = (value: number) => `${value.toFixed(2)} h`;
  console.log(
    [
      `two simulated days of ${places} places on ${hosts} hosts, politeness on, in ${seconds.toFixed(0)} s:`,
      `  ${requests} requests, none closer to the one before at its domain than ${smallestGapMs} ms`,
      `  first read: half after ${hours(firstRead.half)}, nine of ten ${hours(firstRead.most)}, all that answer ${hours(firstRead.all)}`,
      `  read again within 24 h: ${percent(readAgain.within24)}, within 26 h: ${percent(readAgain.within26)}, at the latest ${hours(readAgain.longest)}`,
      `  late by ${late.half.toFixed(1)} min (half), ${late.most.toFixed(1)} min (nine of ten), ${late.worst.toFixed(1)} min (worst)`,
      `  slowest: ${slowest.domain}, ${slowest.places} places, ${slowest.manner}: first read in ${hours(slowest.firstReadHours)}`,
      '',
      ...plot,
    ].join('\n'),
  );
}
