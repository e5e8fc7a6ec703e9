import type { Lead, LeadsAnswer } from '../../server/http/contract.ts';
import { readJson } from '../places/read-answer.ts';
import { pageLanguage } from '../texts/texts.ts';
import { useLatest } from '../tools/use-latest.ts';

/** As many as lines can be told apart around a place; its page has all. */
const shownLeads = 12;

/** The best of the places whose needs and offers meet those of the open place; without them it is shown all the same. */
export function useLeads(key: string | undefined, attempt: number): readonly Lead[] {
  const { value, isCurrent } = useLatest(
    key === undefined ? undefined : `${attempt} ${key}`,
    (signal) =>
      readJson<LeadsAnswer>(
        `/api/places/${encodeURIComponent(key ?? '')}/leads?kind=exchange,answers-need,seeks-offer&size=${shownLeads}&lang=${pageLanguage()}`,
        signal,
      ),
    (error) => console.warn(error),
  );
  return (isCurrent && key !== undefined && value?.items) || none;
}

const none: readonly Lead[] = [];
