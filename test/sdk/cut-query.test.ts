/** What targets and costs may be asked for. */
import { expect, it } from 'vitest';
import { COSTS_PARAMETER, CUT_COSTS, cutCostOf, targetIndexes } from '../../src/sdk/index.ts';
import { caseGraph } from '../support/query-case.ts';

const graph = caseGraph({ nodes: [['Identity', 'a', { tier0: true }], ['Resource', 'b', { sensitivity: 3 }], ['Resource', 'c', { sensitivity: 2 }]], edges: [] });

it('takes what is of high value and no seed, or what is asked for', () => {
  expect(targetIndexes(graph, [2], undefined)).toEqual([0, 1]);
  expect(targetIndexes(graph, [0], undefined)).toEqual([1]);
  expect(targetIndexes(graph, [0], ['c'])).toEqual([2]);
});

it('refuses a target that is a seed, or is not there', () => {
  expect(() => targetIndexes(graph, [0], ['c', 'a'])).toThrow(expect.objectContaining({ code: 'bad-request' }) as Error);
  expect(() => targetIndexes(graph, [0], ['d'])).toThrow(expect.objectContaining({ code: 'identity-unknown' }) as Error);
});

it('takes whole positive costs of kinds that a walk follows', () => {
  const costOf = cutCostOf(COSTS_PARAMETER.parse(['CAN_ASSUME=5']));
  expect([costOf('CAN_ASSUME'), costOf('RUNS_AS')]).toEqual([5, CUT_COSTS.RUNS_AS]);
  for (const text of ['CAN_ASSUME=0', 'CAN_ASSUME', 'OWNED_BY=2', 'CAN_ASSUME=1.5', 'CAN_ASSUME=-1']) expect(COSTS_PARAMETER.safeParse([text]).success).toBe(false);
});
