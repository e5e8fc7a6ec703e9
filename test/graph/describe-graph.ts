import { Parser } from 'n3';
import { afterEach, describe, expect, it } from 'vitest';
import type { AnswerFormat, GraphChange, RunningGraph } from '../../server/graph/graph.ts';
import { rows, textOf } from './read-answer.ts';

const a = 'http://a.example/profile';
const b = 'http://b.example/profile';
const provenance = 'urn:obsidienne:provenance:1';
const dataset: readonly GraphChange[] = [
  { iri: a, role: 'profile', triples: '<http://x> <http://p> "shared" .\n<http://x> <http://p> "only a" .\n' },
  { iri: b, role: 'profile', triples: '<http://x> <http://p> "shared" .\n<http://x> <http://p> "only b" .\n' },
  { iri: provenance, role: 'about', triples: '<http://a> <http://read> "secret" .\n' },
];
const crossProduct =
  'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?q ?r ?s FILTER(?c != ?s && ?f != ?o) }';
const many = Array.from({ length: 400 }, (_, i) => `<http://s/${i}> <http://p> "${i}" .`).join('\n');
const values = 'SELECT ?o { ?s ?p ?o }';

/** What every engine can be asked to keep to. */
export interface SharedOptions {
  readonly load: () => Iterable<GraphChange>;
  readonly deadlineMs?: number;
  readonly maxAnswerBytes?: number;
  readonly maxAnswerRows?: number;
  readonly clientMsPerMinute?: number;
}

/** How an engine differs from the standard, each with what it does instead: asserted, so that a mended engine is noticed. */
export interface Differences {
  /** Equal numbers of different types are one value, in the words that the first of them had. */
  readonly numbersAreOne?: boolean;
  /** The truth of an expression is 1 or 0, an integer. */
  readonly truthIsANumber?: boolean;
  /** The numbers of a geometry keep seven digits. */
  readonly geometriesAreRounded?: boolean;
  /** A path between two variables is refused: it wants one end known. */
  readonly pathsNeedAnEnd?: boolean;
  /** It has one thread and no deadline of its own: what nobody waits for goes on, and nothing else is answered. */
  readonly goesOn?: boolean;
}

