/** A record, and what was worked out of it before anything is made of it. */
import type { Action } from './activity.ts';
import type { Actor } from './actors.ts';
import type { Fields } from './record.ts';
import type { Surroundings } from './target-rules.ts';

export interface Met {
  readonly record: Fields;
  readonly action: Action;
  /** Undefined when the record names nobody. */
  readonly actor: Actor | undefined;
  readonly around: Surroundings;
}
