import { useId, useState } from 'preact/hooks';
import type { PlaceIndex, Suggestion } from '../places/place-index.ts';
import { nameOf } from '../places/place-index.ts';
import { counted, fill, pageLanguage, texts, writeNumber } from '../texts/texts.ts';
import { Glyph } from './glyph.tsx';

/** What the reader chose: a suggestion, or to keep every place that contains the words. */
export type Choice = Suggestion | { readonly type: 'text'; readonly q: string };

const limit = 8;

interface Props {
  readonly index: PlaceIndex;
  readonly initial: string;
  readonly choose: (choice: Choice) => void;
}

/** The search field as a combobox with a list of suggestions (WAI-ARIA 1.2); Enter takes the first. */
export function SearchBox({ index, initial, choose }: Props) {
  const id = useId();
  const [text, setText] = useState(initial);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const t = texts().search;
  const language = pageLanguage();
  const asked = text.trim();
  const found = open ? index.suggest(asked, limit, language) : [];
  const options: readonly Choice[] = found.length > 0 ? [...found, { type: 'text', q: asked }] : [];
  const shown = open && asked !== '';

  const take = (choice: Choice | undefined) => {
    if (!choice) return;
    setOpen(false);
    setActive(-1);
    setText(choice.type === 'text' ? choice.q : '');
    choose(choice);
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && asked !== '') {
      event.preventDefault();
      setOpen(true);
      const count = options.length;
      if (count > 0) setActive(open ? (active + step + (active < 0 && step < 0 ? 1 : 0) + count) % count : 0);
    } else if (event.key === 'Escape') {
      if (!open) setText('');
      setOpen(false);
      setActive(-1);
    }
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const fresh = found.length > 0 ? found : index.suggest(asked, limit, language);
    if (asked === '') take({ type: 'text', q: '' });
    else take(options[active] ?? fresh[0]);
    if (asked !== '' && fresh.length === 0) setOpen(true);
  };
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
          aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setOpen(true);
            setActive(-1);
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
          hidden={!shown || options.length === 0}
        >
          {options.map((choice, i) => (
            <div
              id={`${id}-${i}`}
              key={`${choice.type}-${i}`}
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
        {shown && options.length === 0 && <p class="suggestions no-suggestion">{fill(t.nothing, { q: asked })}</p>}
      </div>
      <p class="visually-hidden" role="status">
        {shown && (found.length > 0 ? counted(t.found, found.length) : fill(t.nothing, { q: asked }))}
      </p>
    </form>
  );
}

function Option({ choice }: { readonly choice: Choice }) {
  const t = texts().search;
  if (choice.type === 'text') return <span class="suggestion-name quiet">{fill(t.text, { q: choice.q })}</span>;
  const kinds =
    choice.type === 'place'
      ? choice.place.kinds.map(({ key }) => key)
      : choice.type === 'kind'
        ? [choice.concept.key]
        : null;
  const note =
    choice.type === 'place' ? choice.place.commune || t.place : `${t[choice.type]} · ${writeNumber(choice.count)}`;
  return (
    <>
      {kinds ? <Glyph kinds={kinds} /> : <span class={`suggestion-mark ${choice.type}`} aria-hidden="true" />}
      <span class="suggestion-name">{nameOf(choice, pageLanguage())}</span>
      <span class="suggestion-note">{note}</span>
    </>
  );
}
