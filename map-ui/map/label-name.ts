import type { ExpressionSpecification } from 'maplibre-gl';

/** Letters of a name that the map writes; the list and the card have the rest. */
const most = 48;

/** A name as it fits on the map. */
export function labelName(name: string): string {
  const letters = [...name];
  return letters.length > most
    ? `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : name;
}

/** The same for the name that a feature of a style has. */
export function labelOf(name: ExpressionSpecification): ExpressionSpecification {
  return ['case', ['>', ['length', name], most], ['concat', ['slice', name, 0, most - 1], '…'], name];
}
