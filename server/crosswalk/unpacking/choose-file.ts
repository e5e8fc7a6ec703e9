/** What a zip archive may hold, and what of it says something about the data rather than being it. */
const ofData = /\.(?:csv|tsv|tab|txt|json|geojson|ndjson|jsonl|umap|xml|kml|gpx|osm|rdf|ttl|jsonld|xlsx|ods|gz)$/i;
const system = /(?:^|\/)(?:__MACOSX\/|\.)/;
const notData =
  /(?:readme|lisez|licen[cs]e|m.{1,3}ta-?donn|metadata|notice|changelog|datapackage|dictionnaire|dictionary|codebook|schema[^/]*\.(?:json|xml|csv))[^/]*$/i;
/** Notes, and what catalogues say of a set, come in these beside data in others. */
const seldomData = /\.(?:txt|xml)$/i;
const mostNamed = 10;

/** The file of an archive that is read, and those of data that are not. */
export interface ChosenFile {
  readonly name: string;
  readonly others: readonly string[];
}

/** Chooses the file of an archive that is asked for, or the one that is evidently the data; throws which there are where several may be, or none. */
export function chooseFile(names: readonly string[], inside: string | undefined): ChosenFile {
  const data = names.filter((name) => ofData.test(name) && !system.test(name));
  const likely = data.filter((name) => !notData.test(name));
  const ranked = [likely.filter((name) => !seldomData.test(name)), likely, data];
  const found =
    inside === undefined
      ? (ranked.find(({ length }) => length > 0) ?? [])
      : names.filter((name) => name === inside || name.endsWith(`/${inside}`));
  const [name] = found;
  if (name === undefined || found.length > 1) throw new Error(told(names, inside === undefined ? found : data, inside));
  return { name, others: likely.filter((one) => one !== name) };
}

function told(names: readonly string[], found: readonly string[], inside: string | undefined): string {
  const all = found.length > 0 ? found : names;
  const list = all.slice(0, mostNamed).join(', ') + (all.length > mostNamed ? ' …' : '');
  if (inside !== undefined) return `there is no one file ${inside} in the archive, which has ${list}`;
  if (found.length > 1)
    return `it is an archive with ${found.length} files (${list}): say which with --inside "${found[0]}"`;
  return names.some((name) => /\.shp$/i.test(name))
    ? 'it is an archive with a shapefile: export that as GeoJSON or CSV'
    : `it is an archive without a file of data (${list})`;
}
