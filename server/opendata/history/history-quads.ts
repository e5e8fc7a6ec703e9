import { hash } from 'node:crypto';
import type { Quad } from '@rdfjs/types';
import { namedNode, prov, quadOf, schema } from '../../rdf/terms.ts';
import { statementQuads } from './statement-quads.ts';
import type { Statement } from './statements.ts';

/** The graph that tells what each document said of an entity, from when to when; it is there for queries that name it. */
export const historyGraph = 'urn:obsidienne:history';

/**
 * Writes every span of every statement as a statement of its own, so that each has one beginning and one end, and links what a
 * document says to what it said before in its place (`prov:wasRevisionOf`). All are about (`schema:about`) the entity, whatever
 * their documents call it.
 */
export function historyQuads(entity: string, statements: readonly Statement[]): readonly Quad[] {
  const single = statements.flatMap(spanStatements);
  const ended = Map.groupBy(
    single.filter(({ isSaid }) => !isSaid),
    (statement) => placeOf(statement, statement.spans.at(-1)?.to),
  );
  const revisions = single.flatMap((statement) => {
    const before = ended.get(placeOf(statement, statement.spans[0]?.from)) ?? [];
    return before.map((one) => quadOf(namedNode(nameOf(statement)), prov('wasRevisionOf'), namedNode(nameOf(one))));
  });
  const about = single.map((statement) => quadOf(namedNode(nameOf(statement)), schema('about'), namedNode(entity)));
  return [...statementQuads(single, nameOf), ...about, ...revisions];
}

function spanStatements(statement: Statement): readonly Statement[] {
  return statement.spans.map((span) => ({
    ...statement,
    spans: [span],
    isSaid: statement.isSaid && span.to === undefined,
    readAt: span.to ?? statement.readAt,
  }));
}

/** Which value of which document at which moment. */
function placeOf({ document, subject, path, language = '' }: Statement, moment = ''): string {
  return JSON.stringify([document, subject, path, language, moment]);
}

/** The same for the same statement, whoever asks. */
function nameOf({ document, subject, path, value, isIri, language, datatype, spans }: Statement): string {
  const said = JSON.stringify([document, subject, path, value, isIri, language, datatype, spans[0]?.from]);
  return `${historyGraph}:${hash('sha256', said, 'base64url').slice(0, 22)}`;
}
