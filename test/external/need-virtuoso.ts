import { lackOfVirtuoso } from './virtuoso.ts';

/** Without the server there is nothing to prove, which is a failure and never a skip. */
export default function setup(): void {
  const lack = lackOfVirtuoso();
  if (lack) throw new Error(lack);
}
