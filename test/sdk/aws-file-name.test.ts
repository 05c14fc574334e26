/** What names of exported files tell: an account, an ARN, a region. */
import { expect, test } from 'vitest';
import { accountOfFileName, arnOfFileName, regionOfFileName } from '../../src/sdk/index.ts';

test.each([
  ['111122223333.json', '111122223333'],
  ['exports/111122223333/us-east-1/keys.json', '111122223333'],
  ['111122223333/keys-111122223333.json', '111122223333'],
  ['arn%3Aaws%3Aiam%3A%3A111122223333%3Auser%2Fada.json', '111122223333'],
  ['111122223333/444455556666.json', undefined],
  ['1111222233334.json', undefined],
  ['keys.json', undefined],
])('%s: account %s', (file, account) => {
  expect(accountOfFileName(file)).toBe(account);
});

const role = 'arn:aws:iam::111122223333:role/';
test.each([
  [`${role}app`.replaceAll('/', '%2F'), `${role}app`],
  [`exports/${encodeURIComponent(`${role}service-role/under_score`)}.json`, `${role}service-role/under_score`],
  ['arn_aws_iam__111122223333_role_app.json', `${role}app`],
  ['arn=aws=iam==111122223333=role=under_score.json.gz', `${role}under_score`],
  ['arn=aws=access-analyzer=eu-west-1=111122223333=analyzer=whole.json', 'arn:aws:access-analyzer:eu-west-1:111122223333:analyzer/whole'],
  // `/`, or a part of the name?
  ['arn_aws_iam__111122223333_role_under_score.json', undefined],
  ['arn=aws=iam==111122223333=role=path=app.json', undefined],
  ['role_app.json', undefined],
  ['%E0%A4%A.json', undefined],
])('%s: ARN %s', (file, arn) => {
  expect(arnOfFileName(file)?.text).toBe(arn);
});

test.each([
  ['eu-west-1/instances.json', 'eu-west-1'],
  ['exports/us-gov-east-1/associations.json', 'us-gov-east-1'],
  ['associations_ap-southeast-2.json', 'ap-southeast-2'],
  ['EU-WEST-1/eu-west-1.json', 'eu-west-1'],
  ['eu-west-1/us-east-1.json', undefined],
  ['eu-west-12.json', undefined],
  ['neu-west-1.json', undefined],
  ['instances.json', undefined],
])('%s: region %s', (file, region) => {
  expect(regionOfFileName(file)).toBe(region);
});
