/** Runs the benches that are named (all of them when none is), prints a table, writes JSON, and fails past a limit. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Table from 'cli-table3';
import { holds, judged, type Bench, type Figure } from './bench.ts';

const benches = new Map(
  Object.entries(import.meta.glob<Bench>('./*.bench.ts', { eager: true, import: 'default' })).map(([path, bench]) => [path.slice(2, -'.bench.ts'.length), bench]),
);
const [resultsFolder = '.cache/bench', ...asked] = process.argv.slice(2);
const unknown = asked.filter((name) => !benches.has(name));

if (unknown.length > 0) {
  console.error(`No bench is called ${unknown.join(', ')}. There are: ${[...benches.keys()].join(', ')}.`);
  process.exitCode = 2;
} else {
  for (const name of asked.length > 0 ? asked : benches.keys()) await run(name, benches.get(name)!);
}

async function run(name: string, bench: Bench): Promise<void> {
  console.log(`\n${name}: ${bench.title}`);
  const figures = await bench.run();
  const table = new Table({ head: ['Figure', 'Measured', 'Beside', 'Ratio', 'At most', ''], style: { head: [], border: [] } });
  for (const figure of figures) table.push(cells(figure));
  console.log(table.toString());
  mkdirSync(resultsFolder, { recursive: true });
  writeFileSync(join(resultsFolder, `${name}.json`), `${JSON.stringify({ name, title: bench.title, at: new Date().toISOString(), figures }, undefined, 2)}\n`);
  if (!figures.every(holds)) process.exitCode = 1;
}

function cells(figure: Figure): string[] {
  const { name, value, unit, beside, atMost } = figure;
  return [
    name,
    `${round(value)} ${unit}`,
    beside ? `${beside.name}: ${round(beside.value)} ${unit}` : '',
    beside ? round(judged(figure)) : '',
    atMost === undefined ? '' : `${atMost}${beside ? '' : ` ${unit}`}`,
    holds(figure) ? '' : 'past its limit',
  ];
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
