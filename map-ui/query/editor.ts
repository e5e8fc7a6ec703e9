import { autocompletion, closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { linter, lintGutter } from '@codemirror/lint';
import { EditorState, Prec } from '@codemirror/state';
import { EditorView, highlightActiveLine, hoverTooltip, keymap, lineNumbers } from '@codemirror/view';
import { sparql } from 'codemirror-lang-sparql';
import type { QueryTerms } from '../../server/http/contract.ts';
import { queryTexts } from '../texts/query-texts.ts';
import { completeTerms } from './complete-terms.ts';
import { findFaults, placeIn } from './find-faults.ts';
import { highlights, look } from './look.ts';
import { showTerm, termHelp } from './term-help.ts';
import { typeOver } from './type-over.ts';

export interface EditorChoice {
  readonly at: HTMLElement;
  /** The form's own field: the editor begins with its text and keeps it up to date. */
  readonly field: HTMLTextAreaElement;
  readonly terms: Promise<QueryTerms>;
  run(): void;
}

export interface Editor {
  text(): string;
  write(text: string): void;
  focus(): void;
}

/** As many as need no scrolling: the arrows go on to the others. */
const shownOptions = 8;

/**
 * Opens the editor in a shadow root: there its styles are adopted sheets, which the content security policy allows, and no
 * style element, which it does not.
 */
export function openEditor({ at, field, terms, run }: EditorChoice): Editor {
  const t = queryTexts();
  const host = document.createElement('div');
  host.className = 'query-editor';
  const root = host.attachShadow({ mode: 'open' });
  const help = document.createElement('p');
  help.className = 'term-help';
  help.textContent = '\u00a0';
  const problem = document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent?.trim();
  let known: QueryTerms = { prefixes: {}, terms: [] };
  void terms.then((found) => {
    known = found;
  });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: field.value,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        highlightActiveLine(),
        EditorView.lineWrapping,
        bracketMatching(),
        closeBrackets(),
        sparql(),
        syntaxHighlighting(highlights),
        look,
        autocompletion({ override: [completeTerms(() => known)], icons: false, maxRenderedOptions: shownOptions }),
        linter(findFaults({ known: () => known, problem, at: at.dataset['error'], of: field.value }), { delay: 700 }),
        hoverTooltip(showTerm(() => known)),
        Prec.highest(
          keymap.of([
            {
              key: 'Mod-Enter',
              run: () => {
                run();
                return true;
              },
            },
          ]),
        ),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap]),
        typeOver,
        EditorView.contentAttributes.of({
          'aria-label': t.editor,
          'aria-multiline': 'true',
          // What can be edited can be focused, but not all that checks pages knows.
          tabindex: '0',
          translate: 'no',
          ...(problem ? { 'aria-invalid': 'true', 'aria-description': problem } : {}),
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) field.value = update.state.doc.toString();
          if (update.docChanged || update.selectionSet) help.textContent = termHelp(update.state, known) || '\u00a0';
        }),
      ],
    }),
  });
  field.hidden = true;
  at.append(host, help);
  // Who sent a query that is wrong goes on where it is.
  const mistake = problem ? placeIn(view.state, at.dataset['error']) : undefined;
  if (mistake) {
    view.dispatch({ selection: { anchor: mistake.from }, scrollIntoView: true });
    view.focus();
  }
  return {
    text: () => view.state.doc.toString(),
    write(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    focus: () => view.focus(),
  };
}
