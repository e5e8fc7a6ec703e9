import type { Graph } from '../../graph/graph.ts';

const anyPlace = `SELECT ?place WHERE { ?place a <https://w3id.org/obsidienne/ns#ThirdPlace> ; <https://schema.org/name> ?name }
ORDER BY ?place LIMIT 1`;
/** Nobody's (RFC 2606), where nothing is known yet. */
const nobodys = 'https://votre-lieu.example/#lieu';

/** A place that examples can name, so that they can be run as they are; one that does not exist while there is none, or no answer. */
export async function placeForExamples(graph: Pick<Graph, 'query'>): Promise<string> {
  const met = await graph.query(anyPlace, { accept: ['csv'] });
  if (met.state !== 'answered') return nobodys;
  const text = Buffer.concat(await Array.fromAsync(met.body)).toString('utf8');
  const found = text.split(/\r?\n/)[1] ?? '';
  return URL.canParse(found) ? found : nobodys;
}
