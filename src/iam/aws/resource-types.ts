/**
 * Which type of resource an ARN names, which types stand within another (a bucket's objects), and which ARNs a type has:
 * all by the ARN templates that AWS publishes.
 */
import { AppError } from '../../base/errors.ts';
import { serviceNames, typesOf, type ResourceTypeInfo } from './action-table.ts';
import { arnSegments } from './arn.ts';
import { matchesPattern } from './pattern.ts';

export interface ResourceType {
  /** Prefix of the service whose actions name the type; that may be another than the ARN's own. */
  readonly service: string;
  readonly type: string;
}

/** One template, taken apart. */
interface Shape {
  readonly resourceType: ResourceType;
  /** The service of the ARN is the service that has the type. */
  readonly own: boolean;
  readonly region: string;
  readonly account: string;
  /** After the fifth colon, where each `*` stands for at least one character. */
  readonly pattern: string;
  readonly slashes: number;
  readonly colons: number;
  readonly literals: number;
}

/** By service of the ARN, then by the first part after the account (`role`, `function`), empty where that varies. */
type Shapes = ReadonlyMap<string, ReadonlyMap<string, readonly Shape[]>>;
let shapes: Shapes | undefined;

const childrenOf = new Map<string, readonly string[]>();

/**
 * The most specific type whose template the ARN fits, or undefined. A part that varies is preferably one without `/` and
 * `:`, but may hold them where only that fits (object keys, paths, parameter names). A type of the ARN's own service comes
 * before another service's type with the same ARN, and a template of the same region and account parts before others.
 */
export function resourceTypeOfArn(arn: string): ResourceType | undefined {
  const [, , service = '', region = '', account = '', rest = ''] = arnSegments(arn) ?? [];
  shapes ??= readShapes();
  const ofService = shapes.get(service);
  if (!ofService) return undefined;
  const slashes = count(rest, '/');
  const colons = count(rest, ':');
  let best: { readonly shape: Shape; readonly rank: readonly number[] } | undefined;
  for (const shape of candidates(ofService, rest)) {
    if (shape.slashes > slashes || shape.colons > colons || !matchesPattern(shape.pattern, rest)) continue;
    const elsewhere = fits(shape.region, region) && fits(shape.account, account) ? 0 : 1;
    const crossed = shape.colons < colons ? 2 : shape.slashes < slashes ? 1 : 0;
    const rank = [shape.own ? 0 : 1, elsewhere, crossed, -shape.literals];
    if (!best || isBefore(rank, best.rank)) best = { shape, rank };
  }
  return best?.shape.resourceType;
}

/** Types of the service whose ARNs go on where this one's end (bucket → object, table → index), by name. */
export function childTypes(service: string, type: string): readonly string[] {
  const key = `${service} ${type}`;
  let children = childrenOf.get(key);
  if (!children) {
    const types = typesOf(service);
    const parent = types.get(type);
    children = parent
      ? [...types.values()].filter((child) => suffixes(parent, child).length > 0).map((child) => child.type)
      : [];
    if (parent) childrenOf.set(key, children);
  }
  return children;
}

/**
 * The ARNs of what stands within a resource, as a pattern: `arn:aws:s3:::b`, `s3`, `object` gives `arn:aws:s3:::b/*`.
 * @throws AppError `internal` when the type does not stand within the ARN's
 */
export function childArnPattern(arn: string, service: string, childType: string): string {
  const types = typesOf(service);
  const child = types.get(childType);
  const parent = resourceTypeOfArn(arn);
  const parentType = parent && typesOf(parent.service).get(parent.type);
  const [suffix] = child && parentType ? suffixes(parentType, child) : [];
  if (suffix === undefined) {
    const message = `${arn} holds no "${childType}" of ${service}; ask for one of its childTypes.`;
    throw new AppError('internal', message, { detail: { arn, service, childType } });
  }
  return `${arn}${suffix}`;
}

/**
 * Patterns of all ARNs that a type has in one account: `arn:aws:lambda:*:111122223333:function:*`.
 * Empty for a type that is not known.
 */
export function resourcePatterns(service: string, type: string, partition: string, account: string): readonly string[] {
  const patterns = typesOf(service).get(type)?.patterns ?? [];
  return patterns.map((pattern) => {
    const [arnService, region, owner, ...rest] = pattern.split(':');
    return ['arn', partition, arnService, region, owner === '*' ? account : owner, ...rest].join(':');
  });
}

function suffixes(parent: ResourceTypeInfo, child: ResourceTypeInfo): string[] {
  const found: string[] = [];
  for (const outer of parent.patterns) {
    for (const inner of child.patterns) {
      const next = inner[outer.length];
      if (inner.startsWith(outer) && (next === '/' || next === ':')) found.push(inner.slice(outer.length));
    }
  }
  return found;
}

function readShapes(): Shapes {
  const all = new Map<string, Map<string, Shape[]>>();
  for (const service of serviceNames()) {
    for (const { type, patterns } of typesOf(service).values()) {
      for (const pattern of patterns) addShape(all, { service, type }, pattern);
    }
  }
  return all;
}

function addShape(all: Map<string, Map<string, Shape[]>>, resourceType: ResourceType, template: string): void {
  const [arnService = '', region = '', account = '', ...parts] = template.split(':');
  const rest = parts.join(':');
  const shape: Shape = {
    resourceType,
    own: arnService === resourceType.service,
    region,
    account,
    pattern: rest.replaceAll('*', '?*'),
    slashes: count(rest, '/'),
    colons: count(rest, ':'),
    literals: rest.length - count(rest, '*'),
  };
  const ofService = all.get(arnService) ?? new Map<string, Shape[]>();
  all.set(arnService, ofService);
  const first = firstPart(rest);
  const key = first.includes('*') ? '' : first;
  const beside = ofService.get(key);
  if (beside) beside.push(shape);
  else ofService.set(key, [shape]);
}

function* candidates(ofService: ReadonlyMap<string, readonly Shape[]>, rest: string): Iterable<Shape> {
  const first = firstPart(rest);
  if (first !== '') yield* ofService.get(first) ?? [];
  yield* ofService.get('') ?? [];
}

const firstPart = (rest: string): string => /^[^/:]*/.exec(rest)![0];

/** A part of a template says: anything but nothing, exactly this, or nothing. */
const fits = (template: string, part: string): boolean => (template === '*' ? part !== '' : template === part);

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  for (const [place, value] of a.entries()) {
    if (value !== b[place]) return value < b[place]!;
  }
  return false;
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found++;
  return found;
}
