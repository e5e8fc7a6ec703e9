import { element, statusLine } from './element.ts';
import { type FormWords, fill } from './words.ts';

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** A search over a long list of choices: groups with something that fits open, the rest is out of the way, arrows lead into it. */
export function addFilter(list: HTMLElement, words: FormWords): void {
  const label = list.dataset['filter'] ?? '';
  const input = element('input', { type: 'search', placeholder: label, 'aria-label': label });
  const status = statusLine();
  list.before(input, status);
  const choices = () => [...list.querySelectorAll<HTMLElement>('.choice')];
  const boxes = () =>
    choices()
      .filter((choice) => !choice.hidden && isOpen(choice))
      .flatMap((choice) => [...choice.querySelectorAll('input')]);

  input.addEventListener('input', (event) => {
    // A search is no answer.
    event.stopPropagation();
    const q = fold(input.value.trim());
    for (const choice of choices()) {
      const said = fold([choice.textContent, choice.dataset['also']].join(' '));
      choice.hidden = q !== '' && !said.includes(q);
    }
    for (const group of list.querySelectorAll('details')) {
      const found = group.querySelectorAll('.choice:not([hidden])').length;
      group.hidden = found === 0;
      group.open = found > 0 && (q !== '' || group.querySelector('input:checked') !== null);
    }
    const left = choices().filter(({ hidden }) => !hidden).length;
    status.textContent = q === '' ? '' : left === 0 ? words.noChoice : fill(words.shownChoices, { count: left });
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault();
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    boxes()[0]?.focus();
  });
  list.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = boxes();
    const at = all.indexOf(event.target as HTMLInputElement);
    // Arrows choose among radio buttons by themselves.
    if (step === undefined || at < 0 || all[at]?.type === 'radio') return;
    event.preventDefault();
    (all[at + step] ?? (step < 0 ? input : all[at]))?.focus();
  });
}

function isOpen(choice: HTMLElement): boolean {
  return choice.closest('details')?.open ?? true;
}
