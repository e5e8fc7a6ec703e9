import type { Asker, LeadFinder, Leads } from '../cooperation/leads.ts';
import type { EntityType } from '../directory/entity.ts';
import { hasLeads } from './lead-address.ts';
import type { PageContext } from './pages/frame/page-context.ts';

/** The first leads of an entity, `later` while they are being found, `none` for what has none. */
export type ShortLeads = Leads | 'later' | 'none';

const shown = 3;
/** A page does not wait longer for what it can lead to. */
const patienceMs = 600;

/** Asks for the first leads, as long as that takes no longer than a page may. */
export function shortLeads(
  leads: Pick<LeadFinder, 'of'>,
  { type, key }: { readonly type: EntityType; readonly key: string },
  { language, now }: Pick<PageContext, 'language' | 'now'>,
): Promise<ShortLeads> | 'none' {
  return hasLeads(type) ? leadsAmong(leads, { type, key }, { language, now }) : 'none';
}

/** The same of whoever is asked for. */
export async function leadsAmong(
  leads: Pick<LeadFinder, 'of'>,
  asker: Asker,
  { language, now }: Pick<PageContext, 'language' | 'now'>,
): Promise<ShortLeads> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'later'>((resolve) => {
    timer = setTimeout(resolve, patienceMs, 'later');
  });
  try {
    return await Promise.race([leads.of(asker, { language, now, limit: shown }), late]);
  } finally {
    clearTimeout(timer);
  }
}
