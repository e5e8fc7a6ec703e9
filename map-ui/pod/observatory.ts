import type { CheckAnswer, FormAnswer, RegistrationAnswer } from '../../server/http/contract.ts';

type Pairs = readonly (readonly [string, string])[];

/** What the answers kept on this device make: whether they can be published, and what as. */
export interface Prepared {
  readonly conforms: boolean;
  readonly name: string | undefined;
  readonly summary: FormAnswer['summary'];
}

/** Has the answers of the form checked; undefined when this site does not answer. */
export async function checkAnswers(answers: Pairs): Promise<Prepared | undefined> {
  const response = await postForm(answers, 'application/json');
  if (!response) return undefined;
  const { conforms, summary, card } = (await response.json()) as FormAnswer;
  return { conforms, summary, name: card?.name };
}

/** The Turtle that the answers make, the same wherever it is put; undefined when this site does not answer. */
export async function turtleOf(answers: Pairs): Promise<string | undefined> {
  return (await postForm([...answers, ['fichier', 'ttl']], 'text/turtle'))?.text();
}

async function postForm(answers: Pairs, accept: string): Promise<Response | undefined> {
  const body = new URLSearchParams(answers.map(([name, value]) => [name, value]));
  return orNothing(fetch('/publier/fiche', { method: 'POST', body, headers: { accept } }));
}

export type Told =
  | { readonly state: 'registered'; readonly registration: RegistrationAnswer }
  | { readonly state: 'not-taken'; readonly detail: string }
  | { readonly state: 'silent' };

/** Registers a profile, or says that it changed where it is known already. */
export async function tellObservatory(url: string): Promise<Told> {
  const response = await postJson('/registrations', { url });
  if (!response) return { state: 'silent' };
  const answer: unknown = await response.json();
  if (!response.ok) return { state: 'not-taken', detail: (answer as { detail?: string }).detail ?? '' };
  const registration = answer as RegistrationAnswer;
  if (!registration.lastVisitAt) return { state: 'registered', registration };
  const hinted = await postJson(`/registrations/${registration.id}/hint`, {});
  return { state: 'registered', registration: hinted?.ok ? await hinted.json() : registration };
}

/** Whether this site, as anybody, finds a profile at an address that it would show. */
export async function isReadable(url: string): Promise<boolean> {
  const response = await postJson('/check', { url });
  return response?.ok ? ((await response.json()) as CheckAnswer).conforms : false;
}

/** Asks until a registration was visited, for as long as somebody waits; gives what is known then. */
export async function awaitVisit(first: RegistrationAnswer, signal: AbortSignal): Promise<RegistrationAnswer> {
  let known = first;
  while (known.lastVisitAt === first.lastVisitAt && !signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, restMs));
    const response = await orNothing(fetch(`/registrations/${first.id}`, { headers: { accept: 'application/json' } }));
    if (response) known = (await response.json()) as RegistrationAnswer;
  }
  return known;
}

/** A visit takes a second or two. */
const restMs = 1000;

async function postJson(path: string, body: object): Promise<Response | undefined> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  try {
    return await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  } catch (error) {
    console.info('This site does not answer.', error);
    return undefined;
  }
}

async function orNothing(asked: Promise<Response>): Promise<Response | undefined> {
  try {
    const response = await asked;
    return response.ok ? response : undefined;
  } catch (error) {
    console.info('This site does not answer.', error);
    return undefined;
  }
}
