import type { Lent } from '../../../directory/entity.ts';
import { identityTexts } from '../../texts/identity-texts.ts';
import { entry } from '../../texts/texts.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { shortAddress } from './property-values.ts';

/** "selon …" beside a value that the leading source does not give; nothing where it does. */
export function accordingTo(lent: Lent | undefined, field: string, context: PageContext): Content {
  const source = lent && entry(lent, field, '');
  return source && html` <span class="quiet small according-to">${bySource(source, context)}</span>`;
}

/** Of what a row shows, what another source says: "Commune, pratiques selon …". */
export function rowAccordingTo(
  lent: Lent | undefined,
  shown: Readonly<Partial<Record<'kind' | 'address' | 'practice' | 'description', boolean>>>,
  context: PageContext,
): Content {
  if (!lent) return null;
  const { rowFields } = identityTexts(context.language).entity;
  const fields = (Object.keys(rowFields) as (keyof typeof rowFields)[]).filter((field) => shown[field] && lent[field]);
  const bySources = Map.groupBy(fields, (field) => lent[field] ?? '');
  return [...bySources].map(
    ([source, names]) =>
      html`<span class="entity-row-credit according-to">${names.map((name) => rowFields[name]).join(', ')} ${bySource(source, context)}</span>`,
  );
}

function bySource(source: string, context: PageContext): Content {
  const [before, after] = identityTexts(context.language).entity.accordingTo.split('{who}');
  const address = webAddress(source);
  const name = shortAddress(source);
  return html`${before}${address ? html`<a href=${context.reach(address)} rel="external nofollow">${name}</a>` : name}${after}`;
}
