import { describe, expect, it } from 'vitest';
import { completeAddress } from '../../../server/http/publishing/complete-address.ts';
import { entriesOf } from '../../../server/publish/entries.ts';

const complete = (answers: Record<string, string>) => {
  const { entries, told } = completeAddress(entriesOf(Object.entries(answers)));
  return { ...Object.fromEntries([...entries].map(([name, [value]]) => [name.split('.')[1], value])), told: told?.fr };
};

describe('an address that was begun', () => {
  it('gets its commune, INSEE code and the middle of the commune from a postcode that has one commune', () => {
    expect(complete({ 'address.postalCode': '35000' })).toMatchObject({
      addressLocality: 'Rennes',
      inseeCode: '35238',
      latitude: expect.stringMatching(/^48\.1/),
      longitude: expect.stringMatching(/^-1\.6/),
      told: expect.stringContaining('déplacez-la jusqu’à votre porte'),
    });
  });

  it('names the communes of a postcode that has several, and fills in nothing', () => {
    const completed = complete({ 'address.postalCode': '49130' });
    expect(completed.told).toContain('Les Ponts-de-Cé (49), Sainte-Gemmes-sur-Loire (49)');
    expect(completed).not.toHaveProperty('addressLocality');
  });

  it('knows which of them is meant by its name, however it is written', () => {
    expect(complete({ 'address.postalCode': '49130', 'address.addressLocality': 'les ponts de ce' })).toMatchObject({
      addressLocality: 'les ponts de ce',
      inseeCode: '49246',
    });
  });

  it('says when a postcode is no commune’s, or not that commune’s', () => {
    expect(complete({ 'address.postalCode': '99999' }).told).toContain('n’est celui d’aucune commune');
    expect(complete({ 'address.postalCode': '35000', 'address.addressLocality': 'Brest' }).told).toContain(
      'Aucune commune ne s’appelle « Brest »',
    );
  });

  it('keeps the position and everything else that was answered', () => {
    const answers = { 'address.postalCode': '35000', 'geo.latitude': '48.2', 'geo.longitude': '-1.7' };
    expect(complete(answers)).toMatchObject({ latitude: '48.2', longitude: '-1.7', inseeCode: '35238' });
  });

  it('leaves an address abroad alone', () => {
    const abroad = {
      'address.postalCode': '10115',
      'address.addressLocality': 'Berlin',
      'address.addressCountry': 'DE',
    };
    expect(complete(abroad)).not.toHaveProperty('inseeCode');
  });
});
