/** Finding a thing by any part that identifies it. */
import { describe, expect, it } from 'vitest';
import { findThings } from '../../src/graph/find.ts';
import { caseGraph } from '../support/query-case.ts';

const ARN = 'arn:aws:iam::210987654321:role/ci/deploy';
const graph = caseGraph({
  nodes: [
    ['Identity', ARN, { name: 'deploy' }],
    ['Identity', 'arn:aws:iam::210987654321:role/predeploy', { name: 'predeploy' }],
    ['Identity', 'arn:aws:iam::210987654321:role/deploy-old', { name: 'deploy-old', until: '2026-02-01T00:00:00.000Z' }],
    ['Credential', 'AKIAEXAMPLEDEPLOY001', { fingerprint: 'sha256:ab12cd', kind: 'access_key' }],
    ['Owner', 'owner://jo@example.com', { name: 'Jo', email: 'Jo@example.com' }],
    ['Workload', 'deploy', { name: 'Deploy job' }],
    ['Import', 'import://case/deploy', { name: 'deploy.csv' }],
    ['Resource', 'projects/1/buckets/x', { nativeId: '//storage/x', description: 'deploy' }],
  ],
  edges: [],
});
const found = (text: string, limit = 20) => findThings(graph, text, limit).map(({ index, exact, lastPart }) => [graph.uid(index), exact ? 'exact' : lastPart ? 'last part' : 'part']);

describe('findThings', () => {
  it('puts exact matches first, then last parts, then the rest, closed ones behind open ones; imports are never found', () => {
    expect(found('deploy')).toEqual([
      [ARN, 'exact'],
      ['deploy', 'exact'],
      ['arn:aws:iam::210987654321:role/predeploy', 'part'],
      ['AKIAEXAMPLEDEPLOY001', 'part'],
      ['arn:aws:iam::210987654321:role/deploy-old', 'part'],
    ]);
  });

  it.each([
    ['an ARN’s last part', 'ci/deploy', ARN, 'last part'],
    ['a key id in another case', 'akiaexampledeploy001', 'AKIAEXAMPLEDEPLOY001', 'exact'],
    ['an e-mail address in another case', 'jo@EXAMPLE.com', 'owner://jo@example.com', 'exact'],
    ['a fingerprint', 'sha256:ab12cd', 'AKIAEXAMPLEDEPLOY001', 'exact'],
    ['a fingerprint’s part after the colon', 'ab12cd', 'AKIAEXAMPLEDEPLOY001', 'last part'],
    ['a native id', '//storage/x', 'projects/1/buckets/x', 'exact'],
    ['an id with spaces around', '  AKIAEXAMPLEDEPLOY001 ', 'AKIAEXAMPLEDEPLOY001', 'exact'],
  ])('finds by %s', (_title, text, uid, how) => {
    expect(found(text)).toEqual([[uid, how]]);
  });

  it.each(['', '   ', 'nothing has this', 'access_key'])('finds nothing for "%s"', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('returns at most as many as asked for', () => {
    expect(found('deploy', 1)).toEqual([[ARN, 'exact']]);
  });
});
