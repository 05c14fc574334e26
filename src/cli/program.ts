/** The command line: every command with its options, each a thin call into commands/. */
import { Argument, Command, Option } from 'commander';
import { FINDING_STATES, REPORTS, REPORT_FORMATS, type ReportKind } from '../protocol/shapes.ts';
import { ACCESS_LEVELS } from '../model/labels.ts';
import { EVIDENCE_MODES } from '../model/walk.ts';
import { checkCommand } from './commands/check.ts';
import { exportCommand } from './commands/export.ts';
import { acceptCommand, findingsCommand, reopenCommand, rulesCommand } from './commands/findings.ts';
import { formatsCommand } from './commands/formats.ts';
import { importCommand } from './commands/import.ts';
import { orphansCommand, queriesCommand, queryCommand } from './commands/query.ts';
import { reportCommand } from './commands/report.ts';
import { savedAddCommand, savedListCommand, savedRemoveCommand, savedRunCommand } from './commands/saved.ts';
import { serveCommand } from './commands/serve.ts';
import { walkCommand, whyCommand } from './commands/walk.ts';
import { whatIfCommand } from './commands/what-if.ts';
import { NHI_RISKS, PRESETS, SEVERITIES } from '../sdk/index.ts';
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

  asRows(readsCase(program.command('query').description('run a query of the catalogue').argument('<name>', 'see: tendril queries')))
    .option('-p, --parameter <name=value>', 'a parameter; repeat for more, or for a list', collect, [])
    .option('--cypher', 'print the Cypher instead of running it')
    .action(queryCommand);

  asReach(program.command('blast-radius').description('what can these reach').argument('<ids...>', 'an id, or any part that identifies one thing')).action(
    (ids: string[], options) => walkCommand('blast-radius', ids, options),
  );
  asReach(program.command('reverse-exposure').description('who and what can reach these').argument('<ids...>', 'an id, or any part that identifies one thing')).action(
    (ids: string[], options) => walkCommand('reverse-exposure', ids, options),
  );
  asWalk(program.command('why').description('why can this reach that: a shortest path with its evidence').argument('<from>').argument('<to>')).action(whyCommand);
  byThresholds(asWalk(program.command('what-if').description('what changes when things or relationships go or come; nothing is stored').argument('[ids...]', 'whose reach to compare')))
    .option('--disable <id>', 'a thing to take away; repeat for more', collect, [])
    .option('--cut <relationship>', 'a relationship to take away, as FROM KIND TO; repeat for more', collect, [])
    .option('--add <relationship>', 'a relationship to add, as FROM KIND TO; repeat for more', collect, [])
    .action(whatIfCommand);
  asRows(readsCase(program.command('orphans').description('non-human identities that nobody owns, and why'))).action(orphansCommand);

  byThresholds(asRows(readsCase(program.command('findings').description('what is wrong, by the rules of the OWASP NHI Top 10; with a key, all of one').argument('[key]', 'a finding’s key, or its beginning'))))
    .addOption(new Option('--state <state>', 'in this state').choices([...FINDING_STATES, 'all']).default('open'))
    .addOption(new Option('--severity <severity>', 'this severe or more').choices(SEVERITIES))
    .addOption(new Option('--risk <risk>', 'of this risk').choices(Object.keys(NHI_RISKS)))
    .option('--rule <id>', 'of this rule (see: tendril rules)')
    .action(findingsCommand);
  byThresholds(onCase(program.command('accept').description('accept findings: they stay, and no longer count as open').argument('<keys...>', 'keys of findings, or their beginnings')))
    .requiredOption('--reason <text>', 'why')
    .option('--until <date>', 'open again from then on')
    .action(acceptCommand);
  byThresholds(onCase(program.command('reopen').description('take back that findings were accepted').argument('<keys...>', 'keys of findings, or their beginnings'))).action(reopenCommand);
  byThresholds(readsCase(program.command('check').description('for pipelines: fail when something is found')))
    .addOption(new Option('--fail-on <severity>', 'fail when there is one this severe or more').choices([...SEVERITIES, 'none']).default('high'))
    .option('--baseline <file>', 'findings that are known already do not count')
    .option('--write-baseline <file>', 'write what is open now as a baseline')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json', 'sarif']).default('text'))
    .action(async (options) => onExitCode(await checkCommand(options)));

  byThresholds(readsCase(program.command('report').description('a report to hand on').addArgument(new Argument('<report>', 'of what').choices(REPORTS)).argument('[ids...]', 'dossier: the thing; case: what an attacker holds')))
    .addOption(new Option('--format <format>', 'in which form').choices(REPORT_FORMATS).default('markdown'))
    .option('-o, --output <file>', 'default: standard output')
    .option('--pseudonymize', 'codes in place of names')
    .action((report: ReportKind, things: string[], options) => reportCommand(report, things, options));

  const saved = program.command('saved').description('queries in SQL (case file) or Cypher (Neo4j) that are kept with the case');
  asRows(onCase(saved.command('list', { isDefault: true }).description('list them'))).action(savedListCommand);
  onCase(saved.command('add').description('save one').argument('<name>', 'what to call it').argument('[text]', 'the statement; or give --file'))
    .option('--file <file>', 'the statement from a file; - reads standard input')
    .option('--description <text>', 'what it answers')
    .option('--replace', 'in place of the one of that name')
    .action(savedAddCommand);
  asRows(onCase(saved.command('run').description('run one, or a statement that is not saved').argument('[name]', 'see: tendril saved')))
    .option('--text <text>', 'a statement in place of a name')
    .option('--file <file>', 'a statement from a file; - reads standard input')
    .option('--limit <rows>', 'most rows (default: 1000, at most 100000)')
    .action(savedRunCommand);
  onCase(saved.command('remove').description('remove one').argument('<name>', 'see: tendril saved')).action(savedRemoveCommand);

  onCase(program.command('export').description('write the whole graph'))
    .addOption(new Option('--format <format>', 'one JSON object a line').choices(['jsonl']).default('jsonl'))
    .option('-o, --output <file>', 'default: standard output')
    .option('--pseudonymize', 'codes in place of names')
    .action(exportCommand);

  onCase(program.command('serve').description('show the window in a browser, on this machine only'))
    .option('--port <number>', 'default: a free one')
    .action(serveCommand);

  asRows(program.command('formats').description('what can be imported')).action(formatsCommand);
  asRows(program.command('rules').description('what counts as a finding')).action(rulesCommand);
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

