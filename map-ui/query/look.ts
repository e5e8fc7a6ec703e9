import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The colours of the site: they follow its theme through the custom properties that a shadow root inherits. */
export const look = EditorView.theme({
  '&': {
    color: 'var(--text)',
    backgroundColor: 'var(--sheet)',
    border: '1px solid var(--edge)',
    borderRadius: '4px',
    fontSize: '0.9375rem',
  },
  '&.cm-focused': { outline: '3px solid var(--ember)', outlineOffset: '2px' },
  '.cm-scroller': {
    fontFamily: 'var(--mono)',
    lineHeight: '1.5',
    maxHeight: '30rem',
    minHeight: '9rem',
    overflow: 'auto',
  },
  '.cm-content': { caretColor: 'var(--ember)', padding: '0.5rem 0', minHeight: '9rem' },
  '@media (max-width: 40rem)': { '.cm-completionInfo': { display: 'none' } },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    color: 'var(--quiet)',
    border: '0',
  },
  '.cm-activeLineGutter, .cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'var(--sunk)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--ember-wash)', outline: '1px solid var(--ember)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--error)',
    textUnderlineOffset: '3px',
  },
  '.cm-lint-marker-error': { content: 'none' },
  '.cm-lint-marker-error::before': {
    content: '"!"',
    color: 'var(--error)',
    fontWeight: '700',
    display: 'block',
    textAlign: 'center',
  },
  '.cm-tooltip': {
    color: 'var(--text)',
    backgroundColor: 'var(--sheet)',
    border: '1px solid var(--edge)',
    maxWidth: 'min(32rem, 90vw)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'inherit', maxHeight: 'none', overflow: 'hidden' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.3rem 0.5rem', minHeight: '1.5rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--on-ember)',
    backgroundColor: 'var(--ember)',
  },
  '.cm-completionDetail': { fontStyle: 'normal', color: 'var(--quiet)', marginLeft: '0.75em' },
  'li[aria-selected] .cm-completionDetail': { color: 'inherit' },
  '.cm-tooltip.cm-completionInfo, .cm-tooltip-hover': { padding: '0.4rem 0.6rem', fontSize: '0.875rem' },
  '.cm-diagnostic': { padding: '0.3rem 0.5rem', borderLeftColor: 'var(--error)' },
  '.cm-diagnosticAction': { color: 'var(--on-ember)', backgroundColor: 'var(--ember)' },
});

/** Words by what they are; never by colour alone, since the words say it too. */
export const highlights = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--ember)', fontWeight: '700' },
  { tag: tags.variableName, color: 'var(--kind-coworking)' },
  { tag: [tags.namespace, tags.url, tags.typeName], color: 'var(--kind-cultural-place)' },
  { tag: [tags.string, tags.number, tags.integer, tags.float, tags.bool], color: 'var(--lichen)' },
  { tag: tags.comment, color: 'var(--quiet)', fontStyle: 'italic' },
]);
