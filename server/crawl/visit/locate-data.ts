import type { Dereferencer, Document } from '../../fetch/dereference.ts';
import { given } from '../../rdf/given.ts';
import { isDataLink } from '../../rdf/media-types.ts';
import type { Bilingual } from '../../rdf/text.ts';
import type { Finding } from '../../validation/report.ts';
import { toReport } from '../../validation/report.ts';
import { leads, mergeSigns, type Signs } from '../discovery/signs.ts';
import type { Examined, Examiner } from '../examination/examine.ts';
import type { Failure } from './outcome.ts';
import { tellOutcome } from './visit-words.ts';

/** The document that carries the data of what was asked for, and what its examination gave. */
export interface Located {
  readonly document: Document;
  readonly examined: Examined;
  /** What kept us from reading a document that the page names as its data; absent when its data were found. */
  readonly missing?: Failure;
}

/** A page that names more documents than this is no profile page. */
const maximumLinked = 3;

interface Tried {
  readonly url: string;
  readonly met: Bilingual;
  readonly failure?: Failure;
}

/**
 * Finds the data behind a document: its own when it is data; or else the first document that it names as its data, in the
 * `Link` header and then in the page, and that describes something of ours; or else what the page itself holds.
 */
export async function locateData(
  document: Document,
  parts: { readonly examiner: Examiner; readonly dereferencer: Pick<Dereferencer, 'dereference'>; readonly now: Date },
): Promise<Located> {
  const { examiner, dereferencer, now } = parts;
  const examined = await examiner.examine(document, now);
  if (!examined.isPage && examined.describes) return { document, examined };
  const tried: Tried[] = [];
  const led: Signs[] = [examined.signs];
  for (const url of linkedData(document, examined.alternates)) {
    const met = await dereferencer.dereference(url);
    if (met.state === 'not-modified') throw new Error('not-modified without validators');
    if (met.state !== 'document') tried.push({ url, met: tellOutcome(met), failure: met });
    else {
      const linked = await examiner.examine(met.document, now);
      if (linked.describes) return { document: met.document, examined: linked };
      // What describes nothing of ours may still lead to what does.
      if (leads(linked.signs)) led.push(linked.signs);
      else tried.push({ url, met: linked.report.findings.find(isGrave)?.message ?? nothingOfOurs });
    }
  }
  const signs = mergeSigns(led);
  if (tried.length === 0) return { document, examined: { ...examined, signs } };
  const report = toReport([...examined.report.findings, untakenData(tried)]);
  const missing = led.length === 1 ? missingOf(tried) : undefined;
  return { document, examined: { ...examined, report, signs }, ...given('missing', missing) };
}

/**
 * The failure that speaks for all: one that may pass, or else the first where none could be read. An address that nobody may
 * ask says nothing of the profile.
 */
function missingOf(tried: readonly Tried[]): Failure | undefined {
  const failures = tried.flatMap(({ failure }) => failure ?? []);
  const passing = failures.find(({ state }) => state === 'unreachable');
  if (passing || failures.length < tried.length) return passing;
  return failures.find(({ state }) => state !== 'blocked');
}

/** The documents named as data, each once; the one that was asked for was asked for its data already. */
function linkedData({ url, finalUrl, links }: Document, alternates: readonly string[]): readonly string[] {
  const own = new Set([url, finalUrl].map(withoutFragment));
  const named = links
    .filter(({ rel, type, target }) => /^(alternate|describedby)$/i.test(rel) && isDataLink(type ?? '', target))
    .map(({ target }) => target);
  const addresses = new Set([...named, ...alternates].map(withoutFragment));
  return [...addresses].filter((address) => !own.has(address)).slice(0, maximumLinked);
}

function withoutFragment(address: string): string {
  return address.split('#')[0] ?? address;
}

function isGrave({ severity }: Finding): boolean {
  return severity === 'violation';
}

const nothingOfOurs: Bilingual = {
  fr: 'Ce document ne décrit rien que nous sachions montrer.',
  en: 'This document describes nothing that we can show.',
};

function untakenData(tried: readonly Tried[]): Finding {
  return {
    severity: 'warning',
    rule: 'reading/linked-data',
    message: {
      fr: `La page dit que ses données sont ailleurs, mais nous n’avons pas pu les prendre. ${tried.map(({ url, met }) => `${url} : ${met.fr}`).join(' ')} Corrigez ces liens, ou retirez-les de la page.`,
      en: `The page says that its data are elsewhere, but we could not take them. ${tried.map(({ url, met }) => `${url}: ${met.en}`).join(' ')} Mend these links, or remove them from the page.`,
    },
    value: tried[0]?.url ?? '',
  };
}
