import type { Finding, FormAnswer, Language } from '../../server/http/contract.ts';
import { concerns } from '../../server/publish/concerns.ts';
import { messageIn } from '../../server/rdf/typeset-french.ts';
import { element } from './element.ts';
import type { FormWords } from './words.ts';

const severities = ['violation', 'warning', 'info'] as const;

/** Shows what the check said: beside each question, in the preview, and in what there is to publish. */
export function showAnswer(form: HTMLFormElement, answer: FormAnswer, words: FormWords): void {
  const language = document.documentElement.lang as Language;
  const telling = { language, words, fields: fieldsOf(form), label: labelsOf(form) };
  for (const list of form.querySelectorAll<HTMLElement>('[data-findings]'))
    list.replaceChildren(
      ...answer.findings
        .filter((finding) => concerns(finding, questionOf(list)))
        .map((finding) =>
          element('li', { class: `finding-${finding.severity}` }, messageIn(finding.message, language)),
        ),
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

function questionOf(list: HTMLElement): Parameters<typeof concerns>[1] {
  return { path: list.dataset['findings'] ?? '', topic: list.dataset['topic'] ?? '' };
}

/** How findings are told: in the language of the page, with the question that each is about. */
interface Telling {
  readonly language: Language;
  readonly words: FormWords;
  readonly fields: ReadonlyMap<string, string>;
  /** What a choice is called. */
  readonly label: (name: string, key: string) => string;
}

function labelsOf(form: HTMLFormElement): Telling['label'] {
  return (name, key) =>
    form
      .querySelector(`input[name="${name}"][value="${CSS.escape(key)}"]`)
      ?.closest('label')
      ?.textContent?.trim() ?? key;
}

/** The question of each property, outermost first. */
function fieldsOf(form: HTMLFormElement): ReadonlyMap<string, string> {
  const lists = [...form.querySelectorAll<HTMLElement>('[data-findings]')];
  return new Map(
    lists.reverse().map((list) => {
      const questions = [];
      for (let one = list.closest('.question'); one; one = one.parentElement?.closest('.question') ?? null)
        questions.push(one.id);
      return [list.dataset['findings'] ?? '', questions.at(-1) ?? ''] as const;
    }),
  );
}

function previewOf(answer: FormAnswer, telling: Telling): HTMLElement[] {
  const { language } = telling;
  const notice = element(
    'div',
    { class: answer.conforms ? 'notice good' : 'notice error' },
    element('p', {}, messageIn(answer.summary, language)),
  );
  const { card } = answer;
  const kinds = card?.kinds.map((key) => telling.label('kind', key)) ?? [];
  const practices = card?.practices.map((key) => telling.label('practice', key)) ?? [];
  const shown = card
    ? [
        element('p', { class: 'preview-name', dir: 'auto' }, card.name),
        element('p', { class: 'quiet' }, [...kinds, card.commune].filter(Boolean).join(' · ')),
        ...(practices.length > 0 ? [element('p', {}, practices.join(', '))] : []),
        ...(card.excerpt ? [element('p', { class: 'quiet', dir: 'auto' }, card.excerpt)] : []),
      ]
    : [];
  return [notice, ...shown, ...severities.flatMap((severity) => listOf(answer.findings, severity, telling))];
}

function listOf(
  findings: readonly Finding[],
  severity: Finding['severity'],
  { language, words, fields }: Telling,
): HTMLElement[] {
  const own = findings.filter((finding) => finding.severity === severity);
  if (own.length === 0) return [];
  const rows = own.map(({ message, path }) => {
    const question = fields.get(path ?? '');
    const link = question ? [' ', element('a', { href: `#${question}` }, words.seeField)] : [];
    return element('li', {}, messageIn(message, language), ...link);
  });
  const folded = element('details', { class: `preview-findings findings-${severity}` });
  // Advice is for who wants it.
  folded.open = severity !== 'info';
  folded.append(element('summary', {}, `${words[severity]} (${own.length})`), element('ul', {}, ...rows));
  return [folded];
}
