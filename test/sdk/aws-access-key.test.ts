/** Access key ids: their kind, and the account that newer ones carry. */
import { expect, test } from 'vitest';
import { accessKeyKind, accountOfAccessKey } from '../../src/sdk/index.ts';

test('the kind is told by the prefix, of access key ids alone', () => {
  expect(accessKeyKind('AKIAEXAMPLE00001')).toBe('long-lived');
  expect(accessKeyKind('ASIAEXAMPLE00001')).toBe('temporary');
  for (const other of ['AIDAEXAMPLE00001', 'AROAEXAMPLE00001', 'akiaexample00001', 'AKIA', 'AKIA-EXAMPLE-0001', '']) expect(accessKeyKind(other), other).toBeUndefined();
});

test.each([
  // Published with the research that found the encoding (A. Steele 2020, T. Be’ery 2023).
  ['ASIAY34FZKBOKMUTVV7A', '609629065308'],
  ['ASIAVJ2E6QGR2WZILJFM', '364679954851'],
  // Localstack's own, of the account 0.
  ['ASIAQAAAAAAAGMKEM7X5', '000000000000'],
])('%s is of account %s', (id, account) => {
  expect(accountOfAccessKey(id)).toBe(account);
});

test.each([
  ['of the older generation', 'AKIAIOSFODNN7EXAMPLE'],
  ['too short', 'AKIAY34FZKBOKMUTVV7'],
  ['too long', 'AKIAY34FZKBOKMUTVV7AA'],
  ['with a character that base32 lacks', 'AKIAY34FZKBOKMUTVV0A'],
  ['of more than twelve digits', 'AKIA7777777777777777'],
  ['in lower case', 'asiay34fzkbokmutvv7a'],
])('an id %s does not tell', (_, id) => {
  expect(accountOfAccessKey(id)).toBeUndefined();
});
