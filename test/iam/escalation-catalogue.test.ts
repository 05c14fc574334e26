/** The escalation catalogue: exactly the known paths, each with the known permissions, all of actions that AWS has. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalAction, resourcePatterns } from '../../src/iam/aws/actions.ts';
import { ESCALATION_PATHS, escalationPath } from '../../src/iam/aws/escalation-catalogue/index.ts';

/** As of the catalogue's edition of 2026: 65 paths. */
const IDS = [
  ['apprunner', 2],
  ['bedrock', 2],
  ['cloudformation', 5],
  ['codebuild', 4],
  ['datapipeline', 1],
  ['ec2', 4],
  ['ecs', 5],
  ['glue', 6],
  ['iam', 21],
  ['lambda', 6],
  ['sagemaker', 5],
  ['ssm', 2],
  ['sts', 1],
].flatMap(([service, count]) =>
  Array.from({ length: count as number }, (_, index) => `${service}-${String(index + 1).padStart(3, '0')}`),
);
IDS.push('ec2instanceconnect-003');

const sorted = (texts: Iterable<string>): string[] => [...texts].sort();

describe('the catalogue', () => {
  it('has the 65 known paths', () => {
    expect(IDS).toHaveLength(65);
    expect(sorted(ESCALATION_PATHS.map(({ id }) => id))).toEqual(sorted(IDS));
    expect(escalationPath('lambda-001')?.title).toBeTypeOf('string');
    expect(escalationPath('lambda-999')).toBeUndefined();
  });

  it('names actions that AWS has, as AWS spells them', () => {
    for (const { requires } of ESCALATION_PATHS)
      for (const { action } of requires) expect(canonicalAction(action)).toBe(action);
  });

  it('says of every role how it is come by', () => {
    for (const { id, target, services, workload, requires } of ESCALATION_PATHS) {
      const byService = target === 'passed-role' || target === 'workload-role';
      expect(services !== undefined, id).toBe(byService);
      expect(workload !== undefined, id).toBe(target === 'workload-role');
      expect(
        requires.some(({ on }) => on === 'passed-role'),
        id,
      ).toBe(target === 'passed-role');
      if (workload)
        expect(resourcePatterns(workload.service, workload.type, 'aws', '111122223333'), id).toHaveLength(1);
    }
  });
});

const SHARED = join(import.meta.dirname, '../../../shared/data/pathfinding.cloud/paths.json');

interface Known {
  readonly id: string;
  readonly category: string;
  readonly permissions: { readonly required: readonly { readonly permission: string }[] };
}

describe.skipIf(!existsSync(SHARED))('beside the published catalogue', () => {
  const known = existsSync(SHARED) ? (JSON.parse(readFileSync(SHARED, 'utf8')) as readonly Known[]) : [];

  it('has the same ids', () => {
    expect(sorted(ESCALATION_PATHS.map(({ id }) => id))).toEqual(sorted(known.map(({ id }) => id)));
  });

  it.each(known.map((path) => [path.id, path] as const))(
    '%s has the same category and permissions',
    (id, { category, permissions }) => {
      const ours = escalationPath(id)!;
      expect(ours.category).toBe(category);
      expect(sorted(ours.requires.map(({ action }) => action))).toEqual(
        sorted(permissions.required.map(({ permission }) => permission)),
      );
    },
  );
});
