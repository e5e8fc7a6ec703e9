import { InvalidArgumentError } from 'commander';

/** A commander option parser that admits only these words and names them when another one is given. */
export function oneOf<const T extends string>(words: readonly T[]): (value: string) => T {
  return (value) => {
    const found = words.find((word) => word === value);
    if (!found) throw new InvalidArgumentError(`It must be one of ${words.join(', ')}.`);
    return found;
  };
}
