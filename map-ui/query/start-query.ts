import type { QueryTerms } from '../../server/http/contract.ts';
import { queryTexts } from '../texts/query-texts.ts';
import { offerCopies } from './copy.ts';
import { openEditor } from './editor.ts';
import { indentQuery } from './indent-query.ts';
import { listOwnQueries } from './list-own-queries.ts';
import { keepQuery } from './own-queries.ts';
import { sortTables } from './sort-table.ts';

/** Puts the editor in the place of the form's text field, which goes on carrying what is sent. */
export function startQuery(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLTextAreaElement>('textarea[name="query"]');
  const at = form.querySelector<HTMLElement>('[data-query-field]');
  const actions = form.querySelector<HTMLElement>('[data-query-actions]');
  if (!field || !at || !actions) return;
  const t = queryTexts();
  const editor = openEditor({
    at,
    field,
    terms: readTerms(form.dataset['terms'] ?? ''),
    run: () => form.requestSubmit(),
  });
  form.querySelector('label[for="sparql-query"]')?.addEventListener('click', () => editor.focus());
  const note = document.createElement('span');
  note.className = 'quiet';
  note.textContent = t.howTo;
  actions.append(
    button(t.indent, () => editor.write(indentQuery(editor.text()))),
    note,
  );
  form.addEventListener('submit', () => keepQuery(editor.text(), new Date()));
  listOwnQueries(form, (query) => {
    editor.write(query);
    editor.focus();
  });
  sortTables(document);
  offerCopies(document);
}

/** Without the terms the editor still edits: it only proposes less. */
async function readTerms(address: string): Promise<QueryTerms> {
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return (await answer.json()) as QueryTerms;
  } catch (error) {
    console.warn('The query page proposes no terms.', error);
    return { prefixes: {}, terms: [] };
  }
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button secondary';
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}
