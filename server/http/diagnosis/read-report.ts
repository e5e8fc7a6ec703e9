import type { Concept } from '../../directory/entity.ts';
import { findTerritory, type Territory } from '../../geography/territory.ts';
import { VOCAB } from '../../rdf/terms.ts';
import type { Language } from '../../rdf/text.ts';
import { claimedEffects } from '../claimed-effects.ts';
import type { DiagnosisAnswer } from '../contract.ts';
import type { AppDeps } from '../deps.ts';
import type { DiagnosisQueries } from './diagnosis-queries.ts';

/** Names of each list that are read; the totals count all. */
const named = 50;

export type QueriesOf = (code: string, of: Pick<DiagnosisAnswer, 'comparable'>, today: string) => DiagnosisQueries;

/** Reads the diagnosis of a territory, with the names of what it counts and the queries that count the same. */
export async function readReport(
  territory: Territory,
  { directory, overviews, now }: Pick<AppDeps, 'directory' | 'overviews' | 'now'>,
  { language, queriesOf }: { readonly language: Language; readonly queriesOf: QueriesOf },
): Promise<DiagnosisAnswer> {
  const today = now().toISOString().slice(0, 10);
  const found = await overviews.diagnosis({ territory, today, named });
  const names = directory.namesOf([...found.networks.first.map(({ id }) => id), ...found.alone.ids], language);
  const called = (ids: readonly number[]) => ids.flatMap((id) => names.get(id) ?? []);
  const concepts = new Map<string, Concept>(
    ['scales', 'practices', 'resources'].flatMap((scheme) => directory.concepts(scheme)).map((one) => [one.iri, one]),
  );
  const counted = <Counted extends { readonly iri: string }>(counts: readonly Counted[]) =>
    counts.map(({ iri, ...rest }) => ({
      key: iri.slice(iri.lastIndexOf('/') + 1),
      iri,
      label: concepts.get(iri)?.label[language] ?? iri.replace(VOCAB, ''),
      ...rest,
    }));
  const comparable = found.comparable.map((one) => ({ ...one, name: findTerritory(one.code)?.name ?? one.code }));
  return {
    territory: { code: territory.code, name: territory.name, level: territory.level },
    at: today,
    actors: found.actors,
    scales: counted(found.scales),
    comparable,
    practices: counted(found.practices),
    missing: counted(found.missing),
    needs: { total: found.needs.total, themes: counted(found.needs.themes) },
    offers: { total: found.offers.total, themes: counted(found.offers.themes) },
    networks: {
      total: found.networks.total,
      items: found.networks.first.flatMap(({ id, count }) => called([id]).map((network) => ({ ...network, count }))),
    },
    alone: { total: found.alone.total, items: called(found.alone.ids) },
    links: found.links,
    effects: {
      total: found.effects.total,
      evidenced: found.effects.evidenced,
      items: claimedEffects(found.effects.ids, directory, language),
    },
    queries: queriesOf(territory.code, { comparable }, today),
  };
}
