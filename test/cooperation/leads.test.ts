import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { offers, openScene, practice, seeks } from './scene.ts';

let scene: ReturnType<typeof openScene>;
beforeEach(() => {
  scene = openScene();
});
afterEach(() => scene.close());

const state = (key: string) => `obs:exchangeState <https://w3id.org/obsidienne/exchange-states/${key}> ;`;
const until = (date: string, type = 'date') =>
  `schema:validThrough "${date}"^^<http://www.w3.org/2001/XMLSchema#${type}> ;`;
const found = (key: string) => scene.of(key).map(({ kind, actor, distanceKm }) => [kind, actor.name, distanceKm]);
const joins = (key: string, kind: string) =>
  scene
    .of(key)
    .flatMap((lead) => (lead.kind === kind ? [[lead.actor, ...lead.others].map(({ name }) => name).join('+')] : []));

describe('leads between a need and an offer', () => {
  it('are found from both ends, with the reason, the distance and what they rest on', () => {
    scene.publish('demande', seeks('van', { name: 'Un fourgon le samedi' }));
    scene.publish('offrant', offers('van', { name: 'Prêt de fourgon' }), { lat: 48.1 });
    expect(found('demande')).toEqual([['answers-need', 'offrant', 11]]);
    expect(found('offrant')).toEqual([['seeks-offer', 'demande', 11]]);
    const [lead] = scene.of('demande');
    expect(lead?.reason).toEqual({
      fr: 'offrant propose «\u00a0Prêt de fourgon\u00a0»\u00a0: camionnette, utilitaire, ce que cherche demande («\u00a0Un fourgon le samedi\u00a0»).',
      en: 'offrant offers “Prêt de fourgon”: van, which demande is looking for (“Un fourgon le samedi”).',
    });
    expect(lead?.statements.map(({ document, entity }) => [document, entity.replace(/-\d+$/, '')])).toEqual([
      ['http://demande.localhost/', 'http://demande.localhost/#lieu'],
      ['http://offrant.localhost/', 'http://offrant.localhost/#lieu'],
      ['http://demande.localhost/', 'http://demande.localhost/#besoin'],
      ['http://offrant.localhost/', 'http://offrant.localhost/#offre'],
    ]);
    // The same from the other end, so that both can speak of it.
    expect(scene.of('offrant')[0]?.id).toBe(lead?.id);
  });

  it.each([
    ['vehicles', 'van', 'demande cherche plus largement\u00a0: véhicules'],
    ['van', 'vehicles', 'où peut se trouver ce que cherche demande, camionnette, utilitaire'],
    ['van', 'trailer', 'qui peut rendre le même service que ce que cherche demande'],
  ])('take for a need of %s an offer of %s, and say how it fits', (need, offer, words) => {
    scene.publish('demande', seeks(need, { name: 'Transport du bois' }));
    scene.publish('offrant', offers(offer, { name: 'Pour le transport du bois' }));
    expect(scene.of('demande')[0]?.reason.fr).toContain(words);
  });

  it.each([
    ['van', 'car'],
    ['material', 'van'],
    ['van', 'material'],
    ['accounting', 'facilitation'],
  ])('do not take for a need of %s an offer of %s', (need, offer) => {
    scene.publish('demande', seeks(need));
    scene.publish('offrant', offers(offer));
    expect(scene.of('demande')).toEqual([]);
  });

  it('say what goes both ways as one lead, ahead of what goes one way', () => {
    scene.publish('demande', seeks('van') + offers('meeting-room'));
    scene.publish('echange', offers('van') + seeks('meeting-room'), { lat: 48.05 });
    scene.publish('simple', offers('van'), { lat: 48.05 });
    expect(found('demande').map(([kind, name]) => [kind, name])).toEqual([
      ['exchange', 'echange'],
      ['answers-need', 'simple'],
    ]);
    expect(scene.of('demande')[0]?.reasons).toHaveLength(2);
  });

  it('put the near before the far, and the fresh before the old', () => {
    scene.publish('demande', seeks('van'));
    scene.publish('loin', offers('van'), { lat: 48.85 });
    scene.publish('pres', offers('van'), { lat: 48.1 });
    scene.publish('vieux', offers('van'), { lat: 48.1, changedAt: '2023-06-01T00:00:00Z' });
    expect(found('demande').map(([, name]) => name)).toEqual(['pres', 'vieux', 'loin']);
  });

  it('are none where nobody would go so far, unless the notice says that it works from afar', () => {
    scene.publish('demande', seeks('accounting'));
    scene.publish('loin', offers('accounting', { name: 'Bilans' }), { lat: 43 });
    expect(scene.of('demande')).toEqual([]);
    scene.publish('loin', offers('accounting', { name: 'Bilans, en ligne' }), {
      lat: 43,
      changedAt: '2026-05-26T00:00:00Z',
    });
    expect(found('demande')).toEqual([['answers-need', 'loin', 556]]);
    expect(scene.of('demande')[0]?.reasons.at(-1)?.fr).toBe('D’après l’annonce, cela peut se faire à distance.');
  });

  it('prefer the kind that a wide need names in its words', () => {
    scene.publish('demande', seeks('land', { name: 'De quoi jardiner' }));
    scene.publish('verger', offers('orchard', { name: 'Pommiers' }));
    scene.publish('parcelle', offers('garden-plot', { name: 'Au pied des immeubles' }));
    expect(found('demande').map(([, name]) => name)).toEqual(['parcelle']);
  });

  it('are one for who has what is sought and practises it too, with both reasons', () => {
    const more = 'obs:practice <https://w3id.org/obsidienne/practices/community-kitchen> ;';
    scene.publish('demande', seeks('kitchen-space', { name: 'Une cuisine', more }));
    scene.publish('offrant', `${offers('kitchen-space', { name: 'La cuisine' })} ${practice('community-kitchen')}`);
    expect(found('demande')).toEqual([['answers-need', 'offrant', 0]]);
    expect(scene.of('demande')[0]?.reasons.map(({ fr }) => fr.split(' ').slice(0, 2).join(' '))).toEqual([
      'offrant propose',
      'offrant a',
    ]);
  });

  it('are found for what a network or a project pools, and told as theirs', () => {
    scene.publish(
      'projet',
      `${seeks('van', { name: 'Un fourgon à trois' }).replaceAll('schema:seeks', 'obs:pools')} <#lieu> obs:participant <http://membre.localhost/#lieu> .`,
      { type: 'obs:Cooperation', lat: Number.NaN },
    );
    scene.publish('membre', '');
    scene.publish('offrant', offers('van', { name: 'Notre fourgon' }));
    expect(scene.of('projet', { type: 'cooperation' }).map(({ kind, actor }) => [kind, actor.name])).toEqual([
      ['answers-need', 'offrant'],
    ]);
    const [need] = scene.directory.list({ type: 'need' }, { page: 1, size: 1, language: 'fr' }).items;
    expect(need?.exchange?.holder).toMatchObject({ type: 'cooperation', name: 'projet' });
    scene.publish('projet', '', { type: 'obs:Cooperation', lat: Number.NaN });
    expect(scene.of('projet', { type: 'cooperation' })).toEqual([]);
  });

  it('lead to who runs a place where the place itself says no way to reach it', () => {
    scene.publish('demande', seeks('van'));
    scene.publish('offrant', `${offers('van')} <#lieu> obs:operatedBy <http://asso.localhost/#lieu> .`);
    expect(scene.of('demande')[0]?.contact).toEqual({});
    scene.publish('asso', '<#lieu> schema:email "bonjour@asso.example" .', { type: 'schema:Organization' });
    expect(scene.of('demande')[0]?.contact).toEqual({ email: 'bonjour@asso.example' });
  });

  it.each([
    ['met', state('met')],
    ['over', until('2026-05-31')],
    ['over since last year', until('2025', 'gYear')],
    ['beyond its radius', 'obs:radiusKm 20 ;'],
  ])('leave out what is %s', (_, more) => {
    scene.publish('demande', seeks('van'));
    scene.publish('offrant', offers('van', { more }), { lat: 48.4 });
    expect(scene.of('demande')).toEqual([]);
    expect(scene.of('offrant')).toEqual([]);
  });

  it('keep what ends today, or within this month, and say what is in talks', () => {
    scene.publish('demande', seeks('van', { more: until('2026-06', 'gYearMonth') }));
    scene.publish('offrant', offers('van', { more: until('2026-06-01') + state('in-talks') }));
    expect(
      scene
        .of('demande')[0]
        ?.reasons.map(({ fr }) => fr)
        .join(),
    ).toContain('discussions sont déjà en cours');
  });

  it('leave when their day has come, without any visit', () => {
    scene.publish('demande', seeks('van'));
    scene.publish('offrant', offers('van', { more: until('2026-06-10') }));
    expect(scene.of('demande', { on: '2026-06-10T23:00:00Z' })).toHaveLength(1);
    expect(scene.of('demande', { on: '2026-06-11T00:00:00Z' })).toEqual([]);
  });

  it('read the words of a need without a concept, and say so', () => {
    scene.publish(
      'demande',
      '<#lieu> schema:seeks <#b> . <#b> a schema:Demand ; schema:name "Un vidéoprojecteur pour nos soirées" .',
    );
    scene.publish('offrant', offers('video-equipment', { name: 'Vidéoprojecteur à prêter' }));
    const [lead] = scene.of('demande');
    expect(lead?.actor.name).toBe('offrant');
    expect(lead?.reasons.at(-1)?.fr).toContain('Compris d’après les mots');
  });

  it('never join a place with itself or with who runs it, and invent nothing for an unknown one', () => {
    scene.publish(
      'seul',
      `${seeks('van')} ${offers('van')} <#lieu> obs:operatedBy <#asso> . <#asso> a schema:Organization ; schema:name "Asso" ; schema:makesOffer <#o> . <#o> a schema:Offer ; schema:name "O" ; obs:resource <https://w3id.org/obsidienne/resources/van> .`,
    );
    expect(scene.of('seul')).toEqual([]);
    expect(scene.all('inconnu')).toEqual({ total: 0, kinds: {}, leads: [], leftOut: 0 });
  });

  it('take the needs of who runs a place for those of the place', () => {
    scene.publish(
      'porte',
      '<#lieu> obs:operatedBy <#asso> . <#asso> a schema:Organization ; schema:name "Asso" ; schema:seeks <#b> . <#b> a schema:Demand ; schema:name "B" ; obs:resource <https://w3id.org/obsidienne/resources/van> .',
    );
    scene.publish('offrant', offers('van'));
    expect(found('porte')).toEqual([['answers-need', 'offrant', 0]]);
  });

  it('compare forty needs of ten thousand, and say how many were not', () => {
    scene.publish('avide', Array.from({ length: 10_000 }, () => seeks('van')).join(' '));
    scene.publish('offrant', offers('van') + offers('van'));
    expect(scene.all('avide')).toMatchObject({ total: 1, leftOut: 9960 });
    expect(found('offrant')).toEqual([['seeks-offer', 'avide', 0]]);
  }, 180_000);
});

