import { describe, expect, it, test } from 'vitest';
import { allows, parseRobots } from '../../server/fetch/robots-rules.ts';

const may = (robots: string, path: string) =>
  allows(parseRobots(robots, 'Obsidienne'), new URL(path, 'https://lieu.example/'));

/** `|` ends a line, so that a whole file stands on one. */
const lines = (robots: string) => robots.replaceAll('|', '\n');
const all = (rules: string) => lines(`User-agent: *|${rules}`);

describe('which rules are ours', () => {
  test.each([
    ['nobody in particular', 'User-agent: *|Disallow: /', false],
    ['us, by name', 'User-agent: Obsidienne|Disallow: /', false],
    ['us, in any case', 'user-AGENT: oBSIDIENNE|disALLOW: /', false],
    ['us, with a version', 'User-agent: Obsidienne/2.0|Disallow: /', false],
    ['us, with more words', 'User-agent: Obsidienne the robot|Disallow: /', false],
    ['somebody else', 'User-agent: Autre|Disallow: /', true],
    ['somebody whose name begins with ours', 'User-agent: ObsidienneNews|Disallow: /', true],
    ['somebody whose name ours begins with', 'User-agent: Obsi|Disallow: /', true],
    ['us and others', 'User-agent: Autre|User-agent: Obsidienne|User-agent: Tiers|Disallow: /', false],
    ['everybody, and us more kindly', 'User-agent: *|Disallow: /||User-agent: Obsidienne|Allow: /', true],
    ['us more kindly, whatever the order', 'User-agent: Obsidienne|Disallow:||User-agent: *|Disallow: /', true],
    [
      'us in two places, taken together',
      'User-agent: Obsidienne|Disallow: /a|User-agent: *|Disallow: /b|User-agent: Obsidienne|Disallow: /x',
      false,
    ],
    [
      'everybody in two places, taken together',
      'User-agent: *|Disallow: /a|User-agent: Autre|Disallow: /b|User-agent: *|Disallow: /x',
      false,
    ],
    ['nobody: rules before the first name', 'Disallow: /|User-agent: Autre|Disallow: /', true],
    [
      'us, a sitemap between name and rule',
      'User-agent: Obsidienne|Sitemap: https://lieu.example/s.xml|Disallow: /',
      false,
    ],
    [
      'two, a sitemap between their names',
      'User-agent: Obsidienne|Sitemap: /s.xml|User-agent: Autre|Disallow: /',
      false,
    ],
    [
      'us, a line that means nothing in between',
      'User-agent: Obsidienne|Noindex: /|n’importe quoi|User-agent: Autre|Disallow: /',
      false,
    ],
    ['us, empty lines in between', 'User-agent: Obsidienne|||Disallow: /', false],
    ['us after a byte order mark', '\ufeffUser-agent: Obsidienne|Disallow: /', false],
    ['us, with comments', 'User-agent: Obsidienne # nous|Disallow: / # tout', false],
    ['us, in a comment', '# User-agent: Obsidienne|# Disallow: /', true],
    ['us, with spaces around', '  User-agent  :  Obsidienne  |  Disallow  :  /  ', false],
    ['nobody: an empty file', '', true],
    ['nobody: an empty Disallow', 'User-agent: *|Disallow:', true],
    ['nobody: a page of HTML', '<!doctype html><title>Accueil</title><p style="color: red">User-agent', true],
  ])('%s', (_, robots, allowed) => {
    expect(may(lines(robots), '/x')).toBe(allowed);
  });

  it.each([
    ['Windows', '\r\n'],
    ['old Macintosh', '\r'],
  ])('reads the line ends of %s', (_, end) => {
    const robots = ['User-agent: Obsidienne', 'Disallow: /x', 'User-agent: *', 'Disallow: /'].join(end);
    expect([may(robots, '/x'), may(robots, '/y')]).toEqual([false, true]);
  });
});

