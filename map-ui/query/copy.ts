import { queryTexts } from '../texts/query-texts.ts';

/** Adds buttons that copy the lasting link and the citation, where the browser can copy. */
export function offerCopies(within: ParentNode): void {
  if (!('clipboard' in navigator)) return;
  const t = queryTexts();
  for (const link of within.querySelectorAll<HTMLAnchorElement>('a[data-copy-link]'))
    link.after(
      ' ',
      copyButton(t.copyLink, () => link.href),
    );
  for (const text of within.querySelectorAll<HTMLElement>('[data-copy-text]'))
    text.after(copyButton(t.copyCitation, () => text.textContent ?? ''));
}

function copyButton(label: string, what: () => string): HTMLElement {
  const t = queryTexts();
  const [button, told, both] = [
    document.createElement('button'),
    document.createElement('span'),
    document.createElement('span'),
  ];
  button.type = 'button';
  button.className = 'button plain';
  button.textContent = label;
  told.setAttribute('role', 'status');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(what());
      told.textContent = ` ${t.copied}`;
    } catch (error) {
      console.info('Nothing was copied.', error);
      told.textContent = ` ${t.notCopied}`;
    }
  });
  both.append(button, told);
  return both;
}
