import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Served } from '../../../server/bin/commands/serve.ts';
import type { ListAnswer, RegistrationAnswer } from '../../../server/http/contract.ts';
import { launchBrowser } from '../../browser.ts';
import { type Pod, startPod } from '../../pod.ts';
import { answers, freePort, openPhoneAt, serveBeside, signIn } from './pod-scene.ts';

/** Who has the pod. */
const ana = { name: 'quai', email: 'ana@quai.example', password: 'une phrase longue' };
/** Where no server listens. */
const nobody = 'http://127.0.0.1:9/';
const profile = '/quai/lieux/la-fabrique-du-quai.ttl';

let pod: Pod;
let site: Served;
let browser: Browser;
beforeAll(async () => {
  pod = await startPod();
  await pod.createAccount(ana);
  [site, browser] = await Promise.all([serveBeside(pod.hosts), launchBrowser({ hosts: pod.hosts })]);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await pod?.close();
});

const openPhone = (): Promise<Page> => openPhoneAt(browser, site.url);
const places = async () => ((await (await fetch(`${site.url}/api/places`)).json()) as ListAnswer).items;
const registration = () => site.observatory.registry.findByUrl(pod.url(profile));

describe('a person with a Solid pod', () => {
  it('signs in where the pod is and has the profile written, opened, announced, registered and on the map', async () => {
    const page = await openPhone();
    await page.getByText('« La Fabrique du quai » est prête à être publiée.').waitFor();
    await signIn(page, ana, pod.url('/'));
    await page.getByText(pod.url(profile)).waitFor();
    await page.getByRole('button', { name: 'Publier' }).click();
    await page.getByText('Lue et montrée').waitFor();
    await page.getByRole('link', { name: 'Voir sa page' }).waitFor();
    expect(await page.locator('.pod-steps .done').count()).toBe(5);

    expect(await pod.read(profile)).toMatchObject({
      status: 200,
      text: expect.stringContaining('La Fabrique du quai'),
    });
    const card = await pod.read('/quai/profile/card');
    expect(card.text).toContain('publicTypeIndex');
    const index = await pod.read('/quai/settings/publicTypeIndex.ttl');
    expect(index).toMatchObject({ status: 200, text: expect.stringContaining('/la-fabrique-du-quai.ttl#lieu') });
    expect(await places()).toMatchObject([
      { name: 'La Fabrique du quai', iri: `${pod.url(profile)}#lieu`, position: { lon: -1.68, lat: 48.1113 } },
    ]);
    await page.getByRole('link', { name: 'Voir sa page' }).click();
    await page.getByRole('heading', { level: 1, name: 'La Fabrique du quai' }).waitFor();
    await page.context().close();
  });

  it('changes the opening hours a month later, on another device', async () => {
    const page = await openPhone();
    await page.evaluate(() => localStorage.removeItem('obsidienne-fiche'));
    await signIn(page, ana, pod.url('/quai/profile/card#me'));
    await page.getByRole('button', { name: `Modifier ${pod.url(profile)}` }).click();
    await page.waitForURL(/\/publier\/fiche\?depuis=/);
    const day = page.locator('[name="openingHoursSpecification.Monday.0.opens"]');
    await page.locator('details:has([name="openingHoursSpecification.Monday.0.opens"])').evaluateAll((all) => {
      for (const one of all) (one as HTMLDetailsElement).open = true;
    });
    await day.fill('09:30');
    await page.locator('[name="openingHoursSpecification.Monday.0.closes"]').fill('18:00');

    await page.goto(`${site.url}/publier/pod`);
    await signIn(page, ana, undefined);
    const before = registration()?.nextVisitAt ?? '';
    await page.getByRole('button', { name: 'Enregistrer les changements' }).click();
    await page.getByText('Elle sera relue').waitFor();
    const { status, text } = await pod.read(profile);
    expect({ status, text }).toMatchObject({ status: 200, text: expect.stringContaining('09:30') });
    expect(text).toContain('La Fabrique du quai');
    // It is read again soon, and not at its next daily visit.
    expect(Date.parse(before) - Date.parse(registration()?.nextVisitAt ?? '')).toBeGreaterThan(20 * 3600_000);
    await page.context().close();
  });

  it('loses nothing when the pod refuses, when the sign-in has expired, and when nobody answers', async () => {
    const page = await openPhone();
    await signIn(page, ana, pod.url('/'));
    const kept = () => page.evaluate(() => localStorage.getItem('obsidienne-fiche'));
    const told = page.getByRole('alert');
    const publish = page.getByRole('button', { name: 'Publier', exact: true });

    await publish.click();
    await told.getByText('Il y a déjà un fichier de ce nom').waitFor();

    await page.getByLabel('Nom du fichier').fill('autre.ttl');
    await page.context().setOffline(true);
    await publish.click();
    await told.getByText('Cet annuaire ne répond pas').waitFor();
    await page.context().setOffline(false);
    await page.route(pod.url('/**'), (route) => route.abort());
    await publish.click();
    await told.getByText('Votre espace ne répond pas').waitFor();
    await page.unroute(pod.url('/**'));

    // Proofs of a key hold for a minute: to the pod, this person comes back after two hours.
    await page.clock.setSystemTime(Date.now() + 2 * 3600_000);
    await publish.click();
    await told.getByText('Votre connexion a expiré. Rien n’est perdu').waitFor();
    expect(await kept()).toBe(JSON.stringify(answers));
    await page.clock.setSystemTime(Date.now());
    await page.getByRole('button', { name: 'Se reconnecter' }).click();
    await page.getByRole('button', { name: 'Authorize' }).click();
    await page.getByLabel('Nom du fichier').fill('autre.ttl');
    await publish.click();
    await page.getByText('Lue et montrée').waitFor();
    await page.context().close();
  });

  it('signs in by a WebID that lies elsewhere, and is told when the pod that it names may not be written to', async () => {
    const bob = { name: 'ferme', email: 'bob@ferme.example', password: 'une autre phrase' };
    const solid =
      '@prefix solid: <http://www.w3.org/ns/solid/terms#> . @prefix pim: <http://www.w3.org/ns/pim/space#> .';
    const says = `${solid} <${pod.url('/bob/card#me')}> solid:oidcIssuer <${pod.url('/')}> ; pim:storage <${pod.url('/ferme/')}> .`;
    await pod.linkWebId(bob, '/bob/card#me', says);
    await pod.write('PUT', '/ferme/champ/.keep.ttl', '<> <http://purl.org/dc/terms/title> "Champ" .');
    await pod.write(
      'PUT',
      '/ferme/.acl',
      `@prefix acl: <http://www.w3.org/ns/auth/acl#> . <#all> a acl:Authorization ; acl:mode acl:Read ;
  acl:agentClass <http://xmlns.com/foaf/0.1/Agent> ; acl:accessTo <./> ; acl:default <./> .`,
    );
    const page = await openPhone();
    await signIn(page, bob, pod.url('/bob/card#me'));
    await page.getByLabel('Dossier').selectOption('/ferme/champ/');
    await page.getByRole('button', { name: 'Publier', exact: true }).click();
    await page.getByRole('alert').getByText('Votre espace refuse d’écrire à cet endroit').waitFor();
    await page.context().close();
  });

  it('is told what to do when it says no, or gives an address where nobody can sign in', async () => {
    const page = await openPhone();
    const address = page.getByLabel('Adresse de votre espace');
    for (const [typed, answer] of [
      ['ma maison', 'n’est pas une adresse'],
      [`${site.url}/`, 'n’est pas un espace Solid où l’on puisse se connecter'],
      [nobody, 'ne répond pas'],
    ] as const) {
      await address.fill(typed);
      await page.getByRole('button', { name: 'Se connecter' }).click();
      await page.getByRole('alert').getByText(answer).waitFor();
    }
    await page.goto(`${site.url}/publier/pod?error=access_denied&state=x`);
    await page.getByRole('alert').getByText('La connexion n’a pas été accordée').waitFor();
    expect(page.url()).toBe(`${site.url}/publier/pod`);
    await page.context().close();
  });

  it('withdraws the profile from the same page, and the directory looks soon', async () => {
    const page = await openPhone();
    await signIn(page, ana, pod.url('/'));
    await page.getByRole('button', { name: `Retirer ${pod.url(profile)}` }).click();
    await page.getByText('La fiche n’est plus dans votre espace.').waitFor();
    await page.getByRole('button', { name: `Retirer ${pod.url(profile)}` }).waitFor({ state: 'detached' });
    expect([401, 404]).toContain((await pod.read(profile)).status);
    expect((await pod.read('/quai/settings/publicTypeIndex.ttl')).text).not.toContain('la-fabrique-du-quai');
    const { id } = registration() ?? {};
    const answer = (await (await fetch(`${site.url}/registrations/${id}`)).json()) as RegistrationAnswer;
    expect(Date.parse(answer.nextVisitAt ?? '') - Date.now()).toBeLessThan(2 * 3600_000);
    await page.context().close();
  });

  it('is told by its provider who asks, once the observatory has a public address', async () => {
    const port = await freePort();
    const public_ = await serveBeside(pod.hosts, { port, origin: `http://localhost:${port}` });
    try {
      const page = await openPhoneAt(browser, public_.url);
      const asked = page.waitForRequest((request) => new URL(request.url()).pathname === '/.oidc/auth');
      await signIn(page, ana, pod.url('/'));
      const clientId = new URL((await asked).url()).searchParams.get('client_id') ?? '';
      expect(clientId).toBe(`${public_.url}/publier/pod/client.jsonld`);
      expect(await (await fetch(clientId)).json()).toMatchObject({
        client_id: clientId,
        redirect_uris: [`${public_.url}/publier/pod`],
      });
      await page.context().close();
    } finally {
      await public_.stop();
    }
  });
});