describe('persons', () => {
  const person = (listed: boolean) =>
    `<#moi> a schema:Person ; schema:name "Camille" ; ${listed ? 'obs:listed true ;' : ''} schema:makesOffer <#o> . <#o> a schema:Offer ; schema:name "Conseil" ; obs:resource <https://w3id.org/obsidienne/resources/legal-advice> .`;

  it('appear only when they ask to, and leave when they withdraw it', () => {
    scene.publish('demande', seeks('legal-advice'));
    scene.publish('camille', person(true), { type: 'schema:WebSite' });
    expect(scene.of('demande').map(({ actor }) => actor.name)).toEqual(['Camille']);
    scene.publish('camille', person(false), { type: 'schema:WebSite', changedAt: '2026-05-26T00:00:00Z' });
    expect(JSON.stringify(scene.of('demande'))).not.toContain('Camille');
  });
});

describe('leads by what one does', () => {
  it('join places of the same practice, the rarer the better, unless they cooperate', () => {
    scene.publish(
      'moi',
      `${practice('repair-cafe', 'coworking')} <#lieu> obs:cooperatesWith <http://ami.localhost/#lieu> .`,
    );
    scene.publish('ami', practice('repair-cafe'));
    scene.publish('rare', practice('repair-cafe'));
    for (const host of ['a', 'b', 'c', 'd']) scene.publish(host, practice('coworking'));
    expect(joins('moi', 'same-practice')[0]).toBe('rare');
    expect(joins('moi', 'same-practice')).not.toContain('ami');
  });

  it('propose the network of those who resemble one, and not one that it is in', () => {
    const member = (of: string) => `<#lieu> schema:memberOf <http://${of}.localhost/#lieu> .`;
    for (const network of ['archipel', 'mien']) scene.publish(network, '', { type: 'obs:Network', lat: Number.NaN });
    scene.publish('moi', practice('repair-cafe') + member('mien'));
    for (const host of ['a', 'b']) scene.publish(host, practice('repair-cafe') + member('archipel') + member('mien'));
    expect(joins('moi', 'network')).toEqual(['archipel']);
    expect(scene.of('moi').find(({ kind }) => kind === 'network')?.reason.fr).toMatch(
      /^2 membres ressemblent à moi .*: (a et b|b et a)\.$/,
    );
  });

  it('name actors at a scale that nobody around states', () => {
    const scale = (key: string) => `<#lieu> obs:scale <https://w3id.org/obsidienne/scales/${key}> .`;
    scene.publish('moi', scale('building'));
    scene.publish('autre', scale('living-territory'), { lat: 48.2 });
    scene.publish('pareil', scale('building'), { lat: 48.2 });
    expect(joins('moi', 'missing-scale')).toEqual(['autre']);
  });

  it('name meetings to come about what one does', () => {
    const meeting = (date: string) =>
      `<#lieu> obs:hasEvent <#r> . <#r> a schema:Event ; schema:name "Rencontre" ; schema:startDate "${date}" ; obs:practice <https://w3id.org/obsidienne/practices/repair-cafe> .`;
    scene.publish('moi', practice('repair-cafe'));
    scene.publish('demain', meeting('2026-06-20'), { lat: 48.1 });
    scene.publish('hier', meeting('2026-05-20'), { lat: 48.1 });
    expect(joins('moi', 'meeting')).toEqual(['demain']);
  });
});

