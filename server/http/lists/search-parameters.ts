import { z } from 'zod';
import { accepted, bboxParameter, maxSearchLength, nearParameter } from './list-parameters.ts';

const maxLimit = 20;

/** The parameters of a search, for reading them and for the OpenAPI document. */
export const searchParameters = z.strictObject({
  q: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(maxLimit).optional(),
  bbox: bboxParameter.optional(),
  near: nearParameter.optional(),
  lang: z.enum(['fr', 'en']).optional(),
});

/** What each of them accepts, in words. */
export const acceptedInSearch: Readonly<Record<string, string>> = {
  q: `the beginning of what is looked for; what is longer than ${maxSearchLength} characters is cut`,
  limit: `a whole number from 1 to ${maxLimit}, of each kind; 5 when it is left out`,
  bbox: accepted['bbox'] ?? '',
  near: accepted['near'] ?? '',
  lang: accepted['lang'] ?? '',
};
