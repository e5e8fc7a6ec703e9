interface Row {
  readonly name?: unknown;
  readonly geo?: unknown;
  readonly address?: Readonly<Record<string, unknown>>;
}

/** What a row is called that adds up the others: « TOTAL », « Total général : 21 », « Moyenne des lieux ». */
const sum =
  /^(?:sous[- ])?(?:grand )?(?:total|totaux|somme|moyenne|ensemble)(?: g[ée]n[ée]rale?)?(?: (?:des|de tous les) (?:lieux|structures|tiers-lieux))?(?:\s*[:=(]?\s*\d+(?: [\p{L} -]{1,30})?\)?|\s*[:=])?$/iu;

/** Whether a mapped place is the row that adds up the others, with which tables of spreadsheets end: it has no place, though numbers may stand where an address or a position would. */
export function isRowOfTotals({ name, geo, address = {} }: Row): boolean {
  const called = String(name).trim();
  const isTown = /^\p{L}/u.test(String(address['addressLocality'] ?? ''));
  // An average of positions or of codes looks like one: of a row that is called a sum beyond doubt, only a town counts.
  const isSomewhere = isTown || (/^ensemble/i.test(called) && (geo !== undefined || Boolean(address['postalCode'])));
  return !isSomewhere && sum.test(called);
}
