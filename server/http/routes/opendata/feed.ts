import { type Request, type Response, Router } from 'express';
import { type Entity, type EntityType, entityTypes } from '../../../directory/entity.ts';
import { findTerritory } from '../../../geography/territory.ts';
import { licenseOf } from '../../../opendata/licenses.ts';
import { wording } from '../../../rdf/text.ts';
import type { ChangeFilter } from '../../../registry/changes.ts';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { writeAtom } from '../../feeds/atom.ts';
import { languageOf } from '../../language.ts';
import { withParameters } from '../../lists/pagination.ts';
import { sectionOf } from '../../sections.ts';
import { texts } from '../../texts/texts.ts';

const atomType = 'application/atom+xml';
/** Lines of the log to an archive document: it is complete once the log has grown beyond it. */
const archiveSize = 100;
/** The subscription document has all lines that are in no archive yet, and at least so many. */
const fewest = 30;
const maxTerritories = 50;

/** `/feed.atom`: what readers saw change, all of it or one type or some territories, with archives back to the first line. */
export function feedRoutes({
  changes,
  config,
  directory,
  identity,
}: Pick<AppDeps, 'changes' | 'config' | 'directory' | 'identity'>): Router {
  const router = Router();
  router.get('/feed.atom', (request, response) => {
    const filter = readFilter(request);
    const logged = asLogged(filter);
    const archive = readArchive(request, Math.floor(changes.last / archiveSize));
    const base = config.origin ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`;
    const last = Math.floor(changes.last / archiveSize);
    const end = (archive ?? last + 1) * archiveSize;
    const start = end - archiveSize;
    const found = archive
      ? changes.read(logged, { above: start, upTo: end, limit: archiveSize })
      : changes.read(logged, { limit: archiveSize + fewest }).filter(({ seq }, i) => i < fewest || seq > start);
    const before = changes.read(logged, { upTo: start, limit: 1 })[0];
    const address = (parameters: Readonly<Record<string, string | number | undefined>>) =>
      base + withParameters(request.originalUrl, parameters);
    const link = (rel: string, href: string, type = atomType) => ({ rel, href, type });
    const language = languageOf(response);
    send(response, found[0]?.at, {
      base,
      id: address({ archive: undefined, lang: undefined }),
      title: titleOf(filter, language),
      links: [
        link('self', address({})),
        link('alternate', base + pageOf(filter), 'text/html'),
        ...(archive ? [link('current', address({ archive: undefined }))] : []),
        ...(before ? [link('prev-archive', address({ archive: Math.ceil(before.seq / archiveSize) }))] : []),
        ...(archive && archive < last ? [link('next-archive', address({ archive: archive + 1 }))] : []),
      ],
      isArchive: archive !== undefined,
      changes: found,
      language,
      nameOf: (iri) => wording(identity.read(iri)?.description.names ?? {}, language) || undefined,
      rightsOf: ({ type, key }) => rightsOf(directory.entity(type as EntityType, key, language)),
    });
  });
  return router;
}

/** Credit and licence of an entry as it is now, in words (RFC 4287, section 4.2.10). */
function rightsOf(entity: Entity | undefined): string | undefined {
  const { attribution, license } = entity?.provenance ?? {};
  return [attribution, license && licenseOf(license).name].filter(Boolean).join(' · ') || undefined;
}

function send(response: Response, updatedAt: string | undefined, document: Parameters<typeof writeAtom>[0]): void {
  if (updatedAt) response.setHeader('Last-Modified', new Date(updatedAt).toUTCString());
  response.type(atomType).send(writeAtom(document));
}

function readFilter({ query }: Request): ChangeFilter & { readonly type?: EntityType } {
  const { type, territoire } = query;
  const known = entityTypes.find((one) => one === type);
  if (type !== undefined && !known)
    throw problem(400, { parameter: 'type', value: String(type), allowed: entityTypes });
  const territories = String(territoire ?? '')
    .split(',')
    .filter((code) => code !== '');
  const wrong = territories.find((code) => !/^(?:[\dAB]{2,5}|R\d{2})$/.test(code));
  if (wrong !== undefined || territories.length > maxTerritories)
    throw problem(400, { parameter: 'territoire', value: wrong ?? '', allowed: ['49', '49246', '49,53', 'R53'] });
  return { ...(known ? { type: known } : {}), ...(territories.length > 0 ? { territories } : {}) };
}

/** The log knows départements and communes; a région is its départements. */
function asLogged(filter: ChangeFilter): ChangeFilter {
  const { territories } = filter;
  if (!territories) return filter;
  const isRegion = (code: string) => code.startsWith('R');
  return {
    ...filter,
    territories: territories.flatMap((code) =>
      isRegion(code) ? (findTerritory(code)?.departements ?? [code]) : [code],
    ),
  };
}

/** The number of an archive document, from 1; undefined for the one to subscribe to. */
function readArchive({ query }: Request, last: number): number | undefined {
  if (query['archive'] === undefined) return undefined;
  const archive = Number(query['archive']);
  if (!Number.isInteger(archive) || archive < 1 || archive > last) throw problem(404);
  return archive;
}

function titleOf({ type, territories }: ReturnType<typeof readFilter>, language: 'fr' | 'en'): string {
  const t = texts.plain(language);
  return [t.feed.title, type && t.sections[type].title, territories?.join(', ')].filter(Boolean).join(' · ');
}

/** The list that a feed follows. */
function pageOf({ type, territories }: ReturnType<typeof readFilter>): string {
  return withParameters(sectionOf(type ?? 'place').path, { territoire: territories?.join(',') });
}
