import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from './serve.ts';

const answers = {
  name: 'Le Comptoir du coin',
  'address.postalCode': '35000',
  'address.addressLocality': 'Rennes',
  'hasExperience.0.name': 'Un an de cuisine partagée',
  'hasExperience.0.practice': 'community-kitchen',
  'hasExperience.0.tried': 'Prêter la cuisine chaque lundi.',
  'hasExperience.0.participant': 'Les Voisins',
  'hasExperience.0.worked': 'Finir par manger ensemble.',
  'hasExperience.0.slowedDown': 'La vaisselle.',
  'hasEffect.0.name': 'Des voisins se parlent',
  'hasEffect.0.effect': 'social-ties',
  'hasEffect.0.forWhom': 'Les gens du quartier',
  'hasEffect.0.evidence': 'Quarante-deux venues en novembre 2025.',
  'hasEffect.0.wanted': 'false',
  'carries.0.name': 'Une remorque-cuisine',
  'carries.0.stage': 'idea',
  'carries.0.seeks.0.name': 'Un châssis',
  'carries.0.seeks.0.resource': 'trailer',
  'carries.0.seeks.0.radiusKm': '40',
  'carries.0.seeks.0.validThrough': '2027-06-30',
  'carries.0.seeks.0.exchangeState': 'in-talks',
  'hasEvent.0.name': 'Portes ouvertes',
  'hasEvent.0.startDate': '2027-03-21',
  'hasEvent.0.audience': 'residents',
  participatesIn: 'Un four pour tous',
  wantsLeads: 'false',
};

let site: Served;
beforeAll(async () => {
  site = await serve();
  site.publish(
    'https://voisins.example/fiche',
    '<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "Les Voisins"@fr ; obs:kind kinds:coworking .',
  );
  site.publish(
    'https://four.example/projet',
    '<> foaf:primaryTopic <#projet> . <#projet> a obs:Cooperation ; schema:name "Un four pour tous"@fr .',
  );
  site.publish('https://comptoir.example/fiche', await (await post({ ...answers, fichier: 'ttl' })).text());
});
afterAll(() => site.close());

const post = (pairs: Record<string, string>, accept = 'text/html') =>
  fetch(`${site.url}/publier/fiche`, { method: 'POST', body: new URLSearchParams(pairs), headers: { accept } });
const page = async (path: string) => (await site.get(path, { accept: 'text/html' })).text();

describe('what the form writes of a place’s stories and projects', () => {
  it('shows the story on the page of its practice and on that of the place, with whom it was tried', async () => {
    expect(await page('/pratiques/community-kitchen')).toContain('Un an de cuisine partagée');
    expect(await page('/lieux/comptoir')).toMatch(/Récits<\/h2>[\s\S]*Un an de cuisine partagée/);
    const story = await page('/recits/comptoir-recit-1');
    for (const said of [
      'Prêter la cuisine chaque lundi.',
      'Finir par manger ensemble.',
      'La vaisselle.',
      'Les Voisins',
      'Le Comptoir du coin',
    ])
      expect(story).toContain(said);
    expect(await page('/lieux/voisins')).toContain('Un an de cuisine partagée');
  });

  it('makes a project of the place, with what it lacks, until when, how far, and how that stands', async () => {
    const project = await page('/cooperations/comptoir-projet-1');
    expect(project).toMatch(/Ce qui lui manque[\s\S]*Un châssis[\s\S]*En discussion[\s\S]*30 juin 2027[\s\S]*40/);
    expect(project).toMatch(/Porté par[\s\S]*Le Comptoir du coin/);
    expect(project).toContain('Rennes');
    expect(await page('/lieux/comptoir')).toContain('Une remorque-cuisine');
  });

  it('joins the project of others by its name, which is shown as said by one side', async () => {
    const project = await page('/cooperations/four-projet');
    expect(project).toMatch(/Le Comptoir du coin[\s\S]*le projet ne le nomme pas encore/);
  });

  it('says for whom an effect is, what shows it, and that it came unsought', async () => {
    const effect = await page('/effets/comptoir-effet-1');
    for (const said of ['Les gens du quartier', 'Quarante-deux venues en novembre 2025.'])
      expect(effect).toContain(said);
    const written = await (await post({ ...answers, fichier: 'ttl' })).text();
    expect(written).toMatch(/obs:wanted false/);
    expect(written).toMatch(/<>[\s\S]*obs:wantsLeads false/);
  });

  it('puts the event into the agenda, where the place is', async () => {
    expect(await page('/agenda?territoire=35')).toMatch(/mars 2027[\s\S]*Portes ouvertes[\s\S]*Pour habitants/);
  });
});

describe('the questions about them', () => {
  it('ask for a need of a project within the project, one more at each press', async () => {
    const html = await (await post({ ...answers, ajouter: 'carries.0.seeks' })).text();
    expect(html).toContain('name="carries.0.seeks.0.name"');
    expect(html).toContain('name="carries.0.seeks.1.name"');
    expect(html).not.toContain('name="seeks.0.name"');
    expect(html).toContain('data-topic="projet-1-besoin-1"');
  });

  it('take yes, no and no answer for three answers', async () => {
    const html = await (await post(answers)).text();
    expect(html).toMatch(/name="wantsLeads" value="false" checked/);
    expect(await page('/publier/fiche')).toMatch(/name="wantsLeads" value checked/);
    expect(await (await post({ name: 'X', fichier: 'ttl' })).text()).not.toContain('wantsLeads');
  });

  it('come back from the published profile as they were answered, and nothing is lost', async () => {
    const html = await page(`/publier/fiche?depuis=${encodeURIComponent('https://comptoir.example/fiche')}`);
    for (const [name, value] of [
      ['hasExperience.0.name', 'Un an de cuisine partagée'],
      ['carries.0.seeks.0.name', 'Un châssis'],
      ['hasEvent.0.startDate', '2027-03-21'],
    ])
      expect(html).toMatch(new RegExp(`name="${name?.replaceAll('.', '\\.')}"[^>]*value="${value}"`));
    expect(html).toMatch(/name="hasEffect\.0\.wanted" value="false" checked/);
  });

  it('leave a link to something elsewhere out of what they can change, and say so', async () => {
    site.publish(
      'https://lien.example/fiche',
      '<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "Lien"@fr ; obs:hasEvent <https://ailleurs.example/#fete> .',
    );
    const html = await page(`/publier/fiche?depuis=${encodeURIComponent('https://lien.example/fiche')}`);
    expect(html).not.toContain('name="hasEvent.0.name"');
    expect(html).toMatch(/(une|1)[^<]*(information|affirmation|ligne|donnée)/i);
  });
});
