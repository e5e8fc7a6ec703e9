import type { Bilingual } from '../../rdf/text.ts';
import { bodyOf } from '../answer-body.ts';
import { answerFormats } from '../answer-formats.ts';
import type { Answer, AnswerFormat, Graph, QueryOptions } from '../graph.ts';
import { readNames } from '../query-names.ts';
import { queryTokens } from '../query-tokens.ts';
import { scanQuery } from '../scan-query.ts';
import { type EndpointAnswer, runFederated } from './run-federated.ts';

/** What calling another endpoint came to: SPARQL results in JSON, or in words why there are none. */
export type ServiceAnswer =
  | { readonly state: 'answered'; readonly body: Uint8Array }
  | { readonly state: 'failed'; readonly reason: Bilingual };

export interface FederatedGraphOptions {
  readonly graph: Graph;
  /** Endpoints that queries may call by SERVICE (SPARQL 1.1 Federated Query), as an operator chose them. */
  readonly services: readonly string[];
  /** Asks one of them; must itself be bounded and guarded. */
  readonly call: (service: string, query: string) => Promise<ServiceAnswer>;
  readonly deadlineMs?: number;
  /** Federated queries at once; one more is `busy`. */
  readonly most?: number;
}

/** Requests to others that one query may come to. */
const maxRequests = 100;
const maxHeapMb = 512;
const maxAnswerBytes = 32 * 1024 * 1024;
const maxAnswerRows = 200_000;
const retryAfterMs = 5_000;
/** A name that nobody has (RFC 6761, section 6.4). */
const own = 'http://own.invalid/sparql';

/** Formats that the joining engine writes. */
const writable: readonly AnswerFormat[] = ['json', 'xml', 'csv', 'tsv', 'turtle', 'ntriples', 'jsonld'];

/**
 * A graph whose queries may call other endpoints: those with SERVICE are joined in a process of their own, which asks our
 * own data and the others through this one; all others go to the graph as they are. The answer says who was asked.
 */