/** Commands that only read may look at the case as of another time. */
function readsCase(command: Command): Command {
  return onCase(command).option('--as-of <time>', 'look at the case as of then: ages are measured at that time');
}

function byThresholds(command: Command): Command {
  return command
    .addOption(new Option('--preset <name>', 'thresholds to judge by').choices(Object.keys(PRESETS)))
    .option('--settings <file>', 'thresholds to judge by, as JSON (default: your settings.json, else the preset cis)');
}

function asRows(command: Command): Command {
  return command.option('--json', 'print JSON').option('--csv', 'print CSV');
}

function asWalk(command: Command): Command {
  return asRows(readsCase(command))
    .addOption(new Option('--mode <mode>', 'could reach, did reach, or either').choices(EVIDENCE_MODES).default('granted'))
    .option('--relationship <kind>', 'follow only this kind, as CAN_ASSUME; repeat for more', collect)
    .option('--hops <number>', 'longest path')
    .option('--from <time>', 'observed access since')
    .option('--to <time>', 'observed access until')
    .addOption(new Option('--minimum-level <level>', 'access at this level or above').choices(ACCESS_LEVELS))
    .option('--no-conditional', 'leave out what holds only under a condition')
    .option('--at <time>', 'relationships as they stood then');
}

/** Walks whose rows can be narrowed to some of what is reached. */
function asReach(command: Command): Command {
  return asWalk(command)
    .option('--label <label>', 'show only things of this type, as Identity; repeat for more', collect)
    .option('--kind <kind>', 'show only things of this kind, as bucket; repeat for more', collect)
    .option('--environment <environment>', 'show only things of this environment; repeat for more', collect)
    .addOption(new Option('--minimum-sensitivity <level>', 'show only things this sensitive or more').choices(['0', '1', '2', '3']));
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
