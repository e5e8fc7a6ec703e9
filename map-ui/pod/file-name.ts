/** A file name that a person can read in an address: `la-fabrique-du-quai.ttl`. */
export function fileNameOf(name: string): string {
  return `${podNameOf(name) || 'fiche'}.ttl`;
}

/** What an address may be given in its place: small letters, digits and hyphens; empty when nothing of it is left. */
export function podNameOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return (
    plain
      .match(/[a-z0-9]+/g)
      ?.join('-')
      .slice(0, 60)
      .replace(/-+$/, '') ?? ''
  );
}
