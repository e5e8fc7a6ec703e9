import { describe, expect, it } from 'vitest';
import { createPublisherRules, isSharedHostPattern } from '../../server/fetch/publisher.ts';

const rules = createPublisherRules(['pods.localhost', 'forge.example/*/*', '*.blogs.example']);

/** Addresses of one publisher. */
const same: readonly (readonly [string, string, string])[] = [
  ['the same site', 'http://lafabrique.fr/', 'http://lafabrique.fr/profil.ttl#lieu'],
  ['a name below the domain', 'https://data.lafabrique.fr/profil.ttl', 'https://lafabrique.fr/#lieu'],
  ['two names below the domain', 'https://data.lafabrique.fr/', 'https://www.carte.lafabrique.fr/'],
  ['http and https', 'http://lafabrique.fr/', 'https://lafabrique.fr/'],
  ['upper case and the default port', 'HTTP://LaFabrique.FR:80/', 'https://lafabrique.fr:443/'],
  ['a trailing dot', 'http://lafabrique.fr./', 'http://lafabrique.fr/'],
  ['an accent and its ASCII form', 'http://café-commun.fr/', 'http://xn--caf-commun-d7a.fr/'],
  ['below a suffix of several labels', 'http://a.lieu.asso.fr/', 'http://b.lieu.asso.fr/'],
  ['one account of a page host', 'https://ana.github.io/', 'https://www.ana.github.io/site/'],
  ['one blog', 'https://ana.wordpress.com/', 'https://www.ana.wordpress.com/2026/'],
  ['one pod by folder', 'http://pods.localhost/ana/', 'http://pods.localhost/ana/profile/card#me'],
  ['a folder spelled with encoded letters', 'http://pods.localhost/%61na/x', 'http://pods.localhost/ana/y'],
  ['a folder with dots resolved', 'http://pods.localhost/bob/%2e%2e/ana/x', 'http://pods.localhost/ana/y'],
  ['one repository', 'https://github.com/ana/site/blob/x.ttl', 'https://www.github.com/ana/site/'],
  ['one Google site', 'https://sites.google.com/view/ana/', 'https://sites.google.com/view/ana/contact'],
  ['one home folder', 'https://univ.fr/~ana/', 'https://univ.fr/%7Eana/profil.ttl'],
  ['the operator’s own rule', 'https://forge.example/ana/a/1', 'https://forge.example/ana/a/2'],
  ['the operator’s blogs', 'https://ana.blogs.example/', 'https://x.ana.blogs.example/'],
  ['a site whose domain begins like a host of homes', 'https://perso.fr/a/', 'https://perso.fr/b/'],
  ['one address', 'http://93.184.215.14/a', 'http://93.184.215.14/b'],
];

