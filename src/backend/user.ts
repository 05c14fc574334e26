/** Who keeps something with the case: the name that the operating system knows them by. */
import { userInfo } from 'node:os';

/** The user's name; `unknown` where the system has none, as in some containers. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // No entry for the user's number: nothing is wrong with the case.
    return 'unknown';
  }
}
