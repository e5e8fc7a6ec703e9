import { queryTexts } from '../texts/query-texts.ts';
import { fill, pageLanguage } from '../texts/texts.ts';
import { forgetQueries, type OwnQuery, ownQueries } from './own-queries.ts';

/** Lists the reader's own queries after the form, each to be taken up again, with a way to forget them all. */
export function listOwnQueries(form: HTMLFormElement, open: (query: string) => void): void {
  const queries = ownQueries();
  if (queries.length === 0) return;
  const t = queryTexts().history;
  const [block, title, note, list, clear] = [
    document.createElement('details'),
    document.createElement('summary'),
    document.createElement('p'),
    document.createElement('ul'),
    document.createElement('button'),
  ];
  block.className = 'own-queries';
  title.textContent = fill(t.title, { count: queries.length });
  note.className = 'quiet';
  note.textContent = t.note;
  list.append(...queries.map((one) => line(one, open)));
  clear.type = 'button';
  clear.className = 'button secondary';
  clear.textContent = t.clear;
  clear.addEventListener('click', () => {
    forgetQueries();
    const told = document.createElement('p');
    told.setAttribute('role', 'status');
    told.tabIndex = -1;
    told.textContent = t.cleared;
    block.replaceWith(told);
    told.focus();
  });
  block.append(title, note, list, clear);
  form.after(block);
}

function line({ query, at }: OwnQuery, open: (query: string) => void): HTMLLIElement {
  const [item, button, words, when] = [
    document.createElement('li'),
    document.createElement('button'),
    document.createElement('code'),
    document.createElement('time'),
  ];
  words.textContent = beginning(query);
  words.translate = false;
  button.type = 'button';
  button.className = 'own-query';
  button.title = queryTexts().history.open;
  button.append(words);
  button.addEventListener('click', () => open(query));
  when.dateTime = at;
  when.className = 'quiet';
  when.textContent = new Intl.DateTimeFormat(pageLanguage(), { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(at),
  );
  item.append(button, ' ', when);
  return item;
}

/** What tells queries apart: how they go on after their prefixes. */
function beginning(query: string): string {
  const lines = query.split('\n').filter((text) => text.trim() !== '' && !/^\s*(?:PREFIX|BASE|#)/i.test(text));
  return lines.join(' ').replaceAll(/\s+/g, ' ').trim().slice(0, 100);
}
