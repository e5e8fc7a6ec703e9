import { communes } from '../geography/communes.ts';
import { once } from '../geography/dataset.ts';
import { departementName, regionName } from '../geography/departements.ts';
import { VOCAB } from '../rdf/terms.ts';

const communeNames = once(() => new Map(communes().map(({ code, name }) => [code, name])));

/** The name of a territory by the code that filters take; the code itself when it is unknown. */
export function territoryName(code: string): string {
  const region = /^R(.+)$/.exec(code)?.[1];
  return (region ? regionName(region) : departementName(code)) ?? communeNames().get(code) ?? code;
}

/** The IRI under which SPARQL and the facets name a territory by its code. */
export function territoryIri(code: string): string {
  return `${VOCAB}territories/${code}`;
}
