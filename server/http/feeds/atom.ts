import type { EntityType } from '../../directory/entity.ts';
import type { Language } from '../../rdf/text.ts';
import type { Change } from '../../registry/changes.ts';
import { readMergeReason } from '../../registry/merge-reason.ts';
import { tellLeaving } from '../gone.ts';
import { entityPath } from '../sections.ts';
import { identityTexts } from '../texts/identity-texts.ts';
import { entry, fill, texts } from '../texts/texts.ts';

/** The frame of a feed document. */
export interface FeedFrame {
  /** The address of the feed itself, whatever the language and the part of it: its identity. */
  readonly id: string;
  readonly title: string;
  /** By relation: self, alternate, and those of paged and archived feeds (RFC 5005). */
  readonly links: readonly { readonly rel: string; readonly href: string; readonly type: string }[];
  /** Set on the documents that are complete and will get no further entry. */
  readonly isArchive: boolean;
  readonly language: Language;
}

/** One document of a feed of changes, newest first. */
export interface FeedDocument extends FeedFrame {
  /** `https://host` that relative addresses are made absolute with. */
  readonly base: string;
  readonly changes: readonly Change[];
  /** Whom to credit for an entry, and under which licence it may be used, in words; undefined where nobody says. */
  readonly rightsOf?: (change: Change) => string | undefined;
  /** What an entity that another was merged with is called; undefined where it is not there. */
  readonly nameOf?: (iri: string) => string | undefined;
}

/**
 * Writes a feed document (RFC 4287). What left is told as a deleted entry (RFC 6721) of the same identity, which is the
 * entity's own IRI: the same in every observatory.
 */
export function writeAtom({ base, changes, rightsOf, nameOf, ...frame }: FeedDocument): string {
  const entries = changes.map((change) =>
    writeChange(change, { base, language: frame.language, rights: rightsOf?.(change), nameOf }),
  );
  return writeFeed(frame, { updatedAt: changes[0]?.at, entries });
}

/** Writes a feed document around entries that are XML already. */
export function writeFeed(
  { id, title, links, isArchive, language }: FeedFrame,
  { updatedAt, entries }: { readonly updatedAt: string | undefined; readonly entries: readonly string[] },
): string {
  const feed = element(
    'feed',
    {
      xmlns: 'http://www.w3.org/2005/Atom',
      'xmlns:at': 'http://purl.org/atompub/tombstones/1.0',
      'xmlns:fh': 'http://purl.org/syndication/history/1.0',
      'xmlns:georss': 'http://www.georss.org/georss',
      'xml:lang': language,
    },
    [
      element('id', {}, text(id)),
      element('title', {}, text(title)),
      element('updated', {}, text(updatedAt ?? new Date(0).toISOString())),
      element('author', {}, element('name', {}, text(texts.plain(language).layout.name))),
      ...(isArchive ? [element('fh:archive', {}, '')] : []),
      ...links.map((link) => element('link', link, '')),
      ...entries,
    ].join('\n'),
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n${feed}\n`;
}

interface Telling {
  readonly base: string;
  readonly language: Language;
  readonly rights: string | undefined;
  readonly nameOf: FeedDocument['nameOf'];
}

function writeChange(change: Change, telling: Telling): string {
  const { base, language, rights } = telling;
  const { at, kind, iri, reason } = change;
  if (kind === 'withdrawn' || kind === 'hidden') {
    const told = tellLeaving({ name: change.name[language], at, reason, isHidden: kind === 'hidden' }, language);
    return element('at:deleted-entry', { ref: iri, when: at }, element('at:comment', {}, text(told)));
  }
  const { sections } = texts.plain(language);
  const type = change.type as EntityType;
  const page = base + entityPath({ type, key: change.key });
  return element(
    'entry',
    {},
    [
      element('id', {}, text(iri)),
      // A name that was taken back is told by what it named.
      element('title', {}, text(change.name[language] || sections[type].singular)),
      element('updated', {}, text(at)),
      element('author', {}, element('name', {}, text(URL.parse(change.url)?.host ?? change.url))),
      element('link', { rel: 'alternate', href: page, type: 'text/html' }, ''),
      element('link', { rel: 'alternate', href: `${page}.ttl`, type: 'text/turtle' }, ''),
      element('link', { rel: 'via', href: change.url }, ''),
      ...(rights ? [element('rights', {}, text(rights))] : []),
      element('category', { term: type, label: sections[type].singular }, ''),
      element('summary', {}, text(summaryOf(change, telling))),
    ].join('\n'),
  );
}

/** What happened, in a sentence. */
function summaryOf({ kind, reason, ...change }: Change, { language, nameOf }: Telling): string {
  const { sections, feed } = texts.plain(language);
  const merge = readMergeReason(reason);
  const singular = sections[change.type as EntityType].singular.toLowerCase();
  if (!merge) return `${entry(feed.kinds, kind, kind)} : ${singular}.`;
  const { events } = identityTexts.plain(language);
  const name = merge.other === undefined ? undefined : nameOf?.(merge.other);
  return name === undefined ? events[`${merge.word}Unnamed`] : fill(events[merge.word], { name });
}

/** An XML element; its attributes are escaped, its content is XML already. */
export function element(name: string, attributes: Readonly<Record<string, string>>, content: string): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${text(value)}"`);
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML 1.0 can hold it: markup escaped, characters that it forbids left out. */
export function text(value: string): string {
  return (
    value
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those that XML forbids (section 2.2)
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"]/g, (character) => escapes[character] ?? '')
  );
}
