import { describe, expect, it } from 'vitest';
import { explainProblem } from '../../server/crosswalk/explain-problem.ts';
import sentences from '../../server/crosswalk/problems.fr.json' with { type: 'json' };

describe('what kept a set from being read', () => {
  it.each([
    [
      'Mapping labs.json: dataFile: labs.json cannot be read as JSON: it ends in line 3 in the middle (after 2 records): the file is cut',
      'Correspondance labs.json : labs.json ne peut pas être lu comme du JSON : il s’arrête au milieu, à la ligne 3 : le fichier est coupé',
    ],
    [
      'Mapping m.jsonata: profile at row 4: profile: line 2: Argument 1 of function "sum" must be an array of "numbers" (T0412)',
      'Correspondance m.jsonata : l’expression « profile » échoue à la ligne 4 : ligne 2 : l’argument 1 de la fonction « sum » ne convient pas (must be an array of "numbers" (T0412))',
    ],
    [
      'page.html cannot be read: it is a PDF: ask its publisher',
      'page.html ne peut pas être lu : c’est un PDF : demandez le tableau à qui l’a publié',
    ],
    [
      '12 records would go: nothing was stored. Look',
      '12 fiches disparaîtraient : rien n’a été enregistré. Regardez le fichier ; si elles doivent partir, dites --accept-losses',
    ],
  ])('%s, in French', (problem, french) => {
    expect(explainProblem(problem, 'fr')).toBe(french);
    expect(explainProblem(problem, 'en')).toBe(problem);
  });

  it('stays as it is where no sentence is known', () => expect(explainProblem('ENOSPC', 'fr')).toBe('ENOSPC'));

  it('has a pattern that compiles for every sentence, and names no part that it does not catch', () => {
    for (const [pattern = '', words = ''] of sentences) {
      const groups = new RegExp(`${pattern}|`).exec('')?.length ?? 0;
      for (const [, at] of words.matchAll(/[${](\d)/g)) expect(Number(at), pattern).toBeLessThan(groups);
    }
  });
});
