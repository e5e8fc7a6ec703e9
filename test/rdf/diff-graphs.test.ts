import { expect, it } from 'vitest';
import { diffGraphs } from '../../server/rdf/diff-graphs.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';

const at = 'https://lieu.example/';
const graph = (turtle: string) => parseTurtle(`@prefix schema: <https://schema.org/> . ${turtle}`, 'turtle', at);
const diff = (before: string, after: string) => diffGraphs(graph(before), graph(after));

it('tells what was changed, taken away and added', () => {
  expect(
    diff(
      '<#l> schema:name "A" ; schema:email "a@b.example" .',
      '<#l> schema:name "B" ; schema:url <https://b.example/> .',
    ),
  ).toEqual([
    { subject: `${at}#l`, predicate: 'https://schema.org/name', before: ['A'], after: ['B'] },
    { subject: `${at}#l`, predicate: 'https://schema.org/email', before: ['a@b.example'], after: [] },
    { subject: `${at}#l`, predicate: 'https://schema.org/url', before: [], after: ['https://b.example/'] },
  ]);
});

it('compares what is described in place by what it says, not by its label', () => {
  const hours = (closes: string) => `<#l> schema:hours [ schema:opens "09:00" ; schema:closes "${closes}" ] .`;
  expect(diff(hours('18:00'), `<#x> schema:hours [ schema:opens "09:00" ] . ${hours('18:00')}`)).toHaveLength(1);
  expect(diff(hours('18:00'), hours('19:00'))).toEqual([
    {
      subject: `${at}#l`,
      predicate: 'https://schema.org/hours',
      before: ['[closes 18:00 ; opens 09:00]'],
      after: ['[closes 19:00 ; opens 09:00]'],
    },
  ]);
});

it('comes to an end in a ring', () => {
  const ring = '<#l> schema:knows _:a . _:a schema:knows _:b . _:b schema:knows _:a .';
  expect(diff(ring, ring)).toEqual([]);
});
