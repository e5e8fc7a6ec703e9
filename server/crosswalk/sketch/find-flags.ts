import type { SampledColumn } from './guess-columns.ts';
import { shareOf } from './sample-columns.ts';

const yes = /^(?:true|vrai|oui|yes|o|x|✓|✔|1)$/i;
const no = /^(?:false|faux|non|no|n|0)$/i;
/** What is said of a place by yes or no, and is nothing that it does. */
const ofOthers =
  /pmr|handicap|acces|adherent|valid|actif|publi|affich|statut|consent|rgpd|newsletter|visible|deleted|supprim/i;
/** Free words that a place may have. */
const most = 10;

/** The columns that say yes or no to what their own name says, as forms with boxes to tick give them; fewer than two are no such list. */
export function findFlags(columns: readonly SampledColumn[]): readonly SampledColumn[] {
  const found = columns.filter((column) => {
    const name = column.path.split('.').at(-1) ?? '';
    const isWord = /(?:\p{L}[^\p{L}]*){3}/u.test(name) && name.length <= 60 && !ofOthers.test(name.normalize('NFD'));
    return isWord && shareOf(column, (value) => yes.test(value.trim()) || no.test(value.trim())) === 1;
  });
  const ticked = found.filter((column) => shareOf(column, (value) => yes.test(value.trim())) > 0);
  return ticked.length >= 2 ? ticked.slice(0, most) : [];
}
