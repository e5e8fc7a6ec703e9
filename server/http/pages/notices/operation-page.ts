import { messageIn } from '../../../rdf/typeset-french.ts';
import type { OperationAnswer } from '../../contract.ts';
import { exactTime, relativeTime } from '../../dates.ts';
import { judge } from '../../operation-words.ts';
import { bytes, seconds } from '../../quantities.ts';
import { identityTexts } from '../../texts/identity-texts.ts';
import { counted, entityTexts, entry, fill, number, texts } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { withTime } from '../frame/time.ts';
import { identityPath } from '../identity/identity-page.ts';
import { discoveredBlock, failingBlock, heldBlock, more } from './operation-publishers.ts';

/** What is wrong with which publisher, what waits for a word and how the observatory itself is: the operator's one page. */
export function operationPage(operation: OperationAnswer, context: PageContext): string {
  const { language } = context;
  const t = texts(language).operation;
  const { level, sentence, reasons } = judge(operation, language);
  const body = html`<div class="page operation-page">
    <header class="page-header">
      <h1>${t.title}</h1>
      <p><a href=${identityPath}>${identityTexts(language).operationLink}</a></p>
    </header>
    <div class=${`notice operation-verdict ${{ well: 'good', attention: 'warning', trouble: 'error' }[level]}`} role="status">
      <p class="lead"><strong>${sentence}</strong></p>
      ${reasons.length > 0 && html`<ul>${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`}
    </div>
    ${heldBlock(operation, context)}
    ${failingBlock(operation, context)}
    ${findingsBlock(operation, context)}
    ${discoveredBlock(operation, context)}
    ${slowestBlock(operation, context)}
    ${readingsBlock(operation, context)}
    ${stateBlock(operation, context)}
    <p class="quiet small">${t.notInGraph}</p>
    <p class="quiet small">${fill(t.asOf, { date: exactTime(operation.at, language) })} ${t.alsoJson} <code>npx obsidienne status</code></p>
  </div>`;
  return layout({ ...frameOf(context), title: t.title, body, head: html`<meta name="robots" content="noindex" />` });
}

function findingsBlock({ findings }: OperationAnswer, { language }: PageContext): Content {
  const t = texts(language).operation;
  if (findings.total === 0) return null;
  return html`<section class="block" id="corrections">
    <h2>${t.findings} <span class="count">${findings.total}</span></h2>
    <p class="quiet small">${counted(t.findingsOf, findings.of, language)}</p>
    <ol class="reasons">
      ${findings.items.map(
        ({ message, profiles, example }) => html`<li>
          <strong>${counted(t.profiles, profiles, language)}</strong> ${messageIn(message, language)}${' '}
          <a href=${`/registrations/${encodeURIComponent(example)}`}>${t.example}</a>
        </li>`,
      )}
      ${more(findings, language)}
    </ol>
  </section>`;
}

function slowestBlock({ slowest }: OperationAnswer, context: PageContext): Content {
  const { language, now } = context;
  const t = texts(language).operation;
  if (slowest.total === 0) return null;
  return html`<section class="block" id="lenteurs">
    <h2>${t.slowest}</h2>
    <p class="quiet small">${counted(t.slowestOf, slowest.total, language)}</p>
    <div class="table-scroll" tabindex="0" role="region" aria-label=${t.slowest}>
      <table>
        <thead><tr><th scope="col">${t.site}</th><th scope="col">${t.mean}</th><th scope="col">${t.worst}</th><th scope="col">${t.requests}</th><th scope="col">${t.failures}</th><th scope="col">${t.lastAnswer}</th></tr></thead>
        <tbody>
          ${slowest.items.map(
            ({ site, meanMs, worstMs, requests, failures, lastAt }) => html`<tr>
              <th scope="row">${site}</th><td>${seconds(meanMs, language)}</td><td>${seconds(worstMs, language)}</td>
              <td>${number(requests, language)}</td><td>${number(failures, language)}</td><td>${relativeTime(lastAt, now, language)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function readingsBlock({ due, nextVisitAt, rounds }: OperationAnswer, context: PageContext): Content {
  const { language } = context;
  const t = texts(language).operation;
  return html`<section class="block" id="lectures">
    <h2>${t.readings}</h2>
    <p>
      ${due.count > 0 ? counted(t.due, due.count, language) : t.dueNone}
      ${due.oldestAt && html` ${withTime(t.oldest, due.oldestAt, context)}`}
      ${nextVisitAt && html` ${withTime(t.next, nextVisitAt, context)}`}
    </p>
    <ol class="rounds">${rounds.map((round, index) => html`<li>${tellRound(round, index === 0, context)}</li>`)}</ol>
  </section>`;
}

function tellRound(round: OperationAnswer['rounds'][number], isLast: boolean, context: PageContext): Content {
  const { language } = context;
  const { operation: t, outcomes: words } = texts(language);
  const { startedAt, endedAt, visited, outcomes } = round;
  const begun = fill(t.begun, { date: exactTime(startedAt, language) });
  if (!endedAt) return html`${begun} ${isLast ? t.goingOn : t.interrupted}`;
  const tally = Object.entries(outcomes).map(
    ([state, count]) => `${entry(words, state, state)}${entityTexts(language).colon} ${number(count, language)}`,
  );
  const took = seconds(Date.parse(endedAt) - Date.parse(startedAt), language);
  return html`${begun} ${fill(counted(t.ended, visited, language), { duration: took })}${tally.length > 0 && ` ${tally.join(', ')}.`}`;
}

function stateBlock(
  { registrations, suppressed, storage, replicas }: OperationAnswer,
  { language }: PageContext,
): Content {
  const { operation: t, standing } = texts(language);
  const counts = Object.entries(registrations).map(
    ([status, count]) => [entry(standing.states, status, status), number(count, language)] as const,
  );
  return [
    html`<section class="block" id="fiches"><h2>${t.counts}</h2>${facts(counts)}</section>`,
    html`<section class="block" id="etat"><h2>${t.state}</h2>${facts([
      [t.storage, storage.writable ? t.storageGood : t.storageRefused],
      [t.used, bytes(storage.usedBytes, language)],
      [t.free, bytes(storage.freeBytes, language)],
      [t.suppressed, number(suppressed, language)],
      ...(replicas ? [[t.replicas, fill(t.replicasReady, replicas)] as const] : []),
    ])}</section>`,
  ];
}

function facts(rows: readonly (readonly [string, string])[]): Content {
  return html`<dl class="properties facts">
    ${rows.map(([label, value]) => html`<div class="property"><dt>${label}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}
