/** docs/command-line.md says what the program does: the same exit codes, commands and options. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/paths.mjs';
import { ERROR_CODES } from '../../src/base/errors.ts';
import { EXIT, exitCodeOf } from '../../src/cli/exit-codes.ts';
import { createProgram } from '../../src/cli/program.ts';

const doc = readFileSync(join(root, 'docs', 'command-line.md'), 'utf8');
const section = (title: string): string => doc.split(`## ${title}\n`)[1]!.split('\n## ')[0]!;
const program = createProgram(() => undefined);

describe('docs/command-line.md', () => {
  it('has every exit code by its name, and no other', () => {
    const rows = [...section('Exit codes').matchAll(/^\| (\d+) \| (\w+) \| \S/gm)];
    expect(Object.fromEntries(rows.map(([, code, name]) => [name, Number(code)]))).toEqual(EXIT);
  });

  it('has every command, and no other', () => {
    const rows = [...doc.split('## Which case')[0]!.matchAll(/^\| `([a-z-]+)/gm)];
    expect(rows.map(([, name]) => name).toSorted()).toEqual(program.commands.map((command) => command.name()).toSorted());
  });

  it('names every option', () => {
    const options = program.commands.flatMap((command) => command.options.map(({ long }) => long!));
    expect([...new Set(options)].filter((option) => !doc.includes(option))).toEqual([]);
  });
});

describe('exitCodeOf', () => {
  it('gives every error a code that is documented, and never success', () => {
    const codes = ERROR_CODES.map((code) => exitCodeOf(code));
    expect(codes.filter((code) => code === EXIT.success || !Object.values<number>(EXIT).includes(code))).toEqual([]);
  });
});
