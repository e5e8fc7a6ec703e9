/** What the API answers, shared with what runs in the browser. */
export type { Lead, LeadKind } from '../cooperation/leads.ts';
export type { Concept, Entity, Facet, Link, Summary, Value } from '../directory/entity.ts';
export type { Bilingual, Language, Text } from '../rdf/text.ts';
export type { Finding } from '../validation/report.ts';
export type * from './contract/cooperation.ts';
export type * from './contract/lists.ts';
export type * from './contract/overviews.ts';
export type * from './contract/publishing.ts';
export type * from './contract/query-terms.ts';
export type * from './contract/registrations.ts';
