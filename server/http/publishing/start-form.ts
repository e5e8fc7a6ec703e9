import type { Quad } from '@rdfjs/types';
import { type Entries, entriesOf } from '../../publish/entries.ts';
import type { Form } from '../../publish/form.ts';
import { readEntries } from '../../publish/read-entries.ts';
import type { Language } from '../../rdf/text.ts';
import { messageIn } from '../../rdf/typeset-french.ts';
import type { AppDeps } from '../deps.ts';
import { formTexts } from '../texts/form-texts.ts';
import { completeAddress } from './complete-address.ts';
import { type FoundPlaces, findPlace } from './find-place.ts';

/** Where the answers of a form come from that somebody opens. */
export interface Started {
  readonly entries: Entries;
  readonly from?: {
    /** What they were read from. */
    readonly url: string;
    /** Statements that have no question. */
    readonly leftOut?: number;
    /** The name of the place whose record somebody else keeps, when it is being taken over. */
    readonly claimed?: string;
    readonly refusal?: string;
  };
  readonly found?: FoundPlaces;
}

interface Starting {
  readonly form: Form;
  readonly language: Language;
  readonly deps: Pick<AppDeps, 'readProfile' | 'directory' | 'documentQuads' | 'now'>;
}

const nothing = entriesOf([]);

/**
 * Begins a form: from a page or file that speaks of the place (`depuis`), from the record that somebody keeps of it (`lieu`),
 * from its name or number (`chercher`), or from nothing.
 */
export async function startForm(query: Readonly<Record<string, unknown>>, starting: Starting): Promise<Started> {
  const asked = (name: string) => String(query[name] ?? '').trim();
  const [url, key, q] = [asked('depuis'), asked('lieu'), asked('chercher')];
  if (url !== '') return fromAddress(url, starting);
  if (key !== '') return fromRecord(key, starting);
  if (q === '') return { entries: nothing };
  const found = findPlace(q.slice(0, 200), { directory: starting.deps.directory, language: starting.language });
  const isNew = found.siret !== undefined && found.places.length === 0;
  return { entries: isNew ? entriesOf([['siret', found.siret ?? '']]) : nothing, found };
}

async function fromAddress(url: string, { form, deps, language }: Starting): Promise<Started> {
  const met = await deps.readProfile(url);
  if (met.state === 'refused') return refused(url, messageIn(met.detail, language));
  const found = readEntries(form, met.quads, { documentUrl: met.url, language });
  if (!found) return refused(url, formTexts(language).noPlace);
  // Who opens it again is about to change it.
  const isDated = found.entries.has('modified');
  const today = deps.now().toISOString().slice(0, 10);
  const entries = isDated ? new Map([...found.entries, ['modified', [today]] as const]) : found.entries;
  return { entries: withCode(entries), from: { url, leftOut: found.leftOut } };
}

/** What is the keeper's to say of its record, and not the place's of itself. */
const ofTheRecord = ['license', 'modified', 'expires', 'openData', 'language'];

async function fromRecord(key: string, { form, deps, language }: Starting): Promise<Started> {
  const place = deps.directory.entity('place', key, language, () => false);
  const quads: readonly Quad[] | undefined = place && (await deps.documentQuads(place.provenance.source));
  if (!place || !quads) return refused(key, formTexts(language).noRecord);
  const { source } = place.provenance;
  const found = readEntries(form, quads, { documentUrl: source, language, about: place.iri });
  const kept = new Map(found?.entries ?? []);
  for (const name of ofTheRecord) kept.delete(name);
  const same = [...(kept.get('sameAs') ?? []), place.iri];
  kept.set('sameAs', [...new Set(same)]);
  kept.set('wasDerivedFrom', [source]);
  return { entries: withCode(kept), from: { url: source, claimed: place.name } };
}

/** The commune of an address that has a position needs no guess. */
function withCode(entries: Entries): Entries {
  return entries.has('geo.latitude') ? completeAddress(entries).entries : entries;
}

function refused(url: string, refusal: string): Started {
  return { entries: nothing, from: { url, refusal } };
}
