/** Why a pod did not do what it was asked; `observatory`: this site did not answer, and the pod was not asked. */
export interface PodFailure {
  readonly state: 'failed';
  readonly why:
    | 'expired'
    | 'refused'
    | 'silent'
    | 'exists'
    | 'full'
    | 'not-public'
    | 'missing'
    | 'observatory'
    | 'other';
  readonly status?: number;
}

/** What the status of an answer means for whoever asked, signed in. */
export function failureOfStatus(status: number): PodFailure {
  return { state: 'failed', why: meanings[status] ?? 'other', status };
}

const meanings: Readonly<Partial<Record<number, PodFailure['why']>>> = {
  401: 'expired',
  403: 'refused',
  404: 'missing',
  405: 'refused',
  410: 'missing',
  412: 'exists',
  507: 'full',
};

/** What a thrown error of `fetch` or of the Solid client means; an answer that makes no sense is an `other` without status. */
export function failureOf(error: unknown): PodFailure {
  if (isAnswer(error)) return failureOfStatus(error.statusCode);
  // What `fetch` throws when nobody answers (Fetch, section 5.6), and the session when it can no longer be renewed.
  if (error instanceof TypeError) return { state: 'failed', why: 'silent' };
  console.error(error);
  return { state: 'failed', why: 'other' };
}

function isAnswer(error: unknown): error is { readonly statusCode: number } {
  return typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number';
}
