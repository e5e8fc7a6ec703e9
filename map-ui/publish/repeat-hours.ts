import { button, type } from './element.ts';
import { type FormWords, fill } from './words.ts';

/** Gives each day of the week grid a button that takes the hours of the last day before it that has some. */
export function addRepeat(form: HTMLFormElement, words: FormWords): void {
  const days = [...form.querySelectorAll<HTMLTableRowElement>('.hours-form tbody tr')];
  for (const [i, day] of days.entries()) {
    const head = day.querySelector('th');
    if (i === 0 || !head) continue;
    const repeat = button(words.sameHours, () => {
      const model = days.slice(0, i).findLast((one) => timesOf(one).some(({ value }) => value !== ''));
      const given = model ? timesOf(model).map(({ value }) => value) : [];
      for (const [n, input] of timesOf(day).entries()) type(input, given[n] ?? '');
    });
    repeat.classList.add('repeat-hours');
    repeat.setAttribute('aria-label', fill(words.sameHoursOf, { day: head.textContent ?? '' }));
    head.append(repeat);
  }
}

function timesOf(day: HTMLElement): HTMLInputElement[] {
  return [...day.querySelectorAll('input')];
}
