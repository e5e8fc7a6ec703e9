import type { ErrorRequestHandler } from 'express';
import type { AppDeps } from './deps.ts';
import { Problem } from './errors.ts';
import { entityPath, sectionOf, sections } from './sections.ts';

/**
 * Leads from every address of what was merged, or is a record that a profile replaced, to the same address of what stands for
 * it: not for ever, since it may be undone. Everything else that is not there stays an error.
 */
export function leadOn({
  directory,
}: {
  readonly directory: Pick<AppDeps['directory'], 'replacedBy'>;
}): ErrorRequestHandler {
  return (error, request, response, next) => {
    const isMissing = error instanceof Problem && (error.status === 404 || error.status === 410);
    const target =
      isMissing && (request.method === 'GET' || request.method === 'HEAD')
        ? heirOf(request.originalUrl, directory)
        : undefined;
    if (target === undefined) return next(error);
    response.redirect(302, target);
  };
}

function heirOf(address: string, directory: Pick<AppDeps['directory'], 'replacedBy'>): string | undefined {
  const { pathname, search } = new URL(address, 'http://site.invalid');
  for (const { type, path, api } of sections)
    for (const start of [`${path}/`, `/api/${api}/`]) {
      if (!pathname.startsWith(start)) continue;
      const [, key = '', rest = ''] = /^([^/]+)(\/.*)?$/.exec(pathname.slice(start.length)) ?? [];
      const heir = directory.replacedBy(type, decode(key));
      if (!heir) return undefined;
      const home = start.startsWith('/api/')
        ? `/api/${sectionOf(heir.type).api}/${encodeURIComponent(heir.key)}`
        : entityPath(heir);
      return home + rest + search;
    }
  return undefined;
}

/** What is no escaped text names nothing here. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
