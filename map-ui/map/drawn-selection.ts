import type { EntityAnswer, Lead, Summary } from '../../server/http/contract.ts';
import type { Group, Member } from '../panel/use-group.ts';
import type { DrawnPlace, LinkedPlace, Spread } from './map-view.ts';
import { familyOf } from './relation-families.ts';
import { mostSpread } from './spread-out.ts';

/** A place as the map draws it when it is the open one and has a position. */
export function drawnPlace(opened: Summary | Member | undefined, key: string | undefined): DrawnPlace | undefined {
  if (!opened || opened.key !== key || !('position' in opened) || !opened.position) return undefined;
  return { key: opened.key, name: opened.name, kinds: opened.kinds, ...opened.position };
}

/** The places at the other end of an entity's links and leads that have a position, by family; a link that both confirm wins. */
export function linkedPlaces(entity: EntityAnswer | undefined, leads: readonly Lead[]): LinkedPlace[] {
  const found = new Map<string, LinkedPlace>();
  for (const { relation, target, mutual } of entity?.links ?? []) {
    if (!('key' in target) || target.type !== 'place' || target.key === entity?.key) continue;
    const place = drawnPlace(target, target.key);
    const family = familyOf(relation);
    const line = `${family} ${target.key}`;
    if (place) found.set(line, { place, family, mutual: mutual || found.get(line)?.mutual === true });
  }
  // A lead is nobody's statement yet, so that its line is dashed.
  for (const { actor } of entity ? leads : []) {
    const place = actor.type === 'place' ? drawnPlace(actor, actor.key) : undefined;
    const line = `exchange ${actor.key}`;
    if (place && !found.has(line)) found.set(line, { place, family: 'exchange', mutual: false });
  }
  return [...found.values()];
}

/** A group that is small enough to be spread out on the map, once all its places are known. */
export function spreadOf(group: Group | undefined, members: readonly Member[] | undefined): Spread | undefined {
  if (!group || group.count > mostSpread || members?.length !== group.count) return undefined;
  return { centre: group, places: members };
}