/** Addresses of different publishers. */
const different: readonly (readonly [string, string, string])[] = [
  ['two domains', 'http://lafabrique.fr/', 'http://lafabrique.com/'],
  ['a longer name that ends alike', 'http://evil-lafabrique.fr/', 'http://lafabrique.fr/'],
  ['the victim’s name below another domain', 'http://lafabrique.fr.evil.com/', 'http://lafabrique.fr/'],
  ['two accounts of a page host', 'https://ana.github.io/', 'https://bob.github.io/'],
  ['a page host itself', 'https://github.io/', 'https://ana.github.io/'],
  ['two blogs', 'https://ana.wordpress.com/', 'https://bob.wordpress.com/'],
  ['two homes of a provider', 'http://ana.free.fr/', 'http://bob.free.fr/'],
  ['two towns of a suffix', 'http://a.asso.fr/', 'http://b.asso.fr/'],
  ['two examples of the demonstration', 'http://kyosei.localhost/', 'http://sofffa.localhost/'],
  ['two pods by folder', 'http://pods.localhost/ana/', 'http://pods.localhost/bob/'],
  ['a pod and its host', 'http://pods.localhost/', 'http://pods.localhost/ana/'],
  ['a pod reached by a doubled slash', 'http://pods.localhost//bob/x', 'http://pods.localhost/'],
  ['an encoded way out of a folder', 'http://pods.localhost/ana/..%2Fbob/x', 'http://pods.localhost/ana/'],
  ['a doubly encoded way out', 'http://pods.localhost/ana/%252e%252e/bob/x', 'http://pods.localhost/ana/'],
  ['a backslash out of a folder', 'http://pods.localhost/ana/..%5Cbob/x', 'http://pods.localhost/ana/'],
  ['a path parameter out of a folder', 'http://pods.localhost/ana/..;/bob/x', 'http://pods.localhost/ana/'],
  ['two repositories', 'https://github.com/ana/site', 'https://github.com/ana/other'],
  ['raw files of two accounts', 'https://raw.githubusercontent.com/a/x/f', 'https://raw.githubusercontent.com/b/x/f'],
  ['two buckets', 'https://s3.gra.cloud.example/a/x', 'https://s3.gra.cloud.example/b/x'],
  ['two persistent names', 'https://w3id.org/ana/x', 'https://w3id.org/bob/x'],
  ['two home folders', 'https://univ.fr/~ana/', 'https://univ.fr/~bob/'],
  ['a home folder and its site', 'https://univ.fr/~ana/', 'https://univ.fr/'],
  ['a home folder further down', 'https://univ.fr/people/~ana/', 'https://univ.fr/people/'],
  ['a home folder behind a doubled slash', 'https://univ.fr//~ana/', 'https://univ.fr/'],
  ['a home folder encoded twice', 'https://univ.fr/%257Eana/', 'https://univ.fr/'],
  ['an encoded way into a home folder', 'https://univ.fr/x/..%2F~ana/', 'https://univ.fr/'],
  ['homes on a host of homes', 'https://perso.univ.fr/ana/', 'https://perso.univ.fr/bob/'],
  ['a host of homes and its domain', 'https://perso.univ.fr/ana/', 'https://univ.fr/'],
  ['another port', 'http://lafabrique.fr:8080/', 'http://lafabrique.fr/'],
  ['two addresses', 'http://93.184.215.14/', 'http://93.184.215.15/'],
  ['an address and a name that ends alike', 'http://215.14/', 'http://93.184.215.14/'],
];

describe('a publisher', () => {
  it.each(same)('is one: %s', (_about, one, other) => {
    expect(rules.find(one)).toBeDefined();
    expect(rules.find(one)).toBe(rules.find(other));
  });

  it.each(different)('is not one: %s', (_about, one, other) => {
    expect(rules.find(one)).toBeDefined();
    expect(rules.find(one)).not.toBe(rules.find(other));
  });

  it.each([
    'urn:uuid:00000000-0000-0000-0000-000000000000',
    'mailto:ana@lafabrique.fr',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://lafabrique.fr@evil.example/',
    'http://ana:secret@lafabrique.fr/',
    'lafabrique.fr',
    '',
  ])('answers for no %s', (address) => {
    expect(rules.find(address)).toBeUndefined();
  });

  it('is named as people would name it', () => {
    expect(rules.find('https://www.lafabrique.fr/x')).toBe('lafabrique.fr');
    expect(rules.find('https://github.com/ana/site/x')).toBe('github.com/ana/site');
    expect(rules.find('https://univ.fr/~ana/x')).toBe('univ.fr/~ana');
    expect(rules.find('http://localhost/')).toBe('localhost');
    expect(rules.find('http://[2606:2800:21f:cb07::1]/')).toBe('2606:2800:21f:cb07::1');
  });

  it('changes its fingerprint with the rules', () => {
    expect(createPublisherRules(['pods.example']).fingerprint).not.toBe(createPublisherRules().fingerprint);
  });
});

describe('a shared host', () => {
  it.each(['pods.example', 'pods.example/*', 'forge.example/*/*', '*.blogs.example', 'perso.*/*'])(
    'may be written %s',
    (text) => expect(isSharedHostPattern(text)).toBe(true),
  );
  it.each(['https://pods.example', 'pods.example/ana', 'pods.example:8080', 'a b', ''])('is not written %j', (text) =>
    expect(isSharedHostPattern(text)).toBe(false),
  );
});
