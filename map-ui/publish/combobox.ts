import { element, statusLine } from './element.ts';
import { type FormWords, fill } from './words.ts';

/** One proposal below an input. */
export interface Proposal<Value> {
  readonly label: string;
  /** What tells it from its namesakes. */
  readonly detail?: string;
  readonly value: Value;
}

export interface ComboboxOptions<Value> {
  readonly words: Pick<FormWords, 'found' | 'foundOne' | 'foundNone'>;
  /** What the list holds, for those who do not see it. */
  readonly label: string;
  /** Characters before anything is proposed. */
  readonly least: number;
  find(q: string, signal: AbortSignal): Promise<readonly Proposal<Value>[]>;
  choose(value: Value): void;
  /** Enter where nothing is chosen; false lets the page do what it does. */
  enter?(text: string): boolean;
}

/** Somebody who goes on typing is not shown what the letters before meant. */
const restMs = 150;
let count = 0;

/** Gives an input a list of proposals (WAI-ARIA combobox pattern with a listbox popup, focus staying in the input). */
export function addCombobox<Value>(input: HTMLInputElement, options: ComboboxOptions<Value>): void {
  const { words, least, find, choose, enter } = options;
  const id = `propositions-${++count}`;
  const list = element('ul', {
    id,
    role: 'listbox',
    class: 'proposals',
    'aria-label': options.label,
    hidden: 'hidden',
  });
  const status = statusLine('visually-hidden');
  for (const [name, value] of Object.entries({
    role: 'combobox',
    autocomplete: 'off',
    'aria-autocomplete': 'list',
    'aria-controls': id,
    'aria-expanded': 'false',
  }))
    input.setAttribute(name, value);
  const frame = element('div', { class: 'combobox' });
  input.replaceWith(frame);
  frame.append(input, list, status);

  let shown: readonly Proposal<Value>[] = [];
  let active = -1;
  let asked: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const mark = (index: number) => {
    active = index;
    for (const [i, item] of [...list.children].entries()) item.setAttribute('aria-selected', String(i === index));
    if (index < 0) input.removeAttribute('aria-activedescendant');
    else {
      input.setAttribute('aria-activedescendant', `${id}-${index}`);
      list.children[index]?.scrollIntoView({ block: 'nearest' });
    }
  };
  const close = () => {
    clearTimeout(timer);
    asked?.abort();
    shown = [];
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    mark(-1);
  };
  const take = (index: number) => {
    const chosen = shown[index];
    close();
    status.textContent = '';
    if (chosen) choose(chosen.value);
  };
  const show = (found: readonly Proposal<Value>[]) => {
    shown = found;
    list.replaceChildren(
      ...found.map(({ label, detail = '' }, i) => {
        const item = element(
          'li',
          { id: `${id}-${i}`, role: 'option', 'aria-selected': 'false' },
          element('span', { dir: 'auto' }, label),
        );
        if (detail) item.append(' ', element('span', { class: 'quiet' }, detail));
        // The input keeps the focus.
        item.addEventListener('pointerdown', (event) => event.preventDefault());
        item.addEventListener('click', () => take(i));
        return item;
      }),
    );
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
    mark(-1);
    status.textContent =
      found.length === 0
        ? words.foundNone
        : found.length === 1
          ? words.foundOne
          : fill(words.found, { count: found.length });
  };
  const look = async () => {
    const q = input.value.trim();
    asked?.abort();
    if (q.length < least) return close();
    asked = new AbortController();
    const { signal } = asked;
    try {
      const found = await find(q, signal);
      if (!signal.aborted && document.activeElement === input) show(found);
    } catch (error) {
      if (!signal.aborted) console.info('Nothing can be proposed.', error);
    }
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), restMs);
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const isOpen = shown.length > 0;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (isOpen) mark((active + step + shown.length + (active < 0 && step < 0 ? 1 : 0)) % shown.length);
      else void look();
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      close();
    } else if (event.key === 'Enter') {
      if (isOpen && active >= 0) {
        event.preventDefault();
        take(active);
      } else if (enter?.(input.value.trim())) {
        event.preventDefault();
        close();
      }
    }
  });
}
