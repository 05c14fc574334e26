/** Reads one JSON object of an export leniently: a field of the wrong type becomes a problem and is left out. */
import { parseTime } from '../base/time.ts';
import type { Problem, ProblemCode } from './importer.ts';

/** True for a JSON object: not null, not a list. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Absent, null and empty text all mean "not given" and are no problem. Every problem has the object's own place as `at`
 * and the field, relative to the outermost object, as `field` (`Tags/0/Key`).
 */
export class JsonFields {
  /** Where the outermost object stands. */
  readonly at: string;
  readonly #object: Readonly<Record<string, unknown>>;
  readonly #problems: Problem[];
  readonly #prefix: string;

  /** `problems` is where problems are put, in the order the fields are read. */
  constructor(object: Readonly<Record<string, unknown>>, at: string, problems: Problem[], prefix = '') {
    this.#object = object;
    this.at = at;
    this.#problems = problems;
    this.#prefix = prefix;
  }

  /** Names of the fields that hold something. */
  names(): string[] {
    return Object.keys(this.#object).filter((name) => this.value(name) !== undefined);
  }

  value(name: string): unknown {
    const value = Object.hasOwn(this.#object, name) ? this.#object[name] : undefined;
    return value === null || value === '' ? undefined : value;
  }

  text(name: string): string | undefined {
    const value = this.value(name);
    return value === undefined || typeof value === 'string' ? value : this.#wrong(name, 'text');
  }

  /** Fixed-width UTC text. */
  time(name: string): string | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    return (
      (typeof value === 'string' ? parseTime(value) : undefined) ??
      this.#wrong(name, 'a time such as 2026-01-31T12:00:00Z')
    );
  }

  integer(name: string): number | undefined {
    const value = this.value(name);
    return value === undefined || Number.isSafeInteger(value)
      ? (value as number | undefined)
      : this.#wrong(name, 'a whole number');
  }

  flag(name: string): boolean | undefined {
    const value = this.value(name);
    return value === undefined || typeof value === 'boolean' ? value : this.#wrong(name, 'true or false');
  }

  object(name: string): JsonFields | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    return isJsonObject(value) ? this.#within(value, name) : this.#wrong(name, 'an object');
  }

  /** The objects of a list; entries that are none are left out, each with a problem. */
  objects(name: string): JsonFields[] {
    return this.#list(name).flatMap((entry, index) => {
      if (isJsonObject(entry)) return [this.#within(entry, `${name}/${index}`)];
      this.#wrong(`${name}/${index}`, 'an object');
      return [];
    });
  }

  /** The texts of a list; entries that are none are left out, each with a problem. */
  texts(name: string): string[] {
    return this.#list(name).flatMap((entry, index) => {
      if (typeof entry === 'string') return [entry];
      this.#wrong(`${name}/${index}`, 'text');
      return [];
    });
  }

  /** Reports on a field of this object; `name` empty for the object itself. */
  report(code: ProblemCode, severity: Problem['severity'], message: string, name: string): void {
    const field = name === '' ? this.#prefix.slice(0, -1) : `${this.#prefix}${name}`;
    this.#problems.push({ fact: 'problem', code, severity, message, at: this.at, ...(field === '' ? {} : { field }) });
  }

  #list(name: string): readonly unknown[] {
    const value = this.value(name);
    if (value === undefined) return [];
    if (Array.isArray(value)) return value as unknown[];
    this.#wrong(name, 'a list');
    return [];
  }

  #within(object: Readonly<Record<string, unknown>>, name: string): JsonFields {
    return new JsonFields(object, this.at, this.#problems, `${this.#prefix}${name}/`);
  }

  #wrong(name: string, expected: string): undefined {
    this.report('bad-value', 'warning', `${this.#prefix}${name} should be ${expected}; it was left out.`, name);
    return undefined;
  }
}
