import type { OperationAnswer } from '../contract.ts';
import { exactTime, longDate, relativeTime } from '../dates.ts';
import { acceptCommand, judge } from '../operation-words.ts';
import { bytes, seconds } from '../quantities.ts';
import { counted, entry, fill, number, texts } from '../texts/texts.ts';
import { type Content, html } from './html.ts';
import { layout } from './layout.ts';
import { frameOf, type PageContext } from './page-context.ts';
import { withTime } from './time.ts';

type Publisher = OperationAnswer['failing']['items'][number];

/** What is wrong with which publisher, what waits for a word and how the observatory itself is: the operator's one page. */
export function operationPage(operation: OperationAnswer, context: PageContext): string {
  const { language } = context;
  const t = texts(language).operation;
  const { level, sentence, reasons } = judge(operation, language);
  const body = html`<div class="page operation-page">
    <header class="page-header">
      <h1>${t.title}</h1>
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
    <p class="quiet small">${fill(t.asOf, { date: exactTime(operation.at, language) })} ${t.alsoJson} <code>npx obsidienne status</code></p>
  </div>`;
  return layout({ ...frameOf(context), title: t.title, body, head: html`<meta name="robots" content="noindex" />` });
}

function heldBlock({ held }: OperationAnswer, context: PageContext): Content {
  const t = texts(context.language).operation;
  if (held.total === 0) return null;
  return html`<section class="block" id="decisions">
    <h2>${t.held} <span class="count">${held.total}</span></h2>
    <p>${t.heldText}</p>
    ${publisherList(held, context, (publisher) => [
      html`<p>${since(publisher, t.waitingSince, context)}</p>`,
      command(t.letGo, acceptCommand(publisher.publisher)),
      command(t.keep, acceptCommand(publisher.publisher, { refuse: true })),
    ])}
  </section>`;
}

function failingBlock({ failing }: OperationAnswer, context: PageContext): Content {
  const { language } = context;
  const t = texts(language).operation;
  return html`<section class="block" id="pannes">
    <h2>${t.failing} <span class="count">${failing.total}</span></h2>
    ${failing.total === 0 && html`<p class="quiet">${t.failingNone}</p>`}
    ${publisherList(failing, context, (publisher) => {
      const { invalid, shown, nextVisitAt } = publisher;
      const facts = [
        invalid > 0 && counted(t.invalidCount, invalid, language),
        shown > 0 ? counted(t.shownCount, shown, language) : t.shownNone,
        nextVisitAt && withTime(t.nextTry, nextVisitAt, context),
      ];
      return html`<p>${since(publisher, t.failingSince, context)} ${facts.map((fact) => fact && html`<span class="fact">${fact}</span> `)}</p>`;
    })}
  </section>`;
}

function discoveredBlock({ discovered }: OperationAnswer, context: PageContext): Content {
  const t = texts(context.language).operation;
  if (discovered.total === 0) return null;
  return html`<section class="block" id="trouvees">
    <h2>${t.discovered} <span class="count">${discovered.total}</span></h2>
    <p>${t.discoveredText}</p>
    ${publisherList(discovered, context, (publisher) => [
      html`<p>${since(publisher, t.foundSince, context)}</p>`,
      command(t.admit, acceptCommand(publisher.publisher)),
    ])}
  </section>`;
}

/** Publishers with their profiles, each list saying how much of it is not told. */
function publisherList(
  { total, items }: OperationAnswer['failing'],
  context: PageContext,
  tell: (publisher: Publisher) => Content,
): Content {
  const { language } = context;
  const t = texts(language).operation;
  return [
    html`<ol class="publishers">
      ${items.map(
        (item) => html`<li class="publisher">
          <h3>${item.publisher} <span class="count">${counted(t.profiles, item.profiles.total, language)}</span></h3>
          ${tell(item)}
          <ul>
            ${item.profiles.items.map(
              ({ id, url, detail, entries = 0, linkedBy }) => html`<li>
                <a href=${`/registrations/${encodeURIComponent(id)}`}>${url}</a>
                ${detail && html`<br />${detail[language]}`}${entries > 1 && html` ${counted(t.entries, entries, language)}`}
                ${linkedBy && html`<br />${fill(t.linkedBy, { url: linkedBy })}`}
              </li>`,
            )}
            ${more(item.profiles, language)}
          </ul>
        </li>`,
      )}
    </ol>`,
    total > items.length &&
      html`<p class="quiet">${counted(t.more, total - items.length, language)} ${t.moreHow} <code>npx obsidienne status --json</code></p>`,
  ];
}

function more(list: { readonly total: number; readonly items: readonly unknown[] }, language: PageContext['language']) {
  const rest = list.total - list.items.length;
  return rest > 0 && html`<li class="quiet">${counted(texts(language).operation.more, rest, language)}</li>`;
}

function since({ since: at }: Publisher, sentence: string, { language, now }: PageContext): Content {
  const when = { date: longDate(at.slice(0, 10), language), when: relativeTime(at, now, language) };
  return html`<time datetime=${at}>${fill(sentence, when)}</time>`;
}

function command(label: string, line: string): Content {
  return html`<p class="command">${label} <code class="copyable">${line}</code></p>`;
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
          <strong>${counted(t.profiles, profiles, language)}</strong> ${message[language]}${' '}
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
    ([state, count]) => `${entry(words, state, state)} : ${number(count, language)}`,
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
