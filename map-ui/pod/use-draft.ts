import { useEffect, useState } from 'preact/hooks';
import { checkAnswers, type Prepared } from './observatory.ts';

type Pairs = readonly (readonly [string, string])[];

/** What is known of the answers kept on this device. */
export type Draft =
  | { readonly state: 'none' }
  | { readonly state: 'checking' }
  | { readonly state: 'checked'; readonly prepared: Prepared }
  | { readonly state: 'unchecked'; readonly retry: () => void };

export function useDraft(answers: Pairs | undefined): Draft {
  const [draft, setDraft] = useState<Draft>({ state: answers ? 'checking' : 'none' });
  const check = async () => {
    if (!answers) return;
    setDraft({ state: 'checking' });
    const prepared = await checkAnswers(answers);
    setDraft(prepared ? { state: 'checked', prepared } : { state: 'unchecked', retry: () => void check() });
  };
  useEffect(() => void check(), [answers]);
  return draft;
}
