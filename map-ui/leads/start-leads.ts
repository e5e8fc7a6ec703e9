/** Leads that the reader dismissed, kept in this browser only. */
const storageKey = 'dismissed-leads';
/** Older ones are forgotten: leads come and go. */
const mostKept = 500;

/** Gives the page of leads what needs script: to dismiss one on this device, and to take it back. */
export function startLeads(page: HTMLElement): void {
  const { dismiss = '', restore = '', show = '', hide = '', one = '', other = '' } = page.dataset;
  const leads = [...page.querySelectorAll<HTMLElement>('[data-lead]')];
  const dismissed = new Set(readDismissed());
  const status = page.querySelector<HTMLElement>('[data-dismissed]');
  let isShown = false;

  const toggleAll = button(() => {
    isShown = !isShown;
    refresh();
  });
  const words = document.createElement('span');
  status?.append(words, ' ', toggleAll);
  const buttons = leads.map((lead) => {
    const id = lead.dataset['lead'] ?? '';
    const toggle = button(() => {
      if (!dismissed.delete(id)) dismissed.add(id);
      keep([...dismissed]);
      refresh();
      // What was under the finger may be gone.
      if (lead.hidden) toggleAll.focus();
    });
    toggle.className = 'button secondary';
    lead.querySelector('.lead-next')?.append(toggle);
    return { id, lead, toggle };
  });

  function refresh(): void {
    const gone = buttons.filter(({ id }) => dismissed.has(id)).length;
    for (const { id, lead, toggle } of buttons) {
      const isGone = dismissed.has(id);
      lead.hidden = isGone && !isShown;
      lead.classList.toggle('lead-dismissed', isGone);
      toggle.textContent = isGone ? restore : dismiss;
      toggle.setAttribute('aria-describedby', `titre-${id}`);
    }
    if (status) status.hidden = gone === 0;
    words.textContent = (gone === 1 ? one : other).replace('{count}', String(gone));
    toggleAll.textContent = isShown ? hide : show;
  }
  refresh();
}

function button(act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'link-button';
  made.addEventListener('click', act);
  return made;
}

function readDismissed(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch (error) {
    console.info('The browser keeps no dismissed leads.', error);
    return [];
  }
}

function keep(ids: readonly string[]): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(ids.slice(-mostKept)));
  } catch (error) {
    console.info('Leads stay dismissed until the page is left: the browser keeps nothing.', error);
  }
}
