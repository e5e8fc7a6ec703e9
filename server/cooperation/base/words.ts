/** Words that say nothing of what is sought or offered, in both languages, without accents. */
const empty = new Set(
  (
    'a au aux avec ce ces cet cette chez d dans de des du elle en est et eux il ils j je l la le les leur leurs lui ma mais me mes mon n ' +
    'ne nos notre nous on ont ou par pas peu plus pour qu que qui s sa sans se ses si son sont sur ta te tes toi ton tous tout toute ' +
    'toutes tu un une vos votre vous y deux trois quatre cinq fois jour jours semaine mois an ans annee fin debut entre quelques ' +
    'lundi mardi mercredi jeudi vendredi samedi dimanche week-end matin journee journees soir soirs soiree ete hiver printemps automne ' +
    'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lieu lieux faire fait projet projets aide ' +
    'besoin besoins cherche cherchons recherche recherchons offre offrons propose proposons pret pretons prete donne donnons ' +
    'the of and to in is it for on with as at by an be are from or that this we our us you your i he she they them their its who ' +
    'which can could would will have has had not no any some need needs seek seeking look looking offer offers lend give share'
  ).split(' '),
);

/** The words of a text that tell something: folded, without accents, in one form for singular and plural. */
export function facetWords(text: string): readonly string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1 && !empty.has(word))
    .map((word) => (word.length > 3 ? word.replace(/(?:aux|als?)$/, 'al').replace(/[sx]$/, '') : word));
}

/** Words of one family begin alike: "jardin" and "jardiner", "accueil" and "accueillir". */
export function stemOf(word: string): string {
  return word.slice(0, 6);
}

/** The stems of what texts say, each once. */
export function stemsIn(texts: readonly string[]): readonly string[] {
  return [...new Set(facetWords(texts.join(' ')).map(stemOf))];
}

/**
 * How much two texts speak of the same, from 0 to 1: the cosine of their sets of words, long words weighing more since
 * short ones are shared by chance.
 */
export function textSimilarity(a: readonly string[], b: readonly string[]): number {
  const [left, right] = [new Set(a), new Set(b)];
  const weigh = (words: Iterable<string>) => {
    let sum = 0;
    for (const word of words) sum += Math.min(word.length, 10);
    return sum;
  };
  const [wa, wb] = [weigh(left), weigh(right)];
  if (wa === 0 || wb === 0) return 0;
  return weigh(left.intersection(right)) / Math.sqrt(wa * wb);
}
