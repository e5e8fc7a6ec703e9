const ucs =
  '\\u{a0}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{ffef}' +
  [...'123456789abcd'].map((plane) => `\\u{${plane}0000}-\\u{${plane}fffd}`).join('') +
  '\\u{e1000}-\\u{efffd}';
const unreserved = `[a-z0-9\\-._~!$&'()*+,;=${ucs}]|%[0-9a-f]{2}`;
const segment = `(?:${unreserved}|[:@/])*`;
const privateUse = '[\\u{e000}-\\u{f8ff}\\u{f0000}-\\u{ffffd}\\u{100000}-\\u{10fffd}]';
const authority = `(?:(?:${unreserved}|:)*@)?(?:\\[(?<address>[0-9a-f:.]+)\\]|(?:${unreserved})*)(?::[0-9]*)?`;
const grammar = new RegExp(
  `^[a-z][a-z0-9+.\\-]*:(?://${authority}(?:/${segment})?|(?!//)${segment})(?:\\?(?:${unreserved}|[:@/?]|${privateUse})*)?(?:#(?:${unreserved}|[:@/?])*)?$`,
  'iu',
);

/** What nearly every IRI is made of, told at a glance. */
const plain = /^https?:\/\/[a-z0-9.-]+(?:\/[a-z0-9\-._~!$&'()*+,;=:@/]*)?(?:#[a-z0-9\-._~!$&'()*+,;=:@/]*)?$/i;

/** Whether a text is an absolute IRI by the letter of RFC 3987: what every RDF store takes. */
export function isIri(text: string): boolean {
  if (plain.test(text)) return true;
  const address = grammar.exec(text)?.groups?.['address'];
  return address === undefined ? grammar.test(text) : URL.canParse(`http://[${address}]/`);
}

const subtags = [
  '(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})',
  '(?:-[a-z]{4})?',
  '(?:-(?:[a-z]{2}|[0-9]{3}))?',
  '(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*',
  '(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*',
  '(?:-x(?:-[a-z0-9]{1,8})+)?',
].join('');
const wellFormedTag = new RegExp(`^(?:${subtags}|x(?:-[a-z0-9]{1,8})+)$`, 'i');

/** Whether a language tag is well-formed by RFC 5646, the few that were registered before it aside. */
export function isLanguageTag(text: string): boolean {
  return wellFormedTag.test(text);
}
