/** The sentences that the page gives its script. */
export type FormWords = Readonly<
  Record<
    | 'saved'
    | 'restored'
    | 'notSaved'
    | 'forget'
    | 'forgetSure'
    | 'previewStale'
    | 'otherTab'
    | 'takeOther'
    | 'communes'
    | 'communeChosen'
    | 'communeUnknown'
    | 'found'
    | 'foundOne'
    | 'foundNone'
    | 'pin'
    | 'mapLabel'
    | 'mapHint'
    | 'mapFailed'
    | 'placeHere'
    | 'placing'
    | 'notPlaced'
    | 'searchEntity'
    | 'removeEntity'
    | 'added'
    | 'removed'
    | 'notInDirectory'
    | 'shownChoices'
    | 'noChoice'
    | 'lookingAtPicture'
    | 'oneByOne'
    | 'allAtOnce'
    | 'stepOf'
    | 'previous'
    | 'next'
    | 'skip'
    | 'finish'
    | 'copy'
    | 'copied'
    | 'sameHours'
    | 'sameHoursOf'
    | 'seeField'
    | 'violation'
    | 'warning'
    | 'info',
    string
  >
>;

/** Puts values into the holes of a sentence. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}
