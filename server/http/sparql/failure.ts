import { answerFormats } from '../../graph/answer-formats.ts';
import type { Answer } from '../../graph/graph.ts';
import type { Language } from '../../rdf/text.ts';
import { type Problem, problem } from '../errors.ts';
import { say, sparqlTexts } from '../texts/sparql-texts.ts';
import { fill } from '../texts/texts.ts';

/** A deadline that was met once is likely to be met again at once; a mended query may come at any time. */
const retryAfterDeadlineMs = 10_000;

/**
 * Turns what a query met into an HTTP problem: 400 for what its author can mend (with line and column), 406 for the
 * format, 503 with Retry-After for the deadline and for a full line, as public endpoints do. `code` tells them apart.
 */
export function sparqlFailure(answer: Exclude<Answer, { state: 'answered' }>): Problem {
  const code = { extensions: { code: answer.state } };
  switch (answer.state) {
    case 'bad-query': {
      const { message, line, column } = answer;
      const place = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
      return problem(400, { ...code, ...place, parameter: 'query', detail: message });
    }
    case 'format-unavailable': {
      const allowed = Object.values(answerFormats)
        .filter(({ kinds }) => kinds.includes(answer.kind))
        .map(({ mediaType }) => mediaType);
      return problem(406, { ...code, allowed, detail: say('formatUnavailable', { allowed: allowed.join(', ') }) });
    }
    case 'too-large': {
      if (answer.of === 'rows')
        return problem(400, { ...code, detail: say('tooLargeRows', { rows: answer.limitRows }) });
      const megabytes = Math.max(1, Math.round(answer.limitBytes / 1024 / 1024));
      const detail = answer.of === 'answer' ? say('tooLargeAnswer', { megabytes }) : say('tooLargeMemory');
      return problem(400, { ...code, detail });
    }
    case 'timeout':
      return problem(503, {
        ...code,
        retryAfterMs: retryAfterDeadlineMs,
        detail: say('timeout', { seconds: answer.afterMs / 1000 }),
      });
    case 'busy':
      return problem(503, { ...code, retryAfterMs: answer.retryAfterMs, detail: say('busy') });
    case 'service-failed': {
      const tell = (language: Language) =>
        fill(sparqlTexts.plain(language).serviceFailed, { service: answer.service, reason: answer.reason[language] });
      return problem(502, { ...code, detail: { fr: tell('fr'), en: tell('en') } });
    }
    case 'preparing':
      return problem(503, { ...code, retryAfterMs: answer.retryAfterMs, detail: say('preparing') });
    case 'unreachable':
      return problem(503, { ...code, retryAfterMs: answer.retryAfterMs, detail: say('unreachable') });
    case 'over-budget':
      return problem(429, {
        ...code,
        retryAfterMs: answer.retryAfterMs,
        detail: say('overBudget', { seconds: answer.msPerMinute / 1000 }),
      });
    default:
      return answer satisfies never;
  }
}
