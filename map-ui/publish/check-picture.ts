import type { Finding, Language } from '../../server/http/contract.ts';
import { element } from './element.ts';
import type { FormWords } from './words.ts';

/** Has the server look whether a picture is where it is said to be, and tells it beside the question. */
export function addPictureCheck(form: HTMLFormElement, words: FormWords): void {
  for (const input of form.querySelectorAll<HTMLInputElement>('input[data-picture]')) {
    const told = element('p', { class: 'picture-told small', role: 'status' });
    input.after(told);
    let looked = '';
    const look = async () => {
      const url = input.value.trim();
      if (url === looked) return;
      looked = url;
      told.className = 'picture-told small';
      told.textContent = URL.canParse(url) ? words.lookingAtPicture : '';
      if (!URL.canParse(url)) return;
      const finding = await ask(input.name, url).catch((error: unknown) => {
        console.info('Nobody looks at the picture.', error);
        return undefined;
      });
      if (looked !== url) return;
      told.textContent = finding?.message[document.documentElement.lang as Language] ?? '';
      if (finding) told.classList.add(`finding-${finding.severity}`);
    };
    input.addEventListener('change', look);
    if (input.value !== '') void look();
  }
}

async function ask(name: string, url: string): Promise<Finding> {
  const response = await fetch('/publier/image', { method: 'POST', body: new URLSearchParams({ [name]: url }) });
  if (!response.ok) throw new Error(`${response.status}`);
  return (await response.json()) as Finding;
}
