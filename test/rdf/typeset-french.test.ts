import { describe, expect, it } from 'vitest';
import { messageIn, typesetFrench, typesetTexts } from '../../server/rdf/typeset-french.ts';

/** Shows the two spaces that nobody sees: `_` for the whole one, `'` for the thin one. */
const seen = (text: string) => text.replaceAll('\u00a0', '_').replaceAll('\u202f', "'");

describe('a French text', () => {
  it.each([
    ['Qui cherche quoi ?', "Qui cherche quoi'?"],
    ['Vite ! (Ou non ?) Si ; mais après', "Vite'! (Ou non'?) Si'; mais après"],
    ['Vraiment ?! Oui', "Vraiment'?! Oui"],
    ['Lieux : {names}', 'Lieux_: {names}'],
    ['Collez cette ligne :', 'Collez cette ligne_:'],
    ['Retirer « {label} » : {total}', 'Retirer «_{label}_»_: {total}'],
    ['à {km} km, 12 %, 16 Ko et 40 m² en 10 s', 'à {km}_km, 12_%, 16_Ko et 40_m² en 10_s'],
    ['200 000 lignes', "200'000 lignes"],
  ])('has no line broken at the spaces of %s', (text, typeset) => {
    expect(seen(typesetFrench(text))).toBe(typeset);
    expect(typesetFrench(typesetFrench(text))).toBe(typesetFrench(text));
  });

  it.each([
    'https://obsidienne.example/?q=a;b#c:d',
    '?type=place et ?territoire=35',
    'SELECT ?place WHERE { ?place schema:name ?name }',
    '"@id": "#lieu"',
    '{names} m’ont répondu, {names} s’y mettent',
    'le 3 mars 2026 à 14:30',
  ])('keeps what only looks like its punctuation: %s', (text) => {
    expect(typesetFrench(text)).toBe(text);
  });
});

it('French texts are typeset throughout, but for the code they hold up to be copied', () => {
  const texts = { title: 'Quoi ?', blocks: [{ text: 'Voici :', code: ['a ; b'] }], count: 3, none: null };
  expect(typesetTexts(texts)).toEqual({
    title: 'Quoi\u202f?',
    blocks: [{ text: 'Voici\u00a0:', code: ['a ; b'] }],
    count: 3,
    none: null,
  });
});

describe('a message on a page', () => {
  const message = {
    fr: '« Vous ? Nous : tous » est répété ; écrivez « <#a> a <#b> ; »',
    en: '“You ?” is repeated : yes',
  };
  it('is typeset around what it quotes, which stays as somebody wrote it', () => {
    expect(seen(messageIn(message, 'fr'))).toBe("«_Vous ? Nous : tous_» est répété'; écrivez «_<#a> a <#b> ;_»");
  });

  it('stays as it is in English, and where a quotation has no end', () => {
    expect(messageIn(message, 'en')).toBe(message.en);
    expect(seen(messageIn({ fr: 'Ici : « sans fin', en: '' }, 'fr'))).toBe('Ici_: «_sans fin');
  });
});
