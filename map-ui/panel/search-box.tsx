import { useEffect, useId, useState } from 'preact/hooks';
import type { Bounds } from '../../server/points/manifest.ts';
import { type Suggestion, suggest } from '../places/search.ts';
import { textUnder } from '../texts/text-under.ts';
import { counted, fill, pageLanguage, texts, writeNumber } from '../texts/texts.ts';
import { useLatest } from '../tools/use-latest.ts';
import { Glyph } from './glyph.tsx';

/** What the reader chose: a suggestion, or to keep every place that contains the words. */
export type Choice = Suggestion | { readonly kind: 'text'; readonly q: string };

/** How long a reader may pause between two letters without the server being asked, in milliseconds. */
const pauseMs = 120;

interface Props {
  /** What lies in it comes first. */
  readonly view: Bounds | undefined;
  readonly initial: string;
  readonly choose: (choice: Choice) => void;
}

/** The search field as a combobox with a list of suggestions (WAI-ARIA 1.2); Enter takes the first. */
export function SearchBox({ view, initial, choose }: Props) {
  const id = useId();
  const [text, setText] = useState(initial);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [takesFirst, setTakesFirst] = useState(false);
  const t = texts().search;
  const asked = text.trim();
  const shown = open && asked !== '';
  const { found, isCurrent, hasFailed } = useSuggestions(shown ? asked : '', view);
  const options: readonly Choice[] = found.length > 0 || hasFailed ? [...found, { kind: 'text', q: asked }] : [];

  const take = (choice: Choice | undefined) => {
    if (!choice) return;
    setOpen(false);
    setActive(-1);
    setTakesFirst(false);
    setText(choice.kind === 'text' ? choice.q : '');
    choose(choice);
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && asked !== '') {
      event.preventDefault();
      setOpen(true);
      const count = options.length;
      // A list that was folded away opens on its first line, which may still have to come.
      if (!open) setActive(0);
      else if (count > 0) setActive((active + step + (active < 0 && step < 0 ? 1 : 0) + count) % count);
    } else if (event.key === 'Escape') {
      // The first Escape folds the list away and keeps the words, which a browser would clear.
      event.preventDefault();
      if (!open) setText('');
      setOpen(false);
      setActive(-1);
    }
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (asked === '') take({ kind: 'text', q: '' });
    else if (isCurrent || options[active]) take(options[Math.max(active, 0)]);
    else {
      // Enter came before the suggestions: the first of them is taken when they are there.
      setOpen(true);
      setTakesFirst(true);
    }
  };
  useEffect(() => {
    if (takesFirst && (isCurrent || hasFailed)) take(options[0]);
  }, [takesFirst, isCurrent, hasFailed]);
  const isNothing = shown && isCurrent && options.length === 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the same form and landmark as without script; a search element would need a wrapper.
    <form class="map-search" role="search" onSubmit={submit}>
      <label for={`${id}-q`}>{t.label}</label>
      <div class="map-search-field">
        <input
          id={`${id}-q`}
          class="map-search-input"
          type="search"
          list={undefined}
          name="q"
          autocomplete="off"
          spellcheck={false}
          // biome-ignore lint/a11y/noRedundantRoles: our own listbox is no datalist, so the role must be said.
          role="combobox"
          aria-expanded={shown && options.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown && options[active] ? `${id}-${active}` : undefined}
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setOpen(true);
            setActive(-1);
            setTakesFirst(false);
          }}
          onKeyDown={press}
          onBlur={() => setOpen(false)}
        />
        <button type="submit" class="map-search-button" aria-label={t.button} title={t.button}>
          <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d="M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.3 15.3L21 21" />
          </svg>
        </button>
        <div
          id={`${id}-list`}
          class="suggestions"
          role="listbox"
          aria-label={t.suggestions}
          aria-busy={shown && !isCurrent}
          hidden={!shown || options.length === 0}
        >
          {options.map((choice, i) => (
            <div
              id={`${id}-${i}`}
              key={`${choice.kind}-${i}`}
              class="suggestion"
              role="option"
              tabIndex={-1}
              aria-selected={i === active}
              // The field keeps the focus: a press must not blur it before the click is heard.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(choice)}
              onKeyDown={(event) => event.key === 'Enter' && take(choice)}
            >
              <Option choice={choice} />
            </div>
          ))}
        </div>
        {isNothing && <p class="suggestions no-suggestion">{fill(t.nothing, { q: asked })}</p>}
      </div>
      <p class="visually-hidden" role="status">
        {shown && isCurrent && (found.length > 0 ? counted(t.found, found.length) : fill(t.nothing, { q: asked }))}
      </p>
    </form>
  );
}

const none: readonly Suggestion[] = [];

/** What a text may mean, once the reader pauses; what was found for the text before stays until then. */
function useSuggestions(text: string, view: Bounds | undefined) {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), text === '' ? 0 : pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  const { value, isCurrent, hasFailed } = useLatest(
    settled === '' ? undefined : settled,
    (signal) => suggest(settled, { view, language: pageLanguage() }, signal),
    (error) => console.warn(error),
  );
  const isSettled = text !== '' && settled === text;
  return {
    found: text === '' ? none : (value ?? none),
    isCurrent: isSettled && isCurrent,
    hasFailed: isSettled && hasFailed,
  };
}

function Option({ choice }: { readonly choice: Choice }) {
  const t = texts().search;
  if (choice.kind === 'text') return <span class="suggestion-name quiet">{fill(t.text, { q: choice.q })}</span>;
  return (
    <>
      <Mark choice={choice} />
      <bdi class="suggestion-name">{suggestedName(choice)}</bdi>
      <span class="suggestion-note">{noteOf(choice)}</span>
    </>
  );
}

function Mark({ choice }: { readonly choice: Suggestion }) {
  if (choice.kind === 'entity' && choice.entity.type === 'place') return <Glyph kinds={choice.entity.kinds} />;
  if (choice.kind === 'concept' && choice.facet === 'kind') return <Glyph kinds={[choice.key]} />;
  const mark = choice.kind === 'area' ? 'commune' : 'practice';
  return <span class={`suggestion-mark ${mark}`} aria-hidden="true" />;
}

function suggestedName(choice: Suggestion): string {
  switch (choice.kind) {
    case 'entity':
      return choice.entity.name;
    case 'area':
      return choice.name;
    case 'concept':
      return choice.label[pageLanguage()];
  }
}

/** What kind of thing it is, and what tells namesakes apart. */
function noteOf(choice: Suggestion): string {
  const t = texts().search;
  switch (choice.kind) {
    case 'entity': {
      const { type, commune, exchange } = choice.entity;
      if (type === 'place' && commune) return commune;
      return [textUnder(t.types, type), exchange?.holder?.name].filter(Boolean).join(' · ');
    }
    case 'area':
      return [choice.within ?? textUnder(t.levels, choice.level), writeNumber(choice.places)].join(' · ');
    case 'concept':
      return `${textUnder(texts().facets.names, choice.facet)} · ${writeNumber(choice.places)}`;
  }
}
