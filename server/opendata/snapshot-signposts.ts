import type { Snapshot, SnapshotFile } from './snapshot.ts';

/** Who has the data together, and may be written to. */
const author = (base: string) => `<${base}/a-propos>; rel="author"`;

/**
 * FAIR Signposting (level 1, https://signposting.org/FAIR/) for one snapshot: how to cite it, what it is, who made it, under
 * which licences, what describes it, and each of its files with its type.
 */
export function snapshotSignposts({ date, parts }: Snapshot, base: string): string[] {
  const page = `${base}/snapshots/${date}`;
  const licenses = new Set(parts.flatMap((part) => part.licenses.map(({ iri }) => iri)).filter(isWebAddress));
  return [
    `<${page}>; rel="cite-as"`,
    '<https://schema.org/AboutPage>; rel="type"',
    '<https://schema.org/Dataset>; rel="type"',
    author(base),
    ...[...licenses].map((iri) => `<${new URL(iri).href}>; rel="license"`),
    `<${page}>; rel="describedby"; type="application/json"`,
    `<${page}/CITATION.cff>; rel="describedby"; type="application/yaml"`,
    `<${base}/catalog.ttl>; rel="describedby"; type="text/turtle"`,
    ...parts.flatMap(({ files }) =>
      files.map((file) => `<${page}/${file.name}>; rel="item"; type="${file.mediaType}"`),
    ),
    `<${base}/snapshots>; rel="collection"`,
  ];
}

/** The same for one of its files: the way back, and the licence where all that it holds is under one. */
export function fileSignposts({ date, parts }: Snapshot, file: SnapshotFile, base: string): string[] {
  const page = `${base}/snapshots/${date}`;
  const [license, another] = parts.find(({ files }) => files.includes(file))?.licenses ?? [];
  return [
    `<${page}>; rel="collection"; type="text/html"`,
    `<${page}>; rel="cite-as"`,
    author(base),
    ...(license && !another && isWebAddress(license.iri) ? [`<${new URL(license.iri).href}>; rel="license"`] : []),
  ];
}

function isWebAddress(iri: string): boolean {
  return /^https?:/i.test(URL.parse(iri)?.protocol ?? '');
}
