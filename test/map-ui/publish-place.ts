import type { Served } from '../../server/bin/commands/serve.ts';
import type { PointsManifest } from '../../server/points/manifest.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { prefixes } from '../observatory.ts';

/** A place as its own document says it. */
export interface ToldPlace {
  /** The first part of its site's name, from which its key comes. */
  readonly host: string;
  readonly name?: string;
  readonly kind?: string;
  readonly at?: readonly [lat: number, lon: number];
  readonly town?: string;
  readonly postalCode?: string;
  /** More Turtle about the place. */
  readonly says?: string;
}

/** The IRI of a place that is published here. */
export const placeIri = (host: string) => `https://${host}.example/#lieu`;

/** Lets a running observatory know a place, as a visit would. */
export function publishPlace({ observatory }: Pick<Served, 'observatory'>, told: ToldPlace): void {
  const { host, name, kind = 'fablab', at, town = 'Rennes', postalCode, says = '' } = told;
  const url = `https://${host}.example/`;
  const named = name === undefined ? '' : `schema:name ${JSON.stringify(name)} ;`;
  const geo = at ? `schema:geo [ schema:latitude ${at[0]} ; schema:longitude ${at[1]} ] ;` : '';
  const code = postalCode === undefined ? '' : `schema:postalCode "${postalCode}" ;`;
  const turtle = `<> foaf:primaryTopic <#lieu> ; dct:license <https://creativecommons.org/licenses/by/4.0/> .
    <#lieu> a obs:ThirdPlace ; ${named} obs:kind kinds:${kind} ; ${geo} ${says}
      schema:address [ schema:addressLocality "${town}" ; ${code} schema:addressCountry "FR" ] .`;
  observatory.directory.project(
    {
      registration: host,
      url,
      finalUrl: url,
      readAt: '2026-11-20T12:00:00Z',
      changedAt: '2026-11-01T08:00:00Z',
      warnings: [],
    },
    parseTurtle(prefixes + turtle, 'turtle', url),
  );
}

/** What the map is told of the places it can draw. */
export async function readPoints({ url }: Pick<Served, 'url'>): Promise<PointsManifest> {
  return (await (await fetch(`${url}/api/points`)).json()) as PointsManifest;
}

/** Waits until the points, which are made anew in a thread, have every place that was published. */
export async function untilOnMap(site: Pick<Served, 'observatory' | 'url'>): Promise<void> {
  const { total } = site.observatory.directory.list({ type: 'place' }, { page: 1, size: 1, language: 'fr' });
  while ((await readPoints(site)).count !== total) await new Promise((resolve) => setTimeout(resolve, 100));
}
