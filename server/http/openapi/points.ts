import { accepted, isFilterName } from '../lists/list-parameters.ts';
import { sectionOf } from '../sections.ts';

const schema = { type: 'string' };
const path = (name: string) => ({ name, in: 'path', required: true, schema });
const parameter = (name: string, description: string) => ({ name, in: 'query', required: false, description, schema });
const filters = ['q', ...sectionOf('place').filters.filter(isFilterName)].map((name) =>
  parameter(name, accepted[name] ?? ''),
);
const answer = (description: string, mediaType = 'application/json') => ({
  200: { description, content: { [mediaType]: {} } },
  404: { description: 'The version is no longer held: begin again with /api/points' },
});
const version = path('version');

/** The places as maps have them: see `server/points/`. */
export const pointPaths = {
  '/api/points': {
    get: {
      summary: 'The newest version of the places as maps have them: facets with their values, and what to ask for next',
      responses: { 200: { description: 'Manifest', content: { 'application/json': {} } } },
    },
  },
  '/api/points/{version}.bin': {
    get: {
      summary: 'Positions and facets of all places, by column (server/points/columns-file.ts), while they fit one file',
      parameters: [version],
      responses: answer('Columns, compressed', 'application/octet-stream'),
    },
  },
  '/api/points/{version}/names/{page}.json': {
    get: {
      summary: 'Key, name and, where it is another one, English name of 256 rows',
      parameters: [version, path('page')],
      responses: answer('Lists of two or three texts, in the order of the rows'),
    },
  },
  '/api/points/{version}/rows': {
    get: {
      summary: 'The rows that filters keep, each as the difference to the one before',
      parameters: [version, ...filters],
      responses: answer('`total` and `rows`'),
    },
  },
  '/api/points/{version}/filter': {
    get: {
      summary: 'How many places filters keep, and how many each value would keep',
      parameters: [version, ...filters],
      responses: answer('`total`, `located`, `bounds` and `facets`, these in the order of the manifest'),
    },
  },
  '/api/points/{version}/count': {
    get: {
      summary: 'How many of the places that filters keep lie in a box',
      parameters: [version, parameter('bbox', accepted['bbox'] ?? ''), ...filters],
      responses: answer('`total`'),
    },
  },
  '/api/points/{version}/clusters/{cluster}': {
    get: {
      summary: 'The places of a cluster of the tiles, a page at a time, and the zoom at which it comes apart',
      parameters: [
        version,
        path('cluster'),
        parameter('offset', 'a whole number from 0'),
        parameter('limit', 'a whole number from 1 to 500'),
        ...filters,
      ],
      responses: answer('`expansionZoom` and `leaves`'),
    },
  },
  '/tiles/{z}/{x}/{y}.mvt': {
    get: {
      summary: 'Places and clusters as a vector tile with the layer `places`, down to zoom 17',
      parameters: [
        ...['z', 'x', 'y'].map(path),
        parameter('v', 'a version of /api/points, whose rows and clusters the tile then carries'),
        ...filters,
      ],
      responses: {
        ...answer('Mapbox Vector Tile', 'application/vnd.mapbox-vector-tile'),
        204: { description: 'Nothing lies there' },
      },
    },
  },
};
