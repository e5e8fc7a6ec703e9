import { describe, expect, it } from 'vitest';
import { communeByPostalCode, communes, departementOfPostalCode } from '../../server/geography/communes.ts';
import { kmOutsideDepartement } from '../../server/geography/locate.ts';

describe('communes', () => {
  it('knows every present commune with its codes', () => {
    expect(communes().length).toBeGreaterThan(34_000);
    expect(communes().find(({ code }) => code === '49246')).toMatchObject({
      name: 'Les Ponts-de-Cé',
      departement: '49',
      region: '52',
      postalCodes: ['49130'],
    });
  });

  it('gives a position to most communes of a thousand inhabitants or more', () => {
    const towns = communes().filter(({ population }) => population >= 1500);
    expect(towns.filter(({ position }) => position).length / towns.length).toBeGreaterThan(0.9);
  });

  it('places Paris and the towns overseas, which GeoNames gives without a commune code', () => {
    const position = (code: string) => communes().find((commune) => commune.code === code)?.position;
    expect(position('75056')).toEqual({ lon: 2.3488, lat: 48.85341 });
    expect(position('97411')?.lat).toBeCloseTo(-20.88, 1);
  });

  it('places positions inside the département of their commune, the drawing being a little coarse', () => {
    const far = communes().filter(
      ({ departement, position }) => position && kmOutsideDepartement(departement, position) > 5,
    );
    expect(far.map(({ name }) => name)).toEqual([]);
  });
});

describe('communeByPostalCode', () => {
  it('finds the commune of that name among those sharing a postal code', () => {
    expect(communeByPostalCode('56450', 'theix')?.name).toBe('Theix-Noyalo');
    expect(communeByPostalCode('35400', 'St Malo')?.name).toBe('Saint-Malo');
    expect(communeByPostalCode('35000', 'RENNES CEDEX 7')?.code).toBe('35238');
  });

  it('takes the most populated commune when no name is given', () => {
    expect(communeByPostalCode('49130')?.name).toBe('Les Ponts-de-Cé');
  });

  it('finds nothing for a name that the postal code does not have', () => {
    expect(communeByPostalCode('35000', 'Brest')).toBeUndefined();
    expect(communeByPostalCode('00000')).toBeUndefined();
  });
});

describe('departementOfPostalCode', () => {
  it.each([
    ['35000', '35'],
    ['20000', '2A'],
    ['20200', '2B'],
    ['97400', '974'],
    ['49009', '49'],
    ['20179', '2A'],
  ])('reads %s as %s', (postalCode, code) => {
    expect(departementOfPostalCode(postalCode)).toBe(code);
  });

  it('refuses what is not a French postal code', () => {
    expect(departementOfPostalCode('1000')).toBeUndefined();
    expect(departementOfPostalCode('99999')).toBeUndefined();
  });
});
