import { texts } from '../texts/texts.ts';
import { currentTheme, onThemeChange, recallTheme, toggleTheme } from './theme.ts';

const moon = 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z';
const sun =
  'M12 7.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM12 1.5v3M12 19.5v3M1.5 12h3M19.5 12h3M4.6 4.6l2.1 2.1M17.3 17.3l2.1 2.1M4.6 19.4l2.1-2.1M17.3 6.7l2.1-2.1';

/** Gives the header what needs script: the choice of theme, and a language link that keeps where the reader is. */
export function startHeader(): void {
  recallTheme();
  const link = document.querySelector<HTMLAnchorElement>('[data-language-switch]');
  if (!link) return;
  for (const event of ['pointerdown', 'focus', 'click']) link.addEventListener(event, () => keepPlace(link));
  link.after(themeSwitch());
}

/** The map changes the address after the page was rendered: the other language opens the address of the moment. */
function keepPlace(link: HTMLAnchorElement): void {
  const url = new URL(location.href);
  url.searchParams.set('lang', link.hreflang);
  link.href = url.href;
}

function themeSwitch(): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'theme-switch';
  const refresh = () => {
    const dark = currentTheme() === 'dark';
    const { toDay, toNight } = texts().theme;
    button.setAttribute('aria-label', dark ? toDay : toNight);
    button.title = dark ? toDay : toNight;
    button.replaceChildren(icon(dark ? sun : moon));
  };
  button.addEventListener('click', toggleTheme);
  onThemeChange(refresh);
  refresh();
  return button;
}

function icon(path: string): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(namespace, 'path');
  for (const [name, value] of Object.entries({
    d: path,
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '1.8',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  }))
    shape.setAttribute(name, value);
  svg.append(shape);
  return svg;
}
