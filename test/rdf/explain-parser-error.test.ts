import { describe, expect, it } from 'vitest';
import { explainParserError } from '../../server/rdf/explain-parser-error.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';

function errorOf(parse: () => unknown): string {
  try {
    parse();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

describe('what a parser says', () => {
  it.each([
    ['<a> <b> ""L\'Atelier" .', /on ne comprend pas « .*L'Atelier.* » \(ligne 1\)/],
    ['\n<a> zz:b <c> .', /l’abréviation « zz: » n’est pas déclarée \(ligne 2\)/],
    ['<a> <b> <c>\n<d> <e> <f> .', /il manque un point.* \(ligne 2\)/],
  ])('of Turtle (%j) is told in French, with its line', (turtle, french) => {
    const message = errorOf(() => parseTurtle(turtle, 'turtle', 'https://a.example/'));
    expect(message).not.toBe('');
    expect(explainParserError(message).fr).toMatch(french);
  });

  it.each([
    ['{"a": 1 "b": 2}', /il manque une virgule/],
    ['{"a": 1', /il manque une virgule|s’arrête/],
    ['{"a": zz}', /on ne comprend pas « z »/],
  ])('of JSON (%j) is told in French', (json, french) => {
    expect(explainParserError(errorOf(() => JSON.parse(json))).fr).toMatch(french);
  });

  it('is kept where nobody has words for it', () => {
    expect(explainParserError('Something else')).toEqual({ fr: 'Something else', en: 'Something else' });
  });
});
