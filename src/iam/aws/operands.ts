/** The policy's values for one condition key, ready to be compared with those of a request. */
import type { Facts } from './facts.ts';
import type { Truth, Unknowns } from './truth.ts';

export interface Operands {
  /** The answer for every value there is, where there is one such. */
  readonly constant: boolean | undefined;
  /** Whether a value of the request is among them; adds to `unknowns` the variables for which that is unknown. */
  test(value: string, facts: Facts, unknowns: Unknowns): Truth;
  /** The same for a value of which only a pattern that it matches is known. */
  testShape(shape: string): Truth;
}
