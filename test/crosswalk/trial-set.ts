/** What is told of a set that a test maps. */
export const trialSet = {
  key: 'essai',
  title: { fr: 'Essai', en: 'Trial' },
  dataFile: 'essai',
  source: { page: 'https://set.example/', file: 'https://set.example/data', modified: '2026-01-01' },
  attribution: 'Personne',
};
