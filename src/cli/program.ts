/** The command line: every command with its options, each a thin call into commands/. */
import { Command, Option } from 'commander';
import { ACCESS_LEVELS } from '../model/labels.ts';
import { EVIDENCE_MODES } from '../model/walk.ts';
import { exportCommand } from './commands/export.ts';
import { formatsCommand } from './commands/formats.ts';
import { importCommand } from './commands/import.ts';
import { orphansCommand, queriesCommand, queryCommand } from './commands/query.ts';
import { serveCommand } from './commands/serve.ts';
import { walkCommand, whyCommand } from './commands/walk.ts';
import { applicationVersion } from './session.ts';

/** The program; `onExitCode` gets the code of commands that have more than one way to succeed. */
export function createProgram(onExitCode: (code: number) => void): Command {
  const program = new Command('tendril')
    .description('Who owns a non-human identity, what it can reach, and what breaks when it is revoked.')
    .version(applicationVersion())
    .showHelpAfterError('(tendril --help lists the commands)')
    .exitOverride();

  onCase(program.command('import').description('import files or folders into a case; - reads standard input').argument('<paths...>', 'files, folders, .gz files'))
    .option('--scope <name>', 'name of what is imported, where file names are not telling')
    .option('--rejects <folder>', 'where rejected rows are written (default: beside the case)')
    .option('--json', 'print the report as JSON')
    .option('--quiet', 'no progress bar')
    .action(async (paths: string[], options) => onExitCode(await importCommand(paths, options)));

  asRows(onCase(program.command('query').description('run a query of the catalogue').argument('<name>', 'see: tendril queries')))
    .option('-p, --parameter <name=value>', 'a parameter; repeat for more, or for a list', collect, [])
    .option('--cypher', 'print the Cypher instead of running it')
    .action(queryCommand);

  asWalk(program.command('blast-radius').description('what can these reach').argument('<ids...>', 'an id, or any part that identifies one thing')).action(
    (ids: string[], options) => walkCommand('blast-radius', ids, options),
  );
  asWalk(program.command('reverse-exposure').description('who and what can reach these').argument('<ids...>', 'an id, or any part that identifies one thing')).action(
    (ids: string[], options) => walkCommand('reverse-exposure', ids, options),
  );
  asWalk(program.command('why').description('why can this reach that: a shortest path with its evidence').argument('<from>').argument('<to>')).action(whyCommand);
  asRows(onCase(program.command('orphans').description('non-human identities that nobody owns, and why'))).action(orphansCommand);

  onCase(program.command('export').description('write the whole graph'))
    .addOption(new Option('--format <format>', 'one JSON object a line').choices(['jsonl']).default('jsonl'))
    .option('-o, --output <file>', 'default: standard output')
    .action(exportCommand);

  onCase(program.command('serve').description('show the window in a browser, on this machine only'))
    .option('--port <number>', 'default: a free one')
    .action(serveCommand);

  asRows(program.command('formats').description('what can be imported')).action(formatsCommand);
  asRows(program.command('queries').description('what can be asked')).action(queriesCommand);
  return program;
}

function onCase(command: Command): Command {
  return command
    .option('--case <file>', 'a case file (.tendril)')
    .option('--neo4j <uri>', 'a Neo4j: neo4j:// or bolt://; the password comes from NEO4J_PASSWORD')
    .option('--username <name>', 'Neo4j user (default: NEO4J_USERNAME or neo4j)')
    .option('--database <name>', 'Neo4j database (default: NEO4J_DATABASE or the home database)');
}

function asRows(command: Command): Command {
  return command.option('--json', 'print JSON').option('--csv', 'print CSV');
}

function asWalk(command: Command): Command {
  return asRows(onCase(command))
    .addOption(new Option('--mode <mode>', 'could reach, did reach, or either').choices(EVIDENCE_MODES).default('granted'))
    .option('--hops <number>', 'longest path')
    .option('--from <time>', 'observed access since')
    .option('--to <time>', 'observed access until')
    .addOption(new Option('--minimum-level <level>', 'access at this level or above').choices(ACCESS_LEVELS))
    .option('--no-conditional', 'leave out what holds only under a condition');
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}
