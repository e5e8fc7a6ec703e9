import type { Finding, FormAnswer, Language } from '../../server/http/contract.ts';

const severities = ['violation', 'warning', 'info'] as const;

/** Shows what the check said: beside each question, in the preview, and in what there is to publish. */
export function showAnswer(form: HTMLFormElement, answer: FormAnswer, words: Telling['words']): void {
  const language = document.documentElement.lang as Language;
  const telling = { language, words };
  for (const list of form.querySelectorAll<HTMLElement>('[data-findings]'))
    list.replaceChildren(
      ...answer.findings
        .filter(({ path }) => path === list.dataset['findings'])
        .map((finding) => element('li', finding.message[language], `finding-${finding.severity}`)),
    );
  const preview = form.querySelector('[data-preview]');
  preview?.replaceChildren(...previewOf(answer, telling));
  for (const code of document.querySelectorAll<HTMLElement>('code[data-file]')) {
    const text = code.dataset['file'] === 'snippet' ? answer.files.snippet : answer.files.link;
    if (code.textContent !== text) code.textContent = text;
  }
  const ways = document.querySelector<HTMLElement>('[data-ways]');
  if (ways) ways.hidden = !answer.conforms;
}

/** How findings of each severity are headed, in the language of the page. */
export interface Telling {
  readonly language: Language;
  readonly words: Readonly<Record<Finding['severity'], string>>;
}

function previewOf(answer: FormAnswer, telling: Telling): HTMLElement[] {
  const { language } = telling;
  const notice = element('div', '', answer.conforms ? 'notice good' : 'notice error');
  notice.append(element('p', answer.summary[language]));
  const { card } = answer;
  const shown = card
    ? [
        element('p', card.name, 'preview-name'),
        element('p', [card.commune, card.excerpt].filter(Boolean).join(' · '), 'quiet'),
      ]
    : [];
  return [notice, ...shown, ...severities.flatMap((severity) => listOf(answer.findings, severity, telling))];
}

function listOf(
  findings: readonly Finding[],
  severity: Finding['severity'],
  { language, words }: Telling,
): HTMLElement[] {
  const own = findings.filter((finding) => finding.severity === severity);
  if (own.length === 0) return [];
  const list = element('ul');
  list.append(...own.map(({ message }) => element('li', message[language])));
  const folded = document.createElement('details');
  folded.className = `preview-findings findings-${severity}`;
  // Advice is for who wants it.
  folded.open = severity !== 'info';
  folded.append(element('summary', `${words[severity]} (${own.length})`), list);
  return [folded];
}

function element(name: string, text = '', className = ''): HTMLElement {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}
