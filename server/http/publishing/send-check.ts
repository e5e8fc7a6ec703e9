import type { Request, Response } from 'express';
import { serialize } from '../../rdf/serialize.ts';
import { reportToJunit } from '../../validation/report-junit.ts';
import { reportToQuads } from '../../validation/report-quads.ts';
import { scoreOf } from '../../validation/score.ts';
import type { CheckAnswer, CheckedProfile } from '../contract.ts';
import { languageOf } from '../language.ts';

const formats = ['application/json', 'text/turtle', 'application/ld+json', 'application/junit+xml'] as const;
/** Where a profile is that has no address yet. */
const noAddress = 'https://monlieu.example/fiche';

/** What was checked with its score. */
export function scored(checked: CheckedProfile): CheckAnswer {
  return { ...checked, score: scoreOf(checked.findings) };
}

/** Answers a check as its asker wants it: our JSON, a `sh:ValidationReport`, or JUnit for who runs it at each change. */
export async function sendCheck(
  request: Request,
  response: Response,
  {
    checked,
    profileUrl = noAddress,
    at,
  }: { readonly checked: CheckedProfile; readonly profileUrl?: string | undefined; readonly at: Date },
): Promise<void> {
  response.vary('Accept');
  const format = request.accepts([...formats]) || 'application/json';
  if (format === 'application/json') return void response.json(scored(checked));
  const said = { profileUrl, at: at.toISOString() };
  if (format === 'application/junit+xml')
    return void response.type(format).send(reportToJunit(checked, { ...said, language: languageOf(response) }));
  const quads = reportToQuads(checked, { ...said, iri: `${profileUrl}#report` });
  response.type(format).send(await serialize(quads, format === 'text/turtle' ? 'turtle' : 'jsonld'));
}
