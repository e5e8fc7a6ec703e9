import { messageIn } from '../../../rdf/typeset-french.ts';
import type { OperationAnswer } from '../../contract.ts';
import { longDate, relativeTime } from '../../dates.ts';
import { acceptCommand } from '../../operation-words.ts';
import { counted, fill, texts } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { withTime } from '../frame/time.ts';

type Publisher = OperationAnswer['failing']['items'][number];

/** What waits for the operator's word, with the commands that give it. */
export function heldBlock({ held }: OperationAnswer, context: PageContext): Content {
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

/** What cannot be confirmed, by publisher: since when, what was met, when we try again. */
export function failingBlock({ failing }: OperationAnswer, context: PageContext): Content {
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

/** Addresses that only links led to. */
export function discoveredBlock({ discovered }: OperationAnswer, context: PageContext): Content {
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
                ${detail && html`<br />${messageIn(detail, language)}`}${entries > 1 && html` ${counted(t.entries, entries, language)}`}
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

/** The line that says how much of a list is not told. */
export function more(
  list: { readonly total: number; readonly items: readonly unknown[] },
  language: PageContext['language'],
) {
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