export function createFederatedGraph(options: FederatedGraphOptions): Graph {
  const { graph, services, call, deadlineMs = 30_000, most = 2 } = options;
  let running = 0;

  async function federate(text: string, asked: QueryOptions): Promise<Answer> {
    const scanned = scanQuery(text, { services: true });
    if (scanned.state === 'refused') return { ...scanned, state: 'bad-query' };
    const { kind } = scanned;
    const format = asked.accept.find((name) => writable.includes(name) && answerFormats[name].kinds.includes(kind));
    if (!format) return { state: 'format-unavailable', kind };
    // Told better by whoever takes the question; whoever asks without them is refused all the same.
    const stranger = calledServices(scanned.text, asked.base).find(({ iri }) => !services.includes(iri ?? ''));
    if (stranger) return refused(stranger.iri);
    if (running >= most) return { state: 'busy', retryAfterMs };
    const requests = new Map<string, number>();
    let failure: Answer | undefined;
    const stop = new AbortController();
    const fail = (answer: Answer) => {
      failure ??= answer;
      stop.abort(new Error(answer.state));
    };
    asked.signal?.addEventListener('abort', () => stop.abort(asked.signal?.reason), { once: true });

    async function ask(url: string, query: string): Promise<EndpointAnswer> {
      if (url === own) {
        const { accept: _, ...others } = asked;
        const answer = await graph.query(query, { ...others, accept: ['json'], signal: stop.signal });
        if (answer.state !== 'answered') fail(answer);
        return answer.state === 'answered'
          ? { status: 200, body: Buffer.concat(await Array.fromAsync(answer.body)) }
          : unanswered;
      }
      const count = [...requests.values()].reduce((sum, one) => sum + one, 0);
      if (!services.includes(url) || count >= maxRequests) {
        fail({ state: 'service-failed', service: url, reason: tooOften });
        return unanswered;
      }
      requests.set(url, (requests.get(url) ?? 0) + 1);
      const answer = await call(url, query);
      if (answer.state === 'answered') return { status: 200, body: answer.body };
      // SERVICE SILENT goes on without it: only the engine knows which one it was.
      lastFailure = { state: 'service-failed', service: url, reason: answer.reason };
      return unanswered;
    }
    let lastFailure: Answer | undefined;
    running++;
    try {
      const end = await runFederated({
        ...{ query: scanned.text, format, own, ask, maxAnswerBytes, maxAnswerRows, maxHeapMb },
        deadlineMs: Math.max(deadlineMs, asked.deadlineMs ?? 0),
        signal: stop.signal,
        ...(asked.base ? { base: asked.base } : {}),
      });
      switch (end.state) {
        case 'answered':
          return {
            state: 'answered',
            kind,
            format,
            mediaType: answerFormats[format].mediaType,
            bytes: end.bytes.length,
            version: graph.version,
            body: bodyOf([end.bytes]),
            asked: [...requests].map(([url, count]) => ({ url, requests: count })),
          };
        case 'refused':
          return lastFailure ?? { state: 'bad-query', message: { fr: end.message, en: end.message } };
        case 'too-large':
          return end.of === 'rows'
            ? { state: 'too-large', of: 'rows', limitRows: maxAnswerRows }
            : { state: 'too-large', of: 'answer', limitBytes: maxAnswerBytes };
        case 'timeout':
          return { state: 'timeout', afterMs: deadlineMs };
        case 'ended':
          return { state: 'too-large', of: 'memory', limitBytes: maxHeapMb * 1024 * 1024 };
        default:
          return end satisfies never;
      }
    } catch (error) {
      asked.signal?.throwIfAborted();
      if (failure) return failure;
      throw error;
    } finally {
      running--;
    }
  }

  function refused(target: string | undefined): Answer {
    const allowed = services.map((service) => `<${service}>`).join(', ');
    // Whom a variable names is known when others have answered: nobody could say beforehand who will be asked what.
    const [fr, en] = target
      ? [`SERVICE <${target}> n’est pas ouvert ici.`, `SERVICE <${target}> is not open here.`]
      : ['SERVICE demande ici une adresse, pas une variable.', 'SERVICE needs an address here, not a variable.'];
    return {
      state: 'bad-query',
      message: {
        fr: `${fr} Ces points d’accès sont ouverts : ${allowed || 'aucun'}.`,
        en: `${en} These endpoints are open: ${allowed || 'none'}.`,
      },
    };
  }

  return {
    get version() {
      return graph.version;
    },
    change: graph.change,
    close: graph.close,
    query: (text, asked) => (callsServices(text) ? federate(text, asked) : graph.query(text, asked)),
  };
}

const unanswered: EndpointAnswer = { status: 502, body: new Uint8Array() };
const tooOften = {
  fr: `la requête l’interrogerait plus de ${maxRequests} fois : posez d’abord les conditions qui réduisent le plus`,
  en: `the query would ask it more than ${maxRequests} times: put the conditions that narrow most first`,
};

/** Whether a query calls other endpoints. */
export function callsServices(query: string): boolean {
  return /service/i.test(query) && [...queryTokens(query)].some(({ text }) => text.toUpperCase() === 'SERVICE');
}

/** An endpoint that a query calls. */
export interface CalledService {
  /** Undefined for one that a variable is to name. */
  readonly iri: string | undefined;
  /** Where the word SERVICE begins, in UTF-16 units. */
  readonly at: number;
}

/** The endpoints that a query calls, in their order; `base` is what relative IRIs stand on. */
export function calledServices(query: string, base: string | undefined): readonly CalledService[] {
  const { body, nameOf } = readNames(query, base);
  return body.flatMap(({ text, at }, index) => {
    if (text.toUpperCase() !== 'SERVICE') return [];
    const target = body[body[index + 1]?.text.toUpperCase() === 'SILENT' ? index + 2 : index + 1];
    return [{ iri: target && nameOf(target), at }];
  });
}
