/** A file name that a person can read in an address: `la-fabrique-du-quai.ttl`. */
export function fileNameOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const words =
    plain
      .match(/[a-z0-9]+/g)
      ?.join('-')
      .slice(0, 60)
      .replace(/-+$/, '') ?? '';
  return `${words || 'fiche'}.ttl`;
}
