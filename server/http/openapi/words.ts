/** The words that descriptions of the API are written with (OpenAPI 3.1, JSON Schema). */
export const string = { type: 'string' };
export const integer = { type: 'integer' };
export const boolean = { type: 'boolean' };
export const time = { type: 'string', format: 'date-time' };
export const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });
export const object = (properties: Record<string, object>) => ({ type: 'object', properties });
export const array = (items: object) => ({ type: 'array', items });
export const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
export const json = (schema: object) => ({ 'application/json': { schema } });

/** A parameter that need not be given. */
export const query = (name: string, description: string) => ({
  name,
  in: 'query',
  required: false,
  description,
  schema: string,
});

export const problemAnswer = {
  description: 'What was wrong (RFC 9457)',
  content: { 'application/problem+json': { schema: reference('Problem') } },
};