describe('leads of three and more', () => {
  it('gather those who seek the same near each other', () => {
    for (const [at, host] of ['moi', 'a', 'b'].entries())
      scene.publish(host, seeks('laser-cutters'), { lat: 48 + at / 20 });
    scene.publish('loin', seeks('laser-cutters'), { lat: 51 });
    expect(joins('moi', 'group-need')).toEqual(['a+b']);
  });

  it('gather those who together offer what one seeks', () => {
    scene.publish('moi', seeks('equipment', { name: 'De quoi faire la fête' }));
    for (const [host, kind] of [
      ['tables', 'furniture'],
      ['sono', 'sound-and-light'],
      ['tente', 'event-equipment'],
    ])
      scene.publish(host ?? '', offers(kind ?? ''));
    expect(joins('moi', 'group-offer')[0]?.split('+').sort()).toEqual(['sono', 'tables', 'tente']);
  });
});

describe('leads of many', () => {
  const member = '<#lieu> schema:memberOf <http://archipel.localhost/#lieu> .';

  it('are those of a network’s members, each pair once', () => {
    scene.publish('archipel', '', { type: 'obs:Network', lat: Number.NaN });
    scene.publish('demande', seeks('van') + member);
    scene.publish('offrant', offers('van') + member);
    const { leads, asked } = scene.all('archipel', { type: 'network' });
    expect(leads.map(({ self, actor }) => [self.name, actor.name].sort().join())).toEqual(['demande,offrant']);
    expect(asked).toEqual({ looked: 3, of: 3 });
    expect(leads[0]?.reasons.map(({ fr }) => fr)).toContain('Les deux sont membres du même réseau\u00a0: archipel.');
  });

  it('are those of a project, which is where those are who take part', () => {
    scene.publish('projet', `${seeks('van')} <#lieu> obs:participant <http://membre.localhost/#lieu> .`, {
      type: 'obs:Cooperation',
      lat: Number.NaN,
    });
    scene.publish('membre', '');
    scene.publish('offrant', offers('van'), { lat: 48.1 });
    expect(
      scene.of('projet', { type: 'cooperation' }).map(({ actor, distanceKm }) => [actor.name, distanceKm]),
    ).toEqual([['offrant', 11]]);
  });
});

