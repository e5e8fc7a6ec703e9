import { type Request, type Response, Router } from 'express';
import relationFamilies from '../../../../map-ui/map/relation-families.json' with { type: 'json' };
import { type Flow, type FlowRelation, flowRelations } from '../../../directory/overviews/flows.ts';
import { flowLevels } from '../../../directory/overviews/link-end.ts';
import { findTerritory } from '../../../geography/territory.ts';
import { territoryCentre } from '../../../geography/territory-box.ts';
import { writeCell } from '../../../opendata/write-csv.ts';
import { given } from '../../../rdf/given.ts';
import type { FlowAnswer, FlowEnd, FlowsAnswer } from '../../contract.ts';
import type { AppDeps } from '../../deps.ts';
import { languageOf } from '../../language.ts';
import { checkConcepts } from '../../lists/known-concepts.ts';
import { badValue } from '../../lists/list-parameters.ts';
import { readApiQuery } from '../../lists/list-query.ts';
import { pageLinks } from '../../lists/pagination.ts';
import { sectionOf } from '../../sections.ts';
import { sendPieces } from '../../send-pieces.ts';

const families: Readonly<Record<string, string>> = { ...relationFamilies, exchange: 'exchange' };
const familyNames = [...new Set(flowRelations.map(familyOf))];

/** What `relation` takes: a relation of links, or a family of them. */
export const flowChoices: readonly string[] = [...new Set([...flowRelations, ...familyNames])];

const columns = ['from', 'from_name', 'to', 'to_name', 'family', 'relation', 'count', 'mutual'] as const;

/** Links between territories, counted, under `/api/flows`: JSON a page at a time, CSV whole. */
export function flowRoutes({ directory, overviews, now }: Pick<AppDeps, 'directory' | 'overviews' | 'now'>): Router {
  const router = Router();
  const read = async (request: Request, response: Response, isWhole = false) => {
    const { level: asked, relation, ...others } = request.query;
    const level = flowLevels.find((one) => one === (asked ?? 'departement'));
    if (!level) throw badValue('level', asked, flowLevels);
    const relations = readRelations(relation);
    const query = readApiQuery(others, sectionOf('place'), languageOf(response));
    checkConcepts(query, directory);
    const isNarrowed = Object.values(query.filter).length > 1;
    const { page, size } = query.options;
    const part = isWhole ? { offset: 0, limit: Number.POSITIVE_INFINITY } : { offset: (page - 1) * size, limit: size };
    const flows = await overviews.flows({
      level,
      relations,
      today: now().toISOString().slice(0, 10),
      ...part,
      ...given('among', isNarrowed ? query.filter : undefined),
    });
    return { level, page, size, ...flows };
  };
  const sendJson = async (request: Request, response: Response) => {
    const { flows, ...counted } = await read(request, response);
    const answer: FlowsAnswer = { ...counted, items: flows.map(toAnswer) };
    response.setHeader('Link', pageLinks(request.originalUrl, answer));
    response.setHeader('X-Total-Count', answer.total);
    response.json(answer);
  };
  const sendCsv = async (request: Request, response: Response) => {
    const { flows } = await read(request, response, true);
    response.setHeader('X-Total-Count', flows.length);
    response.type('text/csv').attachment('obsidienne-flows.csv');
    await sendPieces(writeFlows(flows), response);
  };
  router.get('/flows', (request, response) => {
    response.vary('Accept');
    return request.accepts(['application/json', 'text/csv']) === 'text/csv'
      ? sendCsv(request, response)
      : sendJson(request, response);
  });
  router.get('/flows.json', sendJson);
  router.get('/flows.csv', sendCsv);
  return router;
}

function readRelations(given: unknown): readonly FlowRelation[] {
  const chosen = [given ?? []].flat().flatMap((value) => String(value).split(','));
  const unknown = chosen.find((value) => !flowChoices.includes(value));
  if (unknown !== undefined) throw badValue('relation', unknown, flowChoices);
  return chosen.length === 0
    ? flowRelations
    : flowRelations.filter((one) => chosen.includes(one) || chosen.includes(familyOf(one)));
}

function familyOf(relation: FlowRelation): string {
  return families[relation] ?? 'other';
}

function toAnswer({ from, to, relation, count, mutual }: Flow): FlowAnswer {
  return { from: endOf(from), to: endOf(to), family: familyOf(relation), relation, count, mutual };
}

function endOf(code: string): FlowEnd {
  return { code, name: findTerritory(code)?.name ?? code, ...given('position', territoryCentre(code)) };
}

function* writeFlows(flows: readonly Flow[]): Iterable<string> {
  yield `\uFEFF${columns.join(',')}\r\n`;
  for (const { from, to, relation, count, mutual } of flows) {
    const names = [from, to].map((code) => findTerritory(code)?.name ?? code);
    const cells = [from, names[0], to, names[1], familyOf(relation), relation, count, mutual];
    yield `${cells.map(writeCell).join(',')}\r\n`;
  }
}