/** The promises of the graph, for any engine: `start` gives one that holds what `load` gives and nothing else. */
export function describeGraph(
  engine: string,
  startEngine: (options: SharedOptions) => Promise<RunningGraph>,
  differences: Differences = {},
): void {
  const open: RunningGraph[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((graph) => graph.close()));
  });

  async function start(options: Partial<SharedOptions> = {}): Promise<RunningGraph> {
    const graph = await startEngine({ load: () => dataset, ...options });
    open.push(graph);
    return graph;
  }

  describe(`${engine}: the default graph`, () => {
    it('is the union of the profile graphs, with each triple once, and nothing of provenance', async () => {
      const graph = await start();
      expect(await rows(graph, values)).toEqual(['only a', 'only b', 'shared']);
      expect(await rows(graph, 'SELECT ?o { GRAPH ?g { ?s <http://read> ?o } }')).toEqual(['secret']);
      expect(await rows(graph, 'SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }')).toEqual([a, b, provenance]);
    });

    it('loses with a replaced profile only what no other profile says', async () => {
      const graph = await start();
      await graph.change([{ iri: a, role: 'profile', triples: '<http://x> <http://p> "new a" .' }]);
      expect(await rows(graph, values)).toEqual(['new a', 'only b', 'shared']);
      await graph.change([{ iri: b, role: 'profile', triples: null }]);
      expect(await rows(graph, values)).toEqual(['new a']);
    });

    it('does not keep a triple because provenance says it too', async () => {
      const graph = await start();
      await graph.change([{ iri: provenance, role: 'about', triples: '<http://x> <http://p> "only a" .' }]);
      await graph.change([{ iri: a, role: 'profile', triples: null }]);
      expect(await rows(graph, values)).toEqual(['only b', 'shared']);
    });

    it('follows a graph whose role changes', async () => {
      const graph = await start();
      await graph.change([{ iri: a, role: 'about', triples: '<http://x> <http://p> "hidden" .' }]);
      expect(await rows(graph, values)).toEqual(['only b', 'shared']);
    });

    it('keeps equal blank node labels of two graphs apart', async () => {
      const triples = '<http://x> <http://p> _:b0 .\n_:b0 <http://q> "1" .\n';
      const load = () => [
        { iri: a, role: 'profile', triples } as const,
        { iri: b, role: 'profile', triples: triples.replace('"1"', '"2"') } as const,
      ];
      const graph = await start({ load });
      const perNode = 'SELECT (COUNT(?v) AS ?n) { ?s <http://p> ?o . ?o <http://q> ?v } GROUP BY ?o';
      expect(await rows(graph, perNode)).toEqual(['1', '1']);
      await graph.change([{ iri: a, role: 'profile', triples }]);
      expect(await rows(graph, perNode)).toEqual(['1', '1']);
      expect(await rows(graph, `SELECT ?v { GRAPH <${a}> { ?x <http://p> ?o } ?o <http://q> ?v }`)).toEqual(['1']);
    });
  });

  describe(`${engine}: a change`, () => {
    it('is refused as a whole when one of its graphs is not N-Triples, and says which line', async () => {
      const graph = await start();
      const bad = [
        { iri: a, role: 'profile', triples: null },
        { iri: b, role: 'profile', triples: '<http://x> <http://p> "unterminated .' },
      ] as const;
      await expect(graph.change(bad)).rejects.toThrow(/http:\/\/b\.example\/profile.*unterminated/);
      await expect(
        graph.change([{ iri: a, role: 'profile', triples: '<http://x y> <http://p> "1" .' }]),
      ).rejects.toThrow();
      expect(await rows(graph, values)).toEqual(['only a', 'only b', 'shared']);
    });

    it('reads literals that look like the end of a statement', async () => {
      const graph = await start();
      const triples = '<http://x><http://p>"a . # <b> \\" ."@fr-FR.  # a comment .\n\n# another\n_:z <http://p> _:z .';
      await graph.change([
        { iri: a, role: 'profile', triples },
        { iri: b, role: 'profile', triples: null },
      ]);
      expect(await rows(graph, `SELECT ?o { GRAPH <${a}> { ?s ?p ?o } FILTER(isLiteral(?o)) }`)).toEqual([
        '"a . # <b> "" ."',
      ]);
      expect(await rows(graph, 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }')).toEqual(['2']);
    });

    it('raises the version, which every answer names', async () => {
      const graph = await start();
      const before = await graph.query('ASK {}', { accept: ['json'] });
      await graph.change([{ iri: a, role: 'profile', triples: null }]);
      const after = await graph.query('ASK {}', { accept: ['json'] });
      expect([before, after]).toMatchObject([{ version: graph.version - 1 }, { version: graph.version }]);
    });

    it('loses statements in an about graph one by one, and only where that graph is held', async () => {
      const graph = await start();
      const read = (value: string) => `<http://a> <http://read> "${value}" .`;
      await graph.change([{ iri: provenance, role: 'about', removed: read('secret'), added: read('later') }]);
      await graph.change([{ iri: 'urn:obsidienne:provenance:2', role: 'about', removed: '', added: read('nowhere') }]);
      expect(await rows(graph, 'SELECT ?o { GRAPH ?g { ?s <http://read> ?o } }')).toEqual(['later']);
    });

    it('can be large', async () => {
      const lines = (n: number) =>
        Array.from({ length: n }, (_, i) => `<http://s/${i}> <http://p> "${i}" .`).join('\n');
      const graph = await start();
      await graph.change([{ iri: a, role: 'profile', triples: lines(12_000) }]);
      expect(await rows(graph, 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }')).toEqual(['12002']);
      await graph.change([{ iri: a, role: 'profile', triples: lines(2) }]);
      expect(await rows(graph, 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }')).toEqual(['4']);
    });

    it('is seen whole or not at all by readers', async () => {
      const profile = (word: string) =>
        Array.from({ length: 60 }, (_, i) => `<http://s/${i}> <http://w> "${word}" .`).join('\n');
      const graph = await start({ load: () => [{ iri: a, role: 'profile', triples: profile('x') }] });
      const seen = new Set<string>();
      let isOver = false;
      const reader = (async () => {
        for (let n = 0; !isOver; n++)
          seen.add(
            (await rows(graph, `# ${n}\nSELECT ?w (COUNT(*) AS ?n) { ?s <http://w> ?w } GROUP BY ?w`)).join(' '),
          );
      })();
      for (let n = 0; n < 30; n++)
        await graph.change([{ iri: a, role: 'profile', triples: profile(n % 2 ? 'x' : 'y') }]);
      isOver = true;
      await reader;
      expect([...seen].sort()).toEqual(['x,60', 'y,60']);
    });
  });

  describe(`${engine}: a query`, () => {
    it.each<[AnswerFormat, string, RegExp]>([
      ['json', values, /"bindings":\[/],
      ['xml', values, /<sparql xmlns=/],
      ['csv', values, /^o\r?\n/],
      ['tsv', values, /^\?o\n"/],
      ['json', 'ASK { ?s ?p ?o }', /"boolean":true/],
      ['xml', 'ASK { ?s ?p ?o }', /<boolean>true/],
      ['csv', 'ASK { ?s ?p ?o }', /true/],
    ])('is answered in %s: %s', async (format, query, expected) => {
      const graph = await start();
      const answer = await graph.query(query, { accept: [format] });
      expect(answer).toMatchObject({ state: 'answered', format });
      expect(await textOf(answer)).toMatch(expected);
    });

    it('gives the same graph in Turtle, N-Triples and JSON-LD', async () => {
      const graph = await start();
      const query = 'CONSTRUCT { ?s <http://q> ?o } WHERE { ?s ?p ?o }';
      const turtle = new Parser().parse(await textOf(await graph.query(query, { accept: ['json', 'turtle'] })));
      const ntriples = new Parser().parse(await textOf(await graph.query(query, { accept: ['ntriples'] })));
      const jsonld = JSON.parse(await textOf(await graph.query(query, { accept: ['jsonld'] })));
      expect(turtle).toHaveLength(3);
      const sorted = (quads: typeof turtle) => quads.map(({ object }) => object.value).sort();
      expect(sorted(ntriples)).toEqual(sorted(turtle));
      expect(JSON.stringify(jsonld).match(/@value/g)).toHaveLength(3);
      const described = await graph.query('DESCRIBE <http://x>', { accept: ['turtle'] });
      expect(described).toMatchObject({ kind: 'graph', mediaType: 'text/turtle' });
      expect(new Parser().parse(await textOf(described))).toHaveLength(3);
    });

    it('says which kind of answer has no acceptable format', async () => {
      const graph = await start();
      expect(await graph.query(values, { accept: ['turtle'] })).toEqual({
        state: 'format-unavailable',
        kind: 'bindings',
      });
      expect(await graph.query('DESCRIBE <http://x>', { accept: ['csv'] })).toEqual({
        state: 'format-unavailable',
        kind: 'graph',
      });
    });

    it('is told the line and column where it cannot be read', async () => {
      const graph = await start();
      const bad = (query: string) => graph.query(query, { accept: ['json'] });
      expect(await bad('SELECT *\n{ ?s foo:p ?o }')).toMatchObject({
        state: 'bad-query',
        line: 2,
        column: 11,
        message: { en: expect.stringMatching(/prefix is not declared.*foo:p/) },
      });
      expect(await bad('SELECT * { ?s ?p ?o ')).toMatchObject({ state: 'bad-query', line: 1, column: 21 });
      expect(await bad('INSERT DATA { <a:b> <a:c> 1 }')).toMatchObject({ state: 'bad-query', line: 1, column: 1 });
    });

    it('never reaches the network', async () => {
      const graph = await start();
      const service = 'SELECT * {\n  SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }';
      expect(await graph.query(service, { accept: ['json'] })).toMatchObject({
        state: 'bad-query',
        line: 2,
        column: 3,
        message: { fr: expect.stringContaining('SERVICE') },
      });
      expect(await graph.query('LOAD <http://127.0.0.1:9/x.ttl>', { accept: ['json'] })).toMatchObject({
        state: 'bad-query',
        message: { fr: expect.stringContaining('LOAD') },
      });
      expect(await rows(graph, 'SELECT ?o FROM <http://127.0.0.1:9/x.ttl> { ?s ?p ?o }')).toEqual([]);
    });

    it('can be given its dataset, which then is all it sees', async () => {
      const graph = await start();
      expect(await rows(graph, values, { defaultGraphs: [b] })).toEqual(['only b', 'shared']);
      const named = 'SELECT ?g { GRAPH ?g { ?s ?p "shared" } }';
      expect(await rows(graph, named, { defaultGraphs: [b] })).toEqual([]);
      expect(await rows(graph, named, { namedGraphs: [a] })).toEqual([a]);
      expect(await rows(graph, values, { namedGraphs: [a] })).toEqual([]);
    });

    it('is told when its answer is over the bound', async () => {
      const load = () => [{ iri: a, role: 'profile' as const, triples: many }];
      const graph = await start({ load, maxAnswerBytes: 10_000, deadlineMs: 60_000 });
      const large = 'SELECT * { ?s ?p ?o . ?s2 ?p2 ?o2 }';
      expect(await graph.query(large, { accept: ['json'] })).toEqual({
        state: 'too-large',
        of: 'answer',
        limitBytes: 10_000,
      });
      expect(await rows(graph, 'SELECT ?s { ?s ?p "7" }')).toEqual(['http://s/7']);
    });

    it('comes in several chunks when it is long', async () => {
      const graph = await start({ deadlineMs: 60_000, load: () => [{ iri: a, role: 'profile', triples: many }] });
      const answer = await graph.query('SELECT * { ?s ?p ?o . ?s2 ?p2 ?o2 }', { accept: ['csv'] });
      expect((await textOf(answer)).trim().split('\n')).toHaveLength(160_001);
    });

    it('is told, soon, that it has more rows than there may be, in every format', async () => {
      const graph = await start({
        load: () => [{ iri: a, role: 'profile', triples: many }],
        maxAnswerRows: 1_000,
        deadlineMs: 2_000,
      });
      for (const format of ['json', 'xml', 'csv', 'tsv'] as const) {
        const ask = (query: string) => graph.query(query, { accept: [format] });
        expect(await ask(`SELECT * { ${'?a ?b ?c . ?d ?e ?f . ?g ?h ?i'} }`)).toEqual({
          state: 'too-large',
          of: 'rows',
          limitRows: 1_000,
        });
        expect(await ask('SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1001')).toMatchObject({ state: 'too-large' });
        expect(await ask('SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1000')).toMatchObject({ state: 'answered' });
      }
    });

    it('is stopped at the deadline, and the next one is answered', async () => {
      const graph = await start({ load: () => [{ iri: a, role: 'profile', triples: many }] });
      const stopped = await graph.query(crossProduct, { accept: ['json'], deadlineMs: 1_000 });
      expect(stopped).toEqual({ state: 'timeout', afterMs: 1_000 });
      if (differences.goesOn) return;
      expect(await rows(graph, 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }')).toEqual(['400']);
    });

    it('sees blank nodes as blank, in a test, a table and a description', async () => {
      const triples = '<http://x> <http://p> _:b0 .\n_:b0 <http://q> <http://y> .\n';
      const graph = await start({ load: () => [{ iri: a, role: 'profile', triples }] });
      expect(await rows(graph, 'SELECT ?p { ?s ?p ?o FILTER(isBlank(?o)) }')).toEqual(['http://p']);
      expect(await rows(graph, 'SELECT ?p { ?s ?p ?o FILTER(isIRI(?o)) }')).toEqual(['http://q']);
      expect(await rows(graph, 'SELECT ?o { <http://x> ?p ?o }')).toEqual([expect.stringMatching(/^_:/)]);
      const described = await textOf(await graph.query('DESCRIBE <http://x>', { accept: ['turtle'] }));
      expect(new Parser().parse(described)).toHaveLength(2);
      const found = await textOf(await graph.query('DESCRIBE ?x { ?x <http://p> ?y }', { accept: ['ntriples'] }));
      expect(new Parser().parse(found)).toHaveLength(2);
    });

    it('finds its graphs with GRAPH in every place of a pattern', async () => {
      const graph = await start();
      const ask = (query: string) => rows(graph, query);
      expect(await ask('SELECT ?g { ?s ?p ?o . GRAPH ?g { ?s ?p ?o } FILTER(?o = "only a") }')).toEqual([a]);
      expect(await ask(`SELECT ?o { ?s ?p ?o FILTER EXISTS { GRAPH <${b}> { ?s ?p ?o } } }`)).toEqual([
        'only b',
        'shared',
      ]);
      expect(await ask(`SELECT ?o { ?s ?p ?o MINUS { GRAPH <${b}> { ?s ?p ?o } } }`)).toEqual(['only a']);
      expect(
        await ask('SELECT ?o ?r { { SELECT ?o { ?s ?p ?o } } OPTIONAL { GRAPH ?g { ?x <http://read> ?r } } }'),
      ).toEqual(['only a,secret', 'only b,secret', 'shared,secret']);
      expect(await ask('SELECT (EXISTS { ?s <http://read> ?o } AS ?leaks) {}')).toEqual([
        differences.truthIsANumber ? '0' : 'false',
      ]);
      expect(await ask('SELECT ?o { ?s ?p ?o } VALUES ?o { "only a" "secret" }')).toEqual(['only a']);
      expect(await ask('SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }')).toEqual(['3']);
    });

    it('gets literals back as they were said', async () => {
      const xsd = 'http://www.w3.org/2001/XMLSchema#';
      const said = [
        '"é \\"quoted\\" \\\\ back\\nline\\ttab"@fr-FR',
        '"\\u0022 } # \\\\u0022"',
        `"true"^^<${xsd}boolean>`,
        `"2026-11-26"^^<${xsd}date>`,
        `"2026-11-26T10:00:00Z"^^<${xsd}dateTime>`,
        `"2026"^^<${xsd}gYear>`,
        `"1.5"^^<${xsd}decimal>`,
        '"POINT(2.35 48.85)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>',
        '"own"^^<http://example.org/type>',
      ];
      const triples = said.map((object, i) => `<http://x> <http://p/${i}> ${object} .`).join('\n');
      const graph = await start({ load: () => [{ iri: a, role: 'profile', triples }] });
      const turtle = await textOf(await graph.query('CONSTRUCT WHERE { ?s ?p ?o }', { accept: ['ntriples'] }));
      const read = (text: string) =>
        new Parser()
          .parse(text)
          .map(({ predicate, object }) => `${predicate.value} ${object.id}`)
          .sort();
      const geometry = differences.geometriesAreRounded
        ? 'POINT(2.3499999046326 48.849998474121)'
        : 'POINT(2.35 48.85)';
      expect(read(turtle)).toEqual(read(triples.replace('POINT(2.35 48.85)', geometry)));
      const json = JSON.parse(
        await textOf(await graph.query('SELECT ?o { ?s <http://p/2> ?o }', { accept: ['json'] })),
      );
      expect(json.results.bindings).toEqual([{ o: { type: 'literal', value: 'true', datatype: `${xsd}boolean` } }]);
    });

    it(
      differences.numbersAreOne
        ? 'gets equal numbers of different types as one (the engine compares values, the standard terms)'
        : 'gets equal numbers of different types as different',
      async () => {
        const xsd = 'http://www.w3.org/2001/XMLSchema#';
        const triples = ['integer', 'decimal', 'double']
          .map((type) => `<http://x> <http://p> "1"^^<${xsd}${type}> .`)
          .join('\n');
        const graph = await start({ load: () => [{ iri: a, role: 'profile', triples }] });
        expect(await rows(graph, 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }')).toEqual([
          differences.numbersAreOne ? '1' : '3',
        ]);
      },
    );

    it(
      differences.pathsNeedAnEnd
        ? 'is refused a path between two variables (the engine wants one end known), and told why'
        : 'follows a path between two variables',
      async () => {
        const triples = '<http://1> <http://n> <http://2> .\n<http://2> <http://n> <http://3> .';
        const graph = await start({ load: () => [{ iri: a, role: 'profile', triples }] });
        expect(await rows(graph, 'SELECT ?y { <http://1> <http://n>+ ?y }')).toEqual(['http://2', 'http://3']);
        const both = await graph.query('SELECT * { ?x <http://n>+ ?y }', { accept: ['csv'] });
        if (differences.pathsNeedAnEnd)
          expect(both).toMatchObject({
            state: 'bad-query',
            message: { en: expect.stringContaining('transitive start') },
          });
        else expect((await textOf(both)).trim().split(/\r?\n/)).toHaveLength(4);
      },
    );

    it('is never given again when it depends on the moment', async () => {
      const graph = await start();
      const ask = async () => textOf(await graph.query('SELECT (STRUUID() AS ?u) {}', { accept: ['csv'] }));
      expect(await ask()).not.toBe(await ask());
    });
  });
}
