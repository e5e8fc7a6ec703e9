import { describe, expect, it } from 'vitest';
import { licenseOf } from '../../server/opendata/licenses.ts';

describe('a licence', () => {
  it.each([
    ['https://creativecommons.org/licenses/by/4.0/', 'CC BY 4.0', 'open'],
    ['http://creativecommons.org/licenses/by/4.0/deed.fr', 'CC BY 4.0', 'open'],
    ['https://creativecommons.org/publicdomain/zero/1.0/legalcode', 'CC0 1.0', 'open'],
    ['https://creativecommons.org/licenses/by-sa/3.0/', 'CC BY-SA 3.0', 'share-alike'],
    ['https://opendatacommons.org/licenses/odbl/1-0/', 'ODbL 1.0', 'share-alike'],
    ['https://spdx.org/licenses/ODbL-1.0.html', 'ODbL 1.0', 'share-alike'],
    ['https://spdx.org/licenses/etalab-2.0.html', 'Licence Ouverte 2.0', 'open'],
    ['https://creativecommons.org/licenses/by-nc-sa/4.0/', 'CC BY-NC-SA 4.0', 'other'],
    ['https://lieu.example/conditions', 'lieu.example/conditions', 'other'],
    ['tous droits réservés', 'tous droits réservés', 'other'],
    ['https://creativecommons.org/licenses/by/4.0/%E0%A4', 'creativecommons.org/licenses/by/4.0/%E0%A4', 'other'],
  ])('%s is %s, and taken on %s terms', (iri, name, terms) => {
    expect(licenseOf(iri)).toEqual({ name, terms });
  });
});
