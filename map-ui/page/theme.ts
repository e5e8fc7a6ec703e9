export type Theme = 'light' | 'dark';

const key = 'theme';
const chosen = new EventTarget();

/** The theme in force: the reader's choice, else what their system asks for. */
export function currentTheme(): Theme {
  const choice = document.documentElement.dataset['theme'];
  if (choice === 'light' || choice === 'dark') return choice;
  return systemIsDark().matches ? 'dark' : 'light';
}

/** Applies the choice remembered in this browser, if any. */
export function recallTheme(): void {
  const remembered = readStorage();
  if (remembered === 'light' || remembered === 'dark') document.documentElement.dataset['theme'] = remembered;
}

/** Switches to the other theme and remembers it in this browser only. */
export function toggleTheme(): Theme {
  const theme = currentTheme() === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset['theme'] = theme;
  try {
    localStorage.setItem(key, theme);
  } catch (error) {
    console.info('The theme lasts until the page is left: the browser keeps nothing.', error);
  }
  chosen.dispatchEvent(new Event('change'));
  return theme;
}

/** Calls back whenever the colours in force may have changed, until the signal. */
export function onThemeChange(listener: () => void, options: { readonly signal?: AbortSignal } = {}): void {
  for (const source of [chosen, systemIsDark(), matchMedia('(prefers-contrast: more)')])
    source.addEventListener('change', listener, options);
}

function systemIsDark(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}

function readStorage(): string | null {
  try {
    return localStorage.getItem(key);
  } catch (error) {
    console.info('The browser keeps no theme.', error);
    return null;
  }
}
