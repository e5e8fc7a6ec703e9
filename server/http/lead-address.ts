import type { Asker, LeadKind } from '../cooperation/leads.ts';
import type { EntityType } from '../directory/entity.ts';
import type { Territory } from '../geography/territory.ts';
import { withParameters } from './lists/pagination.ts';
import { entityPath } from './sections.ts';

/** Whose leads a page is about. */
export interface LeadSubject {
  readonly asker: Asker;
  readonly name: string;
  /** As its publisher names it; absent of a territory. */
  readonly iri?: string;
  /** The page of it. */
  readonly path: string;
  /** The same leads as JSON. */
  readonly api: string;
}

const withLeads: ReadonlySet<EntityType> = new Set([
  'place',
  'network',
  'organization',
  'person',
  'territory',
  'cooperation',
]);

/** Whether entities of a type can have leads. */
export function hasLeads(type: EntityType): boolean {
  return withLeads.has(type);
}

/** Everybody in a territory. */
export function askerOf({ level, code, departements }: Territory): Asker {
  return level === 'commune' ? { departements, commune: code } : { departements };
}

/** The page of the leads of an entity. */
export function leadsPath(of: { readonly type: EntityType; readonly key: string }): string {
  return `${entityPath(of)}/pistes`;
}

/** The leads of one kind only, or of all. */
export function leadsOfKind(path: string, kind: LeadKind | undefined): string {
  return withParameters(`${path}/pistes`, { kind });
}
