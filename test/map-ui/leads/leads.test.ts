import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LeadsAnswer, ListAnswer } from '../../../server/http/contract.ts';
import { visiting } from '../open-page.ts';
import { tabUntil } from './tab-until.ts';

const demo = visiting({ webGl: false });
const phone = (locale: string): BrowserContextOptions => ({ viewport: { width: 360, height: 780 }, locale });
const json = async <Answer>(path: string) => (await (await fetch(demo.site.url + path)).json()) as Answer;

/** A place of the demonstration that somebody can give what it seeks, and how that one says to be reached. */
async function seekingPlace() {
  const { items } = await json<ListAnswer>('/api/places?size=200');
  for (const { key } of items) {
    const { items: leads } = await json<LeadsAnswer>(`/api/places/${encodeURIComponent(key)}/leads?kind=answers-need`);
    const [lead] = leads;
    if (lead?.contact.email) return { key, lead, email: lead.contact.email };
  }
  throw new Error('nobody of the demonstration has what another one seeks');
}

/** Tabs on to a link or a button, and presses it. */
async function goTo(page: Page, name: RegExp): Promise<void> {
  await tabUntil(page, name);
  await page.keyboard.press('Enter');
}

describe.each([
  ['fr-FR', /pistes? et leurs raisons$|piste et ses raisons$/, /^Écrire à/],
  ['en-GB', /leads? and (its|their) reasons$/, /^Write to/],
] as const)('somebody who runs a place, on a phone with a keyboard, in %s', (locale, all, write) => {
  it('is two presses away from a neighbour who has what is missing, reads why, and how to write to it', async () => {
    const { key, lead, email } = await seekingPlace();
    const page = await demo.open(`/lieux/${key}`, phone(locale));
    await goTo(page, all);
    await page.waitForURL(/\/pistes$/);
    const row = page.locator(`[data-lead="${lead.id}"]`);
    const reason = lead.reasons[0]?.[locale === 'fr-FR' ? 'fr' : 'en'] ?? '';
    expect(await row.innerText()).toContain(reason);
    await tabUntil(page, write);
    const focused = page.locator(':focus');
    expect(await focused.getAttribute('href')).toBe(`mailto:${email}`);
    // What the neighbour itself publishes, on its own page.
    await page.goto(`${demo.site.url}/lieux/${lead.actor.key}`);
    expect(await page.locator('main').innerText()).toContain(email);
    await page.context().close();
  });
});

it('dismisses a lead on this device only, and takes it back', async () => {
  const { key } = await seekingPlace();
  const page = await demo.open(`/lieux/${key}/pistes`, phone('fr-FR'));
  const first = page.locator('[data-lead]').first();
  await first.waitFor();
  await goTo(page, /^Écarter$/);
  await first.waitFor({ state: 'hidden' });
  // The focus goes where the lead can be brought back.
  await expect.poll(() => page.locator(':focus').innerText()).toBe('Montrer les pistes écartées');
  expect(await page.locator('[data-dismissed]').innerText()).toContain('1 piste écartée sur cet appareil');
  await page.reload();
  await page.locator('[data-dismissed]').waitFor();
  expect(await first.isHidden()).toBe(true);
  const other = await demo.open(`/lieux/${key}/pistes`, phone('fr-FR'));
  expect(await other.locator('[data-lead]').first().isVisible()).toBe(true);
  await goTo(page, /^Montrer les pistes écartées$/);
  await first.waitFor();
  await goTo(page, /^Reprendre$/);
  await page.reload();
  await first.waitFor();
  expect(await page.locator('[data-dismissed]').isHidden()).toBe(true);
  await other.context().close();
  await page.context().close();
});

describe.each([
  ['fr-FR', ['Ce que cherchent ses membres', 'Ce que proposent ses membres', 'Ce que font ensemble ses membres']],
  ['en-GB', ['What its members seek', 'What its members offer', 'What its members do together']],
] as const)('the page of an archipelago, on a phone with a keyboard, in %s', (locale, titles) => {
  it('shows what its members need, have and do together, each with whose it is', async () => {
    const page = await demo.open('/reseaux/kyosei-archipel', phone(locale));
    for (const title of titles) {
      const block = page
        .locator('section.block, div.block')
        .filter({ has: page.getByRole('heading', { name: title }) });
      expect(await block.locator('.entity-row').count(), title).toBeGreaterThan(0);
    }
    const name = (
      await page.locator('.block', { hasText: titles[0] }).locator('.entity-row-name').first().innerText()
    ).trim();
    await goTo(page, new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.context().close();
  });
});

it('finds a need in the main search, by typing, and goes to it', async () => {
  const { items } = await json<ListAnswer>('/api/needs?size=50');
  const need = items.find(({ exchange }) => exchange?.holder?.type === 'place');
  if (!need) throw new Error('no place of the demonstration seeks anything');
  const page = await demo.openMap('/', phone('fr-FR'));
  await page.getByRole('combobox').fill(need.name);
  await page.getByRole('option', { name: `${need.name} Besoin · ${need.exchange?.holder?.name}` }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: need.name }).waitFor();
  await page.context().close();
});
