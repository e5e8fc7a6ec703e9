import type { FormAnswer } from '../../server/http/contract.ts';
import { forgetAnswers, keepAnswers, recallAnswers } from './kept-answers.ts';
import { showAnswer } from './show-answer.ts';

/** The sentences that the page gives its script. */
export type FormWords = Readonly<
  Record<
    | 'saved'
    | 'restored'
    | 'notSaved'
    | 'forget'
    | 'forgetSure'
    | 'previewStale'
    | 'copy'
    | 'copied'
    | 'violation'
    | 'warning'
    | 'info',
    string
  >
>;

/** Somebody who stops typing wants to see. */
const restMs = 900;

/** Gives the form what needs script: it keeps the answers on this device, and previews and checks while somebody types. */
export function startForm(form: HTMLFormElement): void {
  const words = JSON.parse(form.dataset['texts'] ?? '{}') as FormWords;
  const told = form.querySelector<HTMLElement>('[data-saved]');
  const tell = (text: string) => {
    if (told && told.textContent !== text) told.textContent = text;
  };
  if (!hasAnswers(form) && restore(form)) tell(words.restored);
  addForget(form, words);
  for (const list of form.querySelectorAll<HTMLElement>('[data-filter]')) addFilter(list);
  for (const code of document.querySelectorAll<HTMLElement>('code[data-file]')) addCopy(code, words);

  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | undefined;
  const refresh = async () => {
    asked?.abort();
    asked = new AbortController();
    const mine = asked;
    try {
      const answer = await ask(form, mine.signal);
      if (mine === asked) showAnswer(form, answer, words);
    } catch (error) {
      if (mine.signal.aborted) return;
      console.info('The preview does not answer.', error);
      tell(words.previewStale);
    }
  };
  const onChange = () => {
    tell(keepAnswers(pairsOf(form)) ? words.saved : words.notSaved);
    clearTimeout(timer);
    timer = setTimeout(refresh, restMs);
  };
  form.addEventListener('input', onChange);
  if (hasAnswers(form)) void refresh();
}

function pairsOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].map(([name, value]) => [name, String(value)]);
}

function hasAnswers(form: HTMLFormElement): boolean {
  return pairsOf(form).some(([, value]) => value !== '');
}

/** Puts back what was kept where there is an input for it; a second need is asked for again by its button. */
function restore(form: HTMLFormElement): boolean {
  const kept = recallAnswers();
  if (!kept) return false;
  const missing = new URLSearchParams();
  for (const [name, value] of kept) {
    const inputs = [...form.elements].filter((one) => 'name' in one && one.name === name);
    if (inputs.length === 0) missing.append(name, value);
    for (const input of inputs)
      if (input instanceof HTMLInputElement && (input.type === 'checkbox' || input.type === 'radio')) {
        if (input.value === value) input.checked = true;
      } else if (input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) input.value = value;
  }
  // What has no input yet is sent along, so that the next answer of the server has one.
  for (const [name, value] of missing) {
    const input = document.createElement('input');
    Object.assign(input, { type: 'hidden', name, value });
    form.append(input);
  }
  return true;
}

async function ask(form: HTMLFormElement, signal: AbortSignal): Promise<FormAnswer> {
  const response = await fetch('/publier/fiche', {
    method: 'POST',
    body: new URLSearchParams(pairsOf(form)),
    headers: { accept: 'application/json' },
    signal,
  });
  if (!response.ok) throw new Error(`${response.status}`);
  return (await response.json()) as FormAnswer;
}

function addForget(form: HTMLFormElement, words: FormWords): void {
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', className: 'button secondary', textContent: words.forget });
  button.addEventListener('click', () => {
    if (!confirm(words.forgetSure)) return;
    forgetAnswers();
    location.assign('/publier/fiche');
  });
  form.querySelector('.profile-preview .form-actions')?.append(button);
}

/** A search over a long list of choices: groups with something that fits open, the rest is out of the way. */
function addFilter(list: HTMLElement): void {
  const input = document.createElement('input');
  Object.assign(input, { type: 'search', placeholder: list.dataset['filter'] });
  input.setAttribute('aria-label', list.dataset['filter'] ?? '');
  list.before(input);
  const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  input.addEventListener('input', (event) => {
    // A search is no answer.
    event.stopPropagation();
    const words = fold(input.value.trim());
    for (const group of list.querySelectorAll('details')) {
      let found = 0;
      for (const choice of group.querySelectorAll<HTMLElement>('.choice')) {
        choice.hidden = words !== '' && !fold(choice.textContent ?? '').includes(words);
        if (!choice.hidden) found++;
      }
      group.hidden = found === 0;
      group.open = words !== '' && found > 0;
    }
  });
}

function addCopy(code: HTMLElement, words: FormWords): void {
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', className: 'button secondary copy', textContent: words.copy });
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(code.textContent ?? '');
    button.textContent = words.copied;
  });
  code.parentElement?.after(button);
}
