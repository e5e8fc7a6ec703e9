import type { Quad } from '@rdfjs/types';
import type { DiagnosedRelation, Diagnosis } from '../../directory/diagnosis/diagnosis.ts';
import { symmetricRelations } from '../../directory/overviews/flows.ts';
import { territoryIri } from '../../directory/territory-names.ts';
import { OBS, SCHEMA } from '../../rdf/terms.ts';
import { createForeignTerms, fillQuery } from '../lists/list-sparql.ts';
import { readQuery } from '../queries/read-query.ts';

const templates = {
  actors: readQuery('diagnosis/actors'),
  scales: readQuery('diagnosis/scales'),
  practices: readQuery('diagnosis/practices'),
  elsewhere: readQuery('diagnosis/elsewhere'),
  exchanges: readQuery('diagnosis/exchanges'),
  themes: readQuery('diagnosis/themes'),
  networks: readQuery('diagnosis/networks'),
  alone: readQuery('diagnosis/alone'),
  links: readQuery('diagnosis/links'),
  effects: readQuery('diagnosis/effects'),
};

/** What of a diagnosis is counted, by what counts it. */
export const figureNames = [
  ...(['actors', 'scales', 'practices', 'elsewhere', 'needs', 'needThemes', 'offers', 'offerThemes'] as const),
  ...(['networks', 'alone', 'cooperatesWith', 'sharesResourceWith', 'memberOf', 'inspiredBy', 'effects'] as const),
] as const;
export type FigureName = (typeof figureNames)[number];

/** The query behind every figure of a diagnosis. */
export type DiagnosisQueries = Readonly<Record<FigureName, string>>;

const exchanges = { need: 'seeks', offer: 'makesOffer' } as const;
/** How one end, and how the other end, states a link. */
const statements: Readonly<Record<DiagnosedRelation, readonly [forward: string, backward: string]>> = {
  cooperatesWith: [`${OBS}cooperatesWith`, `${OBS}cooperatesWith`],
  sharesResourceWith: [`${OBS}sharesResourceWith`, `${OBS}sharesResourceWith`],
  memberOf: [`${SCHEMA}memberOf`, `${SCHEMA}member`],
  inspiredBy: [`${OBS}inspiredBy`, `${OBS}hasInspired`],
};
const asStated = 'CONCAT(STR(?subject), " ", STR(?object))';
const inOrder = `IF(STR(?subject) < STR(?object), ${asStated}, CONCAT(STR(?object), " ", STR(?subject)))`;

/** Makes the writer of the queries that count what a diagnosis counts; the ontology says what foreign vocabularies call the same. */
export function createDiagnosisQueries(ontology: readonly Quad[]) {
  const { path } = createForeignTerms(ontology);
  const own = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, path(OBS + name)]));
  const runs = own('operatedBy', 'operates');
  return (code: string, { comparable }: Pick<Diagnosis, 'comparable'>, today: string): DiagnosisQueries => {
    const territory = territoryIri(code);
    const exchange = (name: 'exchanges' | 'themes', of: 'need' | 'offer') =>
      fillQuery(templates[name], {
        territory,
        of,
        today,
        relation: exchanges[of],
        state: path(`${OBS}exchangeState`),
        ...own('resource'),
      });
    const links = (relation: DiagnosedRelation) => {
      const [forward, backward] = statements[relation];
      const pair = symmetricRelations.has(relation) ? inOrder : asStated;
      return fillQuery(templates.links, {
        territory,
        relation,
        pair,
        ...runs,
        forward: alternatives(path(forward)),
        backward: alternatives(path(backward)),
      });
    };
    const others = comparable.map((one) => `<${territoryIri(one.code)}>`).join(' ');
    return {
      actors: fillQuery(templates.actors, { territory, ...runs }),
      scales: fillQuery(templates.scales, { territory, ...own('scale'), ...runs }),
      practices: fillQuery(templates.practices, { territory, ...own('practice') }),
      elsewhere: fillQuery(templates.elsewhere, { comparable: others, ...own('practice') }),
      needs: exchange('exchanges', 'need'),
      needThemes: exchange('themes', 'need'),
      offers: exchange('exchanges', 'offer'),
      offerThemes: exchange('themes', 'offer'),
      networks: fillQuery(templates.networks, { territory }),
      alone: fillQuery(templates.alone, { territory }),
      cooperatesWith: links('cooperatesWith'),
      sharesResourceWith: links('sharesResourceWith'),
      memberOf: links('memberOf'),
      inspiredBy: links('inspiredBy'),
      effects: fillQuery(templates.effects, { territory, ...own('hasEffect', 'participant', 'evidence'), ...runs }),
    };
  };
}

function alternatives(path: string): string {
  return path.includes('|') ? `(${path})` : path;
}
