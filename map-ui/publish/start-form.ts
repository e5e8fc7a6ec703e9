import type { FormAnswer } from '../../server/http/contract.ts';
import { addPictureCheck } from './check-picture.ts';
import { addCommuneChoice } from './choose-commune.ts';
import { button } from './element.ts';
import { addFilter } from './filter-choices.ts';
import { forgetAnswers, keepAnswers, recallAnswers } from './kept-answers.ts';
import { addEntityPicks } from './pick-entities.ts';
import { addPin } from './place-pin.ts';
import { addRepeat } from './repeat-hours.ts';
import { showAnswer } from './show-answer.ts';
import { addSteps } from './steps.ts';
import { warnOfOtherTabs } from './two-tabs.ts';
import type { FormWords } from './words.ts';

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
  for (const list of form.querySelectorAll<HTMLElement>('[data-filter]')) addFilter(list, words);
  for (const code of document.querySelectorAll<HTMLElement>('code[data-file]')) addCopy(code, words);
  const picks = addEntityPicks(form, words);
  addCommuneChoice(form, words);
  addPin(form, words);
  addPictureCheck(form, words);
  addRepeat(form, words);
  warnOfOtherTabs(form, words);
  addSteps(form, words, () => showPreview(form));

  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | undefined;
  const refresh = async () => {
    asked?.abort();
    asked = new AbortController();
    const mine = asked;
    try {
      const answer = await ask(form, mine.signal);
      if (mine !== asked) return;
      showAnswer(form, answer, words);
      picks.name(answer.links);
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
  // A page that comes filled in is work too: a tab that is closed now loses nothing.
  if (hasAnswers(form)) {
    keepAnswers(pairsOf(form));
    void refresh();
  }
}

function showPreview(form: HTMLFormElement): void {
  const preview = form.querySelector<HTMLElement>('.profile-preview');
  preview?.scrollIntoView({ block: 'start' });
  preview?.focus();
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
  const forget = button(words.forget, () => {
    if (!confirm(words.forgetSure)) return;
    forgetAnswers();
    location.assign('/publier/fiche');
  });
  form.querySelector('.profile-preview .form-actions')?.append(forget);
}

function addCopy(code: HTMLElement, words: FormWords): void {
  const copy = button(words.copy, async () => {
    await navigator.clipboard.writeText(code.textContent ?? '');
    copy.textContent = words.copied;
  });
  copy.classList.add('copy');
  code.parentElement?.after(copy);
}
