import { z } from 'zod';
import { accepted, isFilterName, listParameters, takesParameter } from '../lists/list-parameters.ts';
import { type Section, sections } from '../sections.ts';
import { diagnosisPaths, diagnosisSchemas } from './diagnosis.ts';
import { flowPaths, flowSchemas } from './flows.ts';
import { followingPaths, followingSchemas } from './following.ts';
import { identityPaths } from './identity.ts';
import { leadPaths, leadSchemas } from './leads.ts';
import { pointPaths } from './points.ts';
import { searchPaths, searchSchemas } from './search.ts';
import { whoPaths } from './who.ts';

const problemAnswer = {
  description: 'What was wrong (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
const json = (schema: object) => ({ 'application/json': { schema } });
const object = (properties: Record<string, object>) => ({ type: 'object', properties });
const array = (items: object) => ({ type: 'array', items });
const string = { type: 'string' };
const integer = { type: 'integer' };
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** The OpenAPI 3.1 description of the API; list parameters come from the contract that reads them. */
export function openApiDocument(origin: string | undefined): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Obsidienne',
      version: '1',
      description: 'Third places, networks, practices, needs and offers that publish about themselves.',
    },
    servers: [{ url: origin ?? '/' }],
    paths: {
      ...Object.fromEntries(sections.flatMap(sectionPaths)),
      ...pointPaths,
      ...searchPaths,
      ...flowPaths,
      ...leadPaths,
      ...diagnosisPaths,
      ...whoPaths,
      '/registrations': { post: registerOperation },
      ...followingPaths,
      ...identityPaths,
      '/inbox': { post: inboxOperation },
      '/check': { post: checkOperation },
    },
    components: {
      schemas: {
        ...schemas,
        ...followingSchemas,
        ...searchSchemas,
        ...flowSchemas,
        ...leadSchemas,
        ...diagnosisSchemas,
      },
    },
  };
}

function sectionPaths(section: Section): [string, object][] {
  return [
    [
      `/api/${section.api}`,
      {
        get: {
          summary: `List of ${section.api}; also ${section.api}.csv and ${section.api}.geojson`,
          parameters: parametersOf(section),
          responses: {
            200: {
              description: 'One page; `total` counts the whole list and the Link header leads to the other pages',
              content: { ...json(reference('List')), 'application/geo+json': {}, 'text/csv': {} },
            },
            400: problemAnswer,
          },
        },
      },
    ],
    [
      `/api/${section.api}/{key}`,
      {
        get: {
          summary: `One of ${section.api}`,
          parameters: [pathParameter('key')],
          responses: {
            200: {
              description: 'Everything known of it; `trouble` when its profile cannot be confirmed',
              content: json({
                allOf: [reference('Summary'), object({ trouble: { anyOf: [reference('Trouble'), { type: 'null' }] } })],
              }),
            },
            404: problemAnswer,
            410: problemAnswer,
          },
        },
      },
    ],
  ];
}

function parametersOf(section: Section): object[] {
  const { properties = {} } = z.toJSONSchema(listParameters, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties)
    .filter(([name]) => takesParameter(section, name))
    .map(([name, schema]) => ({
      name,
      in: 'query',
      required: false,
      description: accepted[name] ?? '',
      schema: isFilterName(name) ? string : schema,
    }));
}

function pathParameter(name: string): object {
  return { name, in: 'path', required: true, schema: string };
}

const urlBody = json({ ...object({ url: { type: 'string', format: 'uri' } }), required: ['url'] });

const registerOperation = {
  summary: 'Register the address of a profile; registering it again changes nothing',
  requestBody: { required: true, content: urlBody },
  responses: {
    202: { description: 'Accepted; the Location header is its status', content: json(reference('Registration')) },
    400: problemAnswer,
  },
};

const inboxOperation = {
  summary: 'Linked Data Notifications: a hint that an address is new or changed; nothing of the notification is kept',
  requestBody: { required: true, content: { 'application/ld+json': {}, 'text/turtle': {} } },
  responses: {
    202: { description: 'Accepted; the Location header is the registration', content: json({ type: 'object' }) },
    400: problemAnswer,
    415: problemAnswer,
  },
};

const checkOperation = {
  summary: 'Check a profile without registering it: a document in any RDF format or HTML, or its address',
  requestBody: {
    required: true,
    content: {
      ...urlBody,
      'text/turtle': {},
      'application/ld+json': {},
      'application/rdf+xml': {},
      'application/n-triples': {},
      'text/html': {},
    },
  },
  responses: {
    200: {
      description: 'What the check found; as Turtle or JSON-LD a sh:ValidationReport',
      content: {
        ...json(reference('Check')),
        'text/turtle': {},
        'application/ld+json': {},
        'application/junit+xml': {},
      },
    },
    400: problemAnswer,
    413: problemAnswer,
    415: problemAnswer,
  },
};

const bilingual = object({ fr: string, en: string });
const schemas = {
  Summary: object({
    type: string,
    key: string,
    iri: string,
    name: string,
    excerpt: string,
    kinds: array(string),
    practices: array(string),
    commune: string,
    postalCode: string,
    position: object({ lon: { type: 'number' }, lat: { type: 'number' } }),
    operatingStatus: string,
    lent: {
      type: 'object',
      description:
        'What the leading source does not say and another says of the same thing: by field, the address of the document that says it',
      additionalProperties: string,
    },
    startsAt: string,
    exchange: object({
      state: string,
      until: string,
      radiusKm: { type: 'number' },
      holder: object({ type: string, key: string, name: string, commune: string }),
    }),
    example: { type: 'boolean' },
    warnings: array(bilingual),
    provenance: object({
      source: string,
      registration: string,
      readAt: string,
      changedAt: string,
      license: string,
      attribution: string,
      status: string,
      visitedAt: string,
      nextVisitAt: string,
      failingSince: string,
      heldSince: string,
    }),
  }),
  Facet: object({ key: string, iri: string, label: bilingual, count: integer }),
  List: object({
    total: integer,
    page: integer,
    size: integer,
    items: array(reference('Summary')),
    facets: { type: 'object', additionalProperties: array(reference('Facet')) },
    closeTo: array(string),
  }),
  Check: object({
    conforms: { type: 'boolean' },
    summary: bilingual,
    findings: array(
      object({
        severity: string,
        message: bilingual,
        field: bilingual,
        path: string,
        value: string,
        fix: string,
        rule: string,
      }),
    ),
    card: { anyOf: [reference('Summary'), { type: 'null' }] },
    score: object({ points: integer, losses: array(object({ severity: string, count: integer, points: integer })) }),
    kept: array(object({ iri: string, statements: integer, as: { type: 'string', enum: ['own', 'other'] } })),
    changes: object({
      registration: string,
      since: string,
      items: array(object({ subject: string, predicate: string, before: array(string), after: array(string) })),
    }),
  }),
  Problem: object({
    type: string,
    title: string,
    status: integer,
    detail: string,
    parameter: string,
    value: string,
    allowed: array(string),
  }),
};