describe('what a rule covers (RFC 9309, sections 2.2.2, 2.2.3 and 5)', () => {
  // Section 5.1: a simple example.
  const simple = lines(
    'User-Agent: *|Disallow: *.gif$|Disallow: /example/|Allow: /publications/||User-Agent: Obsidienne|Disallow: /example/page.html|Allow: /example/page.html$|Disallow: /example/disallowed.gif',
  );
  const foreign = (path: string) => allows(parseRobots(simple, 'autre'), new URL(path, 'https://lieu.example/'));
  test('the simple example of section 5.1', () => {
    expect([foreign('/image.gif'), foreign('/example/x'), foreign('/publications/a')]).toEqual([false, false, true]);
    expect([may(simple, '/example/page.html'), may(simple, '/example/page.html?a')]).toEqual([true, false]);
    expect([may(simple, '/example/disallowed.gif'), may(simple, '/image.gif')]).toEqual([false, true]);
  });

  test.each([
    // Section 5.2: the longest match wins.
    ['Allow: /example/page/|Disallow: /example/page/disallowed.gif', '/example/page/disallowed.gif', false],
    ['Allow: /example/page/|Disallow: /example/page/disallowed.gif', '/example/page/x', true],
    ['Disallow: /|Allow: /lieu', '/lieu', true],
    ['Allow: /lieu|Disallow: /', '/lieux/1', true],
    ['Disallow: /lieu|Allow: /lieu', '/lieu', true],
    ['Disallow: /lieu|Disallow: /|Allow: /li', '/lieu', false],
    // Section 2.2.2: how characters are compared.
    ['Disallow: /foo/bar?baz=quz', '/foo/bar?baz=quz', false],
    ['Disallow: /foo/bar?baz=https://foo.bar', '/foo/bar?baz=https://foo.bar', false],
    ['Disallow: /foo/bar/ツ', '/foo/bar/%E3%83%84', false],
    ['Disallow: /foo/bar/%E3%83%84', '/foo/bar/ツ', false],
    ['Disallow: /foo/bar/%e3%83%84', '/foo/bar/ツ', false],
    ['Disallow: /foo/bar/%62%61%7A', '/foo/bar/baz', false],
    ['Disallow: /foo/bar/baz', '/foo/bar/%62%61%7A', false],
    ['Disallow: /%7Eana/', '/~ana/profil', false],
    ['Disallow: /a%2Fb', '/a/b', true],
    ['Disallow: /Lieu', '/lieu', true],
    ['Disallow: /100%', '/100%', false],
    // Section 2.2.3: special characters.
    ['Disallow: /$', '/', false],
    ['Disallow: /$', '/lieu', true],
    ['Disallow: /*.php$', '/a/index.php', false],
    ['Disallow: /*.php$', '/a/index.php?x', true],
    ['Disallow: /*.php$', '/php.php5', true],
    ['Disallow: /this/*/exactly', '/this/path/exactly/and/more', false],
    ['Disallow: /this/*/exactly', '/this/exactly', true],
    ['Disallow: /*a*b$', '/xaxbxb', false],
    ['Disallow: /*ab$', '/ab', false],
    ['Disallow: /ab*b$', '/ab', true],
    ['Disallow: /**', '/x', false],
    ['Disallow: *', '/x', false],
    ['Disallow: /a$b', '/a$b', true],
    ['Disallow: /a%24b', '/a$b', false],
    ['Disallow: /file-with-a-%2A.html', '/file-with-a-*.html', false],
    ['Disallow: /file-with-a-%2A.html', '/file-with-a-x.html', true],
    // What cannot match anything.
    ['Disallow: lieu', '/lieu', true],
    ['Disallow: https://lieu.example/', '/', true],
    // Query strings count.
    ['Disallow: /*?', '/lieu?page=2', false],
    ['Disallow: /*?', '/lieu', true],
  ])('%s and %s: %s', (rules, path, allowed) => {
    expect(may(all(rules), path)).toBe(allowed);
  });
});

describe('Crawl-delay', () => {
  test.each([
    ['User-agent: *|Crawl-delay: 5', 5000],
    ['User-agent: *|Crawl-delay: 0.5', 500],
    ['User-agent: *|Crawl-delay: -3', 0],
    ['User-agent: *|Crawl-delay: bientôt', 0],
    ['User-agent: *|Crawl-delay: 1e999', 86_400_000],
    ['User-agent: *|Crawl-delay: 5||User-agent: Obsidienne|Disallow: /x', 0],
    ['User-agent: *|Crawl-delay: 5||User-agent: Obsidienne|Crawl-delay: 20', 20_000],
    ['User-agent: Obsidienne|Crawl-delay: 5||User-agent: Obsidienne|Crawl-delay: 20', 20_000],
    ['User-agent: Obsidienne|Crawl-delay: 5|User-agent: Autre|Crawl-delay: 20', 5000],
  ])('%s: %d ms', (robots, ms) => {
    expect(parseRobots(lines(robots), 'Obsidienne').crawlDelayMs).toBe(ms);
  });
});

it('judges in time that grows with the length of a pattern, however it is made', () => {
  const robots = all(`Disallow: /${'*a'.repeat(100_000)}$|Disallow: /${'a*'.repeat(100_000)}b`);
  expect(may(robots, `/${'a'.repeat(50_000)}`)).toBe(true);
});

describe('the sitemaps that a robots.txt names', () => {
  test.each([
    ['none', 'User-agent: *|Disallow: /', []],
    [
      'one outside all groups',
      'Sitemap: https://lieu.example/s.xml|User-agent: *|Disallow:',
      ['https://lieu.example/s.xml'],
    ],
    [
      'some in a group of somebody else',
      'User-agent: Autre|Disallow: /|sitemap:/a.xml|SITEMAP : /b.xml # b',
      ['/a.xml', '/b.xml'],
    ],
    ['none that is longer than any address', `Sitemap: /${'x'.repeat(3000)}`, []],
    ['at most twenty', 'Sitemap: /a|'.repeat(50), Array.from({ length: 20 }, () => '/a')],
  ])('are %s', (_name, robots, expected) => {
    expect(parseRobots(lines(robots), 'Obsidienne').sitemaps).toEqual(expected);
  });
});
