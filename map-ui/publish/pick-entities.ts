import type { FormAnswer, SearchAnswer } from '../../server/http/contract.ts';
import { linkLines } from '../../server/publish/link-lines.ts';
import { addCombobox, type Proposal } from './combobox.ts';
import { button, element, statusLine, type } from './element.ts';
import { type FormWords, fill } from './words.ts';

type Links = FormAnswer['links'];

/** The questions that name others, once they are drawn as a search and a list. */
export interface EntityPicks {
  /** Says whom the directory knows by what was answered. */
  name(links: Links): void;
  /** Draws the lists again after the answers were put back. */
  refresh(): void;
}

/** Makes the questions that name others a search in the directory; their text stays what is sent. */
export function addEntityPicks(form: HTMLFormElement, words: FormWords): EntityPicks {
  const names = new Map<string, string>();
  const picks = [...form.querySelectorAll<HTMLTextAreaElement>('textarea[data-entities]')].map((store) =>
    addPick(store, words, names),
  );
  return {
    name(links) {
      for (const [said, { name }] of Object.entries(links)) names.set(said, name);
      for (const draw of picks) draw();
    },
    refresh() {
      for (const draw of picks) draw();
    },
  };
}

function addPick(store: HTMLTextAreaElement, words: FormWords, names: Map<string, string>): () => void {
  const list = element('ul', { class: 'picks' });
  const search = element('input', {
    type: 'text',
    id: `${store.id}-recherche`,
    placeholder: words.searchEntity,
    spellcheck: 'false',
  });
  const status = statusLine('visually-hidden');
  const label = store.closest('.question')?.querySelector('label');
  label?.setAttribute('for', search.id);
  const described = store.getAttribute('aria-describedby');
  if (described) search.setAttribute('aria-describedby', described);
  store.hidden = true;
  store.parentElement?.querySelector('.known-links')?.remove();
  store.after(list, search, status);

  const said = () => linkLines(store.value);
  const draw = () => list.replaceChildren(...said().map(row));
  const write = (lines: readonly string[]) => {
    type(store, lines.join('\n'));
    draw();
  };
  const row = (line: string) => {
    const name = names.get(line) ?? line;
    const remove = button('×', () => {
      write(said().filter((one) => one !== line));
      status.textContent = fill(words.removed, { name });
      search.focus();
    });
    remove.setAttribute('aria-label', fill(words.removeEntity, { name }));
    const isKnown = names.has(line);
    const text = element('span', { dir: 'auto' }, name);
    return element(
      'li',
      { class: isKnown ? 'pick' : 'pick unknown' },
      text,
      ...(isKnown ? [] : [' ', element('span', { class: 'quiet small' }, words.notInDirectory)]),
      remove,
    );
  };
  const add = (line: string, name = line) => {
    if (line === '') return;
    write([...new Set([...said(), line])]);
    search.value = '';
    status.textContent = fill(words.added, { name });
  };
  // A search is no answer.
  search.addEventListener('input', (event) => event.stopPropagation());
  addCombobox(search, {
    words,
    label: label?.textContent ?? words.searchEntity,
    least: 2,
    find: findEntities,
    choose({ iri, name }) {
      names.set(iri, name);
      add(iri, name);
    },
    enter(text) {
      if (text === '') return false;
      add(text);
      return true;
    },
  });
  // What was typed and left is an answer too.
  search.addEventListener('blur', () => add(search.value.trim()));
  draw();
  return draw;
}

interface Chosen {
  readonly iri: string;
  readonly name: string;
}

async function findEntities(q: string, signal: AbortSignal): Promise<readonly Proposal<Chosen>[]> {
  if (/^https?:/i.test(q)) return [];
  const language = document.documentElement.lang;
  const response = await fetch(`/api/search?${new URLSearchParams({ q, lang: language })}`, { signal });
  if (!response.ok) throw new Error(`${response.status}`);
  const { networks, places, territories, people } = (await response.json()) as SearchAnswer;
  return [...networks, ...places, ...territories, ...people].map(({ entity }) => ({
    label: entity.name,
    detail: [entity.commune, new URL(entity.iri).host].filter(Boolean).join(' · '),
    value: { iri: entity.iri, name: entity.name },
  }));
}
