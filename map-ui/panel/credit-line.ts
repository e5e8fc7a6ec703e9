/** Whom to credit for what somebody else wrote, and under which licence it may be used; undefined for who speaks for themselves. */
export function creditLine(provenance: {
  readonly attribution?: string | undefined;
  readonly license?: string | undefined;
}): string | undefined {
  const { attribution, license } = provenance;
  if (!attribution) return undefined;
  const name = license && licenseName(license);
  return name && !attribution.includes(name) ? `${attribution} · ${name}` : attribution;
}

/** The usual short name of a licence, as its address tells it; the address where it does not. */
export function licenseName(license: string): string {
  const { hostname, pathname } = URL.parse(license) ?? { hostname: '', pathname: license };
  const parts = pathname
    .replace(/\.(?:html|json)$|\/(?:deed(?:\.\w+)?|legalcode)$/, '')
    .split('/')
    .filter(Boolean);
  const last = parts.at(-1) ?? license;
  if (hostname.endsWith('creativecommons.org')) {
    const [, name = '', version = ''] = parts;
    return name === 'zero' ? `CC0 ${version}` : `CC ${name.toUpperCase()} ${version}`;
  }
  if (/(?:^|\.)(?:spdx\.org)$/.test(hostname))
    return last.startsWith('etalab-')
      ? `Licence Ouverte ${last.slice(7)}`
      : last.replace(/^CC-(BY[A-Z-]*)-(\d.*)$/, 'CC $1 $2').replace(/^ODbL-/, 'ODbL ');
  if (hostname.endsWith('opendatacommons.org')) return parts.includes('odbl') ? 'ODbL 1.0' : last;
  return `${hostname}${pathname}`;
}
