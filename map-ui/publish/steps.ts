import { button, element, statusLine } from './element.ts';
import { type FormWords, fill } from './words.ts';

const place = 'obsidienne-fiche-pas';

/** Asks one question at a time, or all on one page; the choice and the question are remembered on this device. */
export function addSteps(form: HTMLFormElement, words: FormWords, finish: () => void): void {
  const page = form.querySelector<HTMLElement>('.profile-questions');
  if (!page) return;
  const groups = [...page.querySelectorAll<HTMLDetailsElement>('.question-group')];
  const questions = groups.flatMap((group) =>
    [...group.children].filter((one): one is HTMLElement => one instanceof HTMLElement && one.matches('.question')),
  );
  /** Which groups stood open while all was on one page. */
  let opened: readonly boolean[] = [];
  let at = Math.min(recall()?.at ?? 0, questions.length - 1);
  let isStepping = false;

  const progress = element('progress', { max: String(questions.length), 'aria-hidden': 'true' });
  const where = statusLine('step-where');
  const previous = button(words.previous, () => go(at - 1));
  const next = button(words.next, () => go(at + 1), 'button');
  const bar = element('div', { class: 'steps', hidden: 'hidden' }, where, progress);
  const moves = element('div', { class: 'form-actions step-moves', hidden: 'hidden' }, previous, next);
  const toggle = button(words.oneByOne, () => (isStepping ? stop() : begin()), 'button secondary steps-toggle');
  page.before(toggle);
  page.prepend(bar);
  page.append(moves);

  const show = () => {
    for (const [i, question] of questions.entries()) question.hidden = isStepping && i !== at;
    for (const [i, group] of groups.entries()) {
      group.hidden = isStepping && !group.contains(questions[at] ?? null);
      group.open = isStepping ? true : (opened[i] ?? group.open);
    }
    form.classList.toggle('is-stepping', isStepping);
    bar.hidden = moves.hidden = !isStepping;
    toggle.textContent = isStepping ? words.allAtOnce : words.oneByOne;
    toggle.setAttribute('aria-pressed', String(isStepping));
    progress.value = at + 1;
    where.textContent = fill(words.stepOf, { number: at + 1, total: questions.length });
    previous.disabled = at === 0;
    nameNext();
  };
  const nameNext = () => {
    const isLast = at === questions.length - 1;
    next.textContent = isLast ? words.finish : isAnswered(questions[at]) ? words.next : words.skip;
  };
  const go = (to: number) => {
    if (to >= questions.length) return finish();
    at = Math.max(0, to);
    show();
    remember({ isStepping, at });
    firstControl(questions[at])?.focus();
  };
  const begin = () => {
    opened = groups.map(({ open }) => open);
    isStepping = true;
    go(at);
  };
  const stop = () => {
    isStepping = false;
    show();
    remember({ isStepping, at });
    questions[at]?.scrollIntoView({ block: 'center' });
  };
  page.addEventListener('input', () => isStepping && nameNext());
  // Enter in a line of text goes on instead of sending everything.
  page.addEventListener('keydown', (event) => {
    const isLine =
      event.target instanceof HTMLInputElement && !['checkbox', 'radio', 'submit'].includes(event.target.type);
    if (!isStepping || event.key !== 'Enter' || !isLine || event.defaultPrevented) return;
    event.preventDefault();
    go(at + 1);
  });
  // A link to a question leads there, whichever is asked just now.
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="#q-"]') : null;
    const to = questions.findIndex(({ id }) => link && `#${id}` === link.hash);
    if (to < 0) return;
    const group = questions[to]?.closest('details');
    if (group) group.open = true;
    if (isStepping) go(to);
  });
  if (recall()?.isStepping) {
    opened = groups.map(({ open }) => open);
    isStepping = true;
    show();
  }
}

function firstControl(question: HTMLElement | undefined): HTMLElement | undefined {
  const controls = question?.querySelectorAll<HTMLElement>('input:not([type=hidden]), textarea, button, summary') ?? [];
  return [...controls].find((one) => one.offsetParent !== null);
}

function isAnswered(question: HTMLElement | undefined): boolean {
  return [
    ...(question?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input[name], textarea[name]') ?? []),
  ].some((one) =>
    one instanceof HTMLInputElement && (one.type === 'checkbox' || one.type === 'radio')
      ? one.checked
      : one.value !== '',
  );
}

interface Kept {
  readonly isStepping: boolean;
  readonly at: number;
}

function recall(): Kept | undefined {
  try {
    return (JSON.parse(localStorage.getItem(place) ?? 'null') as Kept | null) ?? undefined;
  } catch (error) {
    console.info('Nothing that was kept can be read.', error);
    return undefined;
  }
}

function remember(kept: Kept): void {
  try {
    localStorage.setItem(place, JSON.stringify(kept));
  } catch (error) {
    console.info('This device keeps nothing.', error);
  }
}
