/** How sensitive a resource is by its tags. */
import { describe, expect, it } from 'vitest';
import { sensitivityOfTags } from '../../src/sdk/index.ts';

describe('sensitivityOfTags', () => {
  it.each([
    ['DataClassification', 'Public', 0],
    ['data-classification', 'internal use', 1],
    ['data_classification', 'CONFIDENTIAL', 2],
    ['Confidentiality', 'Highly Confidential', 3],
    ['Sensitivity', 'crown-jewel', 3],
    ['classification', 'PII', 3],
    ['company:data-sensitivity', 'secret', undefined],
    ['sensitivity', '2', 2],
    ['sensitivity', '7', undefined],
    ['sensitivity', 'somewhat', undefined],
    ['sensitivity', 'constructor', undefined],
    ['sensitive-to', 'secret', undefined],
  ])('%s=%s', (key, value, level) => {
    expect(sensitivityOfTags([{ key, value }])).toBe(level);
  });

  it('of several, the highest', () => {
    expect(sensitivityOfTags([{ key: 'classification', value: 'internal' }, { key: 'sensitivity', value: 'restricted' }, { key: 'confidentiality', value: 'n/a' }])).toBe(3);
  });
});
