import { button } from './element.ts';
import { onOtherTab } from './kept-answers.ts';
import type { FormWords } from './words.ts';

/** Says when the answers were changed in another tab of this device, and offers to take them. */
export function warnOfOtherTabs(form: HTMLFormElement, words: FormWords): void {
  onOtherTab(() => {
    if (form.querySelector('.other-tab')) return;
    const notice = document.createElement('div');
    notice.className = 'notice warning other-tab';
    notice.setAttribute('role', 'alert');
    const text = document.createElement('p');
    text.textContent = words.otherTab;
    notice.append(
      text,
      button(words.takeOther, () => location.assign('/publier/fiche')),
    );
    form.prepend(notice);
  });
}
