import type { Site } from '../../../fixtures/small-web.ts';
import type { Mapped } from '../../crosswalk/mapped.ts';
import type { Mapping } from '../../crosswalk/mapping.ts';
import { writeHtmlSnippet } from '../../publish/write-html-snippet.ts';
import { writeTurtle } from '../../publish/write-turtle.ts';
import type { Contexts } from '../../rdf/contexts.ts';
import { parseDocument } from '../../rdf/parse-document.ts';

/** A mapped record and the address it is published at. */
export interface Published {
  readonly url: string;
  readonly mapped: Mapped;
}

/**
 * Publishes a set's profiles as a site of their own, a third each as Turtle, as JSON-LD and as a page with embedded JSON-LD,
 * the way the web would have them.
 */
export async function publishSet(
  mapping: Mapping,
  profiles: readonly Mapped[],
  contexts: Contexts,
): Promise<{ readonly site: Site; readonly published: readonly Published[] }> {
  const host = `${mapping.key}.localhost`;
  const pages = new Map<string, { body: string; mediaType: string }>();
  const published: Published[] = [];
  for (const [index, mapped] of profiles.entries()) {
    const extension = ['ttl', 'jsonld', 'html'][index % 3] ?? 'html';
    const path = `/${mapped.id}.${extension}`;
    const url = `http://${host}${path}`;
    pages.set(path, await represent(extension, { url, mapping, mapped, contexts }));
    published.push({ url, mapped });
  }
  return { site: { host, pages }, published };
}

interface Publication {
  readonly url: string;
  readonly mapping: Mapping;
  readonly mapped: Mapped;
  readonly contexts: Contexts;
}

async function represent(extension: string, { url, mapping, mapped, contexts }: Publication) {
  const json = `${JSON.stringify(mapped.profile, null, 2)}\n`;
  if (extension === 'jsonld') return { body: json, mediaType: 'application/ld+json' };
  if (extension === 'html') return { body: writePage(mapping, mapped), mediaType: 'text/html; charset=utf-8' };
  const body = new TextEncoder().encode(json);
  const { quads, notes } = await parseDocument({ url, mediaType: 'application/ld+json', body }, contexts);
  const [broken] = notes.filter(({ severity }) => severity === 'violation');
  // The profile is of our own making: if we cannot read it, the mapping is at fault and nothing after this would make sense.
  if (broken) throw new Error(`${mapping.key}, record ${mapped.id}: ${broken.message.en}`);
  return { body: writeTurtle(quads, url), mediaType: 'text/turtle; charset=utf-8' };
}

function writePage({ attribution }: Mapping, { profile }: Mapped): string {
  const name = escapeHtml(String((profile['primaryTopic'] as { name?: unknown }).name));
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<title>${name}</title>
${writeHtmlSnippet(profile)}</head>
<body>
<h1>${name}</h1>
<p>${escapeHtml(attribution)}</p>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
