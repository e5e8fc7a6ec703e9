import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { tellOutcome } from '../../crawl/visit/visit-words.ts';
import type { Registration } from '../../registry/registration.ts';
import { withObservatory } from '../console/with-observatory.ts';
import type { Observatory } from '../observatory.ts';
import { readSeedList, type Seed } from '../seed-list.ts';

interface Options {
  readonly file?: string;
  readonly publisher?: boolean;
  readonly feed?: boolean;
  readonly stop?: boolean;
  readonly json?: boolean;
}

/** `obsidienne register`: remembers profile addresses for the next round. */
export function registerCommand(): Command {
  return new Command('register')
    .description(
      'register profile addresses, to be read at the next round (a running observatory takes POST /registrations)',
    )
    .argument('[url...]', 'addresses of profiles; - reads a list of them from standard input')
    .option('--file <file>', 'a list: one address a line, lines with # are comments; or a CSV file, its first column')
    .option('--publisher', 'vouch for the sites of these addresses: their sitemaps and data dumps are followed')
    .option(
      '--feed',
      'the addresses are feeds of other observatories (https://…/feed): what they tell is read from now on',
    )
    .option('--stop', 'with --feed: follow them no longer; what they led to is still read where it is')
    .option('--json', 'print the registrations as JSON')
    .action(async (urls: string[], { file, publisher, feed, stop, json }: Options) => {
      const seeds = await readSeeds(urls, file);
      await withObservatory(async (observatory) => {
        if (feed) {
          if (stop) unfollow(observatory, seeds);
          else follow(observatory, seeds);
          if (json) console.log(JSON.stringify(observatory.feeds(), null, 2));
          else for (const { url } of observatory.feeds()) console.log(`${url}: what it tells is read`);
          return;
        }
        const registered = seeds.map((seed) => ({ seed, ...take(observatory, seed.address, publisher ?? false) }));
        const refused = registered.flatMap(({ seed, refusal }) => (refusal ? [{ seed, refusal }] : []));
        for (const { seed, refusal } of refused)
          console.error(`obsidienne: ${seed.line ? `line ${seed.line}: ` : ''}${seed.address}: ${refusal}`);
        const taken = registered.flatMap(({ registration }) => registration ?? []);
        if (json) console.log(JSON.stringify(taken, null, 2));
        else for (const { url, id, status } of taken) console.log(`${id}  ${status}  ${url}`);
        const vouched = new Set(registered.flatMap(({ declared }) => declared ?? []));
        if (!json) for (const name of vouched) console.log(`${name}: its sitemaps and dumps are followed from now on`);
        // What could be taken was: the others are for whoever typed them.
        if (refused.length > 0) process.exitCode = 1;
      });
    });
}

/** A typed address stands on no line. */
type Named = Pick<Seed, 'address'> & Partial<Seed>;

async function readSeeds(urls: readonly string[], file: string | undefined): Promise<readonly Named[]> {
  const typed: Named[] = urls.filter((url) => url !== '-').map((address) => ({ address }));
  const piped = urls.includes('-') ? readSeedList(await text(process.stdin)) : [];
  const listed = file ? readSeedList(await readList(file), { isCsv: /\.[ct]sv$/i.test(file) }) : [];
  const seeds = [...typed, ...piped, ...listed];
  if (seeds.length === 0) throw new Error('no address is given: name some, or a list with --file or -');
  return seeds;
}

function readList(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'ENOENT' ? `there is no file ${file}` : `${file} cannot be read (${error.code})`);
  });
}

interface Taken {
  readonly registration?: Registration;
  /** The publisher that was vouched for. */
  readonly declared?: string;
  /** Why the address was not taken. */
  readonly refusal?: string;
}

/** Either all of them are followed or none. */
function follow(observatory: Observatory, seeds: readonly Named[]): void {
  const addresses = seeds.map(({ address }) => {
    const admitted = observatory.admit(address);
    if (admitted.state === 'blocked') throw new Error(`${address}: ${tellOutcome(admitted).en}`);
    return admitted.url.href;
  });
  for (const url of addresses) observatory.follow(url);
}

function unfollow(observatory: Observatory, seeds: readonly Named[]): void {
  const unknown = seeds.find(({ address }) => !observatory.unfollow(address));
  if (unknown) throw new Error(`${unknown.address} is not followed`);
}

function take(observatory: Observatory, address: string, isVouched: boolean): Taken {
  const admitted = observatory.admit(address);
  if (admitted.state === 'blocked') return { refusal: tellOutcome(admitted).en };
  const { href } = admitted.url;
  const refusal = observatory.refuse(href)?.en;
  if (refusal) return { refusal };
  return {
    registration: observatory.register(href, 'cli'),
    ...(isVouched ? { declared: observatory.declare(href) } : {}),
  };
}
