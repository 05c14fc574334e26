/**
 * The product's modules loaded once more, from their sources, so that one of them can be loaded with another text: it and all
 * that import it are made anew, everything else is shared.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { transformSync } from '@swc/core';

export type Exports = Record<string, unknown>;
type Body = (exports: Exports, require: (specifier: string) => unknown) => void;

const requirePackage = createRequire(import.meta.url);
/** A mutant may never come to an end, and fill the memory meanwhile. */
const MILLISECONDS = 2_000;

export class ChangedModules {
  readonly #bodies = new Map<string, Body>();
  readonly #exports = new Map<string, Exports>();
  readonly #importers = new Map<string, Set<string>>();

  /** The exports of a module as it stands. */
  load(file: string): Exports {
    return this.#load(file, this.#exports, (other) => this.#body(other));
  }

  /** The exports of `file` where the source of `changed` is another; every module that `file` needs must have been loaded before. */
  loadWith(file: string, changed: string, source: string): Exports {
    const anew = new Set(this.dependents(changed));
    const exports = new Map([...this.#exports].filter(([other]) => !anew.has(other)));
    const body = compile(changed, source);
    return this.#load(file, exports, (other) => (other === changed ? body : this.#body(other)));
  }

  /** The modules that import this one, directly or not, and itself. */
  dependents(file: string): string[] {
    const found = new Set([file]);
    for (const one of found) for (const importer of this.#importers.get(one) ?? []) found.add(importer);
    return [...found];
  }

  #body(file: string): Body {
    const known = this.#bodies.get(file);
    if (known) return known;
    const body = compile(file, readFileSync(file, 'utf8'));
    this.#bodies.set(file, body);
    return body;
  }

  #load(file: string, exports: Map<string, Exports>, bodyOf: (file: string) => Body): Exports {
    const known = exports.get(file);
    if (known) return known;
    const own: Exports = file.endsWith('.json') ? (JSON.parse(readFileSync(file, 'utf8')) as Exports) : {};
    exports.set(file, own);
    if (file.endsWith('.json')) return own;
    bodyOf(file)(own, (specifier) => {
      if (!specifier.startsWith('.')) return requirePackage(specifier);
      const imported = path.resolve(path.dirname(file), specifier);
      const importers = this.#importers.get(imported) ?? new Set();
      this.#importers.set(imported, importers.add(file));
      return this.#load(imported, exports, bodyOf);
    });
    return own;
  }
}

function compile(file: string, source: string): Body {
  const { code } = transformSync(source, { filename: file, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' }, swcrc: false, configFile: false });
  return new vm.Script(`(function (exports, require) {${code}\n})`, { filename: file }).runInThisContext() as Body;
}

/** What the work gives. Throws where it does not end in time. */
export function endingInTime<T>(work: () => T): T {
  const place = globalThis as { workOfMutant?: () => unknown };
  place.workOfMutant = work;
  try {
    return vm.runInThisContext('workOfMutant()', { timeout: MILLISECONDS }) as T;
  } finally {
    delete place.workOfMutant;
  }
}
