/** What the name of an exported file says, where the AWS answer in it does not: an account, or the ARN that was asked about. */
import { parseArn, type Arn } from './aws.ts';

const ACCOUNTS = /(?<!\d)\d{12}(?!\d)/g;
const REGIONS = /(?<![a-z0-9])(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov|-iso[a-z]?)?-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d(?!\d)/g;
const EXTENSIONS = /\.(json|jsonl|ndjson|txt)(\.gz)?$/i;
/** An ARN with another character in place of `:` and `/`, none of which a file's name may have everywhere. */
const REPLACED = /^arn([_=])(aws[a-z-]*)\1([a-z0-9-]+)\1([a-z0-9-]*)\1(\d{12})\1([a-z-]+)\1(.+)$/;

/** Folders and name of a file, URL-escapes undone, the name without its extension. */
export function fileNameParts(file: string): string[] {
  return file.split('/').map((part, index, parts) => unescaped(index === parts.length - 1 ? part.replace(EXTENSIONS, '') : part));
}

/** The account that the name tells: twelve digits in it or in a folder; undefined when it tells several. */
export function accountOfFileName(file: string): string | undefined {
  const found = new Set(fileNameParts(file).flatMap((part) => part.match(ACCOUNTS) ?? []));
  const [account] = found;
  return found.size === 1 ? account : undefined;
}

/** The region that the name tells, as a folder `eu-west-1` does; undefined when it tells none or several. */
export function regionOfFileName(file: string): string | undefined {
  const found = new Set(fileNameParts(file).flatMap((part) => part.toLowerCase().match(REGIONS) ?? []));
  const [region] = found;
  return found.size === 1 ? region : undefined;
}

/**
 * The ARN that a file is named after: as it is, URL-escaped (`arn%3Aaws%3Aiam%3A%3A…%3Arole%2Fapp.json`), or with `_` or
 * `=` for each `:` and `/` (`arn_aws_iam__…_role_app.json`). Undefined when what comes after the type has that character
 * too: it could have been `/` or itself.
 */
export function arnOfFileName(file: string): Arn | undefined {
  const name = fileNameParts(file).at(-1) ?? '';
  const [, separator = '', partition, service, region, account, type, rest = ''] = REPLACED.exec(name) ?? [];
  if (separator === '') return parseArn(name);
  return rest.includes(separator) ? undefined : parseArn(`arn:${partition}:${service}:${region}:${account}:${type}/${rest}`);
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A stray `%`: the name was not escaped.
    return part;
  }
}