describe('after a change', () => {
  it('follow the one document that changed, that went, or that came', () => {
    scene.publish('demande', seeks('van'));
    scene.publish('offrant', offers('van'));
    expect(found('demande')).toHaveLength(1);
    scene.publish('offrant', offers('car'), { changedAt: '2026-05-26T00:00:00Z' });
    expect(found('demande')).toEqual([]);
    scene.publish('autre', offers('van'));
    expect(found('demande').map(([, name]) => name)).toEqual(['autre']);
    scene.withdraw('autre');
    expect(found('demande')).toEqual([]);
  });

  it('move with the place of whoever runs it', () => {
    scene.publish('demande', seeks('van'));
    scene.publish('asso', `<#lieu> obs:operates <http://place.localhost/#lieu> . ${offers('van')}`, {
      type: 'schema:Organization',
      lat: Number.NaN,
    });
    scene.publish('place', '<#lieu> obs:operatedBy <http://asso.localhost/#lieu> .', { lat: 48.1 });
    expect(found('demande')).toEqual([['answers-need', 'asso', 11]]);
    scene.publish('place', '<#lieu> obs:operatedBy <http://asso.localhost/#lieu> .', {
      lat: 48.2,
      changedAt: '2026-05-26T00:00:00Z',
    });
    expect(found('demande')).toEqual([['answers-need', 'asso', 22]]);
  });
});
