/** Salesloft Drift, 2025: a chat vendor's OAuth tokens, seen from one of its customers on the morning of 20 August. */
import { describe, expect, it } from 'vitest';
import { replay, stepText } from './replay.ts';

const incident = replay('salesloft-drift-2025');

const DRIFT_APP = 'salesforce://harbourlane/connected-app/drift';
const DRIFT_TOKEN = `${DRIFT_APP}/refresh-token`;
const DRIFT_EMAIL = 'google://harbourlane/oauth-app/drift-email';
const DRIFT_EMAIL_TOKEN = `${DRIFT_EMAIL}/refresh-token`;
const STOLEN = [DRIFT_TOKEN, DRIFT_EMAIL_TOKEN];
/** Where it began, at the vendor. */
const GITHUB_ACCOUNT = 'github://salesloft/user/account';
const GITHUB_GUEST = 'github://salesloft/user/guest';
const [ACCOUNTS, CASES, CONTACTS] = ['account', 'case', 'contact'].map((object) => `salesforce://harbourlane/object/${object}`) as [string, string, string];
const EXPORT_KEY = 'AKIAEXAMPLESUPPORT01';
const SNOWFLAKE = 'snowflake://harbourlane/user/reporting';
const SNOWFLAKE_PASSWORD = `${SNOWFLAKE}/password`;
const REPORTING = 'snowflake://harbourlane/database/reporting';
const VENDOR_TOKENS = 'aws://drift/secrets/oauth-tokens';
const VENDOR_ROLE = 'aws://drift/role/integrations';
const VENDOR_CODE = 'github://salesloft/repository/drift';

const GRANTED = [
  EXPORT_KEY,
  'arn:aws:iam::730000002222:user/support-export',
  'arn:aws:s3:::harbourlane-support-exports',
  'google://harbourlane/mailbox/hello',
  DRIFT_EMAIL,
  DRIFT_APP,
  ACCOUNTS,
  CASES,
  CONTACTS,
  REPORTING,
  SNOWFLAKE,
  SNOWFLAKE_PASSWORD,
];

const NOT_REACHED = [
  'google://harbourlane/mailbox/board',
  'arn:aws:rds:eu-west-1:730000002222:cluster:orders',
  'arn:aws:iam::730000002222:role/checkout',
  'arn:aws:secretsmanager:eu-west-1:730000002222:secret:billing/salesforce',
  'salesforce://harbourlane/connected-app/billing',
  'salesforce://harbourlane/connected-app/billing/refresh-token',
  'harbourlane://service/checkout',
];

/** Of the customer’s own alone: what the vendor has in its own tenants is the vendor’s to find. */
const FINDINGS = [
  `high exposed-credential ${EXPORT_KEY} | ${CASES}`,
  `high exposed-credential ${SNOWFLAKE_PASSWORD} | ${CASES}`,
  `high password-on-non-human ${SNOWFLAKE} | ${SNOWFLAKE_PASSWORD}`,
  `high static-key-on-workload ${EXPORT_KEY} | harbourlane://job/support-export`,
  `high third-party-sensitive-access ${DRIFT_APP} | ${CASES}`,
  `high unowned-active-identity ${DRIFT_APP}`,
  `high unrotated-credential ${EXPORT_KEY}`,
  `high unrotated-credential ${DRIFT_EMAIL_TOKEN}`,
  `high unrotated-credential ${DRIFT_TOKEN}`,
  `high unrotated-credential ${SNOWFLAKE_PASSWORD}`,
  `medium never-expiring-credential ${DRIFT_EMAIL_TOKEN}`,
  `medium never-expiring-credential ${DRIFT_TOKEN}`,
  `medium third-party-sensitive-access ${DRIFT_APP} | ${ACCOUNTS}`,
  `medium third-party-sensitive-access ${DRIFT_APP} | ${CONTACTS}`,
];
describe('reach', () => {
  it('granted: Salesforce, and by keys in support cases a bucket and the reporting database', async () => {
    expect(await incident.reached(STOLEN, { mode: 'granted' })).toEqual([...GRANTED].sort());
  });

  it('observed in the ten days of the theft: the same without the contacts, which were last touched in July', async () => {
    expect(await incident.reached(STOLEN, { mode: 'observed', from: '2025-08-08T00:00:00Z', to: '2025-08-18T23:59:59Z' })).toEqual(GRANTED.filter((uid) => uid !== CONTACTS).sort());
    expect(await incident.reached(STOLEN, { mode: 'observed' })).toEqual([...GRANTED].sort());
  });

  it('from the vendor’s GitHub account, where it began: over its workflow to the store of tokens, and all of that', async () => {
    const atTheVendor = [VENDOR_CODE, 'github://salesloft/workflow/deploy', VENDOR_ROLE, VENDOR_TOKENS];
    expect(await incident.reached([GITHUB_ACCOUNT], { mode: 'granted' })).toEqual([...atTheVendor, ...STOLEN, ...GRANTED].sort());
    expect(await incident.reached([GITHUB_ACCOUNT], { mode: 'observed' })).toEqual([...atTheVendor, GITHUB_GUEST, ...STOLEN, ...GRANTED].sort());
  });

  it('none of what held is reached, though the case holds it all', async () => {
    expect(await incident.unheld(NOT_REACHED)).toEqual([]);
    const reached = await incident.reached([...STOLEN, GITHUB_ACCOUNT], { mode: 'both' });
    expect(NOT_REACHED.filter((uid) => reached.includes(uid))).toEqual([]);
  });

  it('critical paths lead to the support cases, and through them to the reporting database', async () => {
    const cases = [DRIFT_TOKEN, DRIFT_APP, CASES];
    expect(await incident.criticalPaths(STOLEN)).toEqual([cases, [...cases, SNOWFLAKE_PASSWORD, SNOWFLAKE, REPORTING]]);
  });
});

describe('containment plan', () => {
  it('first revokes Drift’s token for Salesforce, which stops the chat; that alone does not save the reporting database', async () => {
    const [first] = await incident.ask('containment-plan', { seeds: STOLEN });
    expect(first).toEqual({
      step: 1,
      action: 'revoke-credential',
      uid: DRIFT_TOKEN,
      name: DRIFT_TOKEN,
      kind: 'oauth_token',
      to: null,
      toName: null,
      removes: 4,
      remaining: 6,
      crownJewelsRemoved: 1,
      crownJewelsRemaining: 1,
      breaks: ['drift://harbourlane/chat'],
      owners: ['Marketing'],
      command: null,
    });
  });

  it('then the other token, then the keys in the cases that still work, until no crown jewel is in reach', async () => {
    const plan = await incident.ask('containment-plan', { seeds: STOLEN });
    expect(plan.map(stepText)).toEqual([
      `revoke-credential ${DRIFT_TOKEN}`,
      `revoke-credential ${DRIFT_EMAIL_TOKEN}`,
      `rotate-credential ${SNOWFLAKE_PASSWORD}`,
      `rotate-credential ${EXPORT_KEY}`,
    ]);
    expect(plan[2]).toMatchObject({ crownJewelsRemoved: 1, breaks: ['harbourlane://job/reporting'], owners: ['Data'] });
    expect(plan.at(-1)).toMatchObject({ remaining: 0, crownJewelsRemaining: 0 });
  });

  it('from the vendor’s GitHub account: the workflow that it changed and the guest that it added are dealt with, too', async () => {
    const plan = await incident.ask('containment-plan', { seeds: [GITHUB_ACCOUNT] });
    expect(plan.map(stepText)).toEqual([
      `disable-identity ${GITHUB_ACCOUNT}`,
      'isolate-workload github://salesloft/workflow/deploy',
      `rotate-credential ${DRIFT_TOKEN}`,
      `rotate-credential ${SNOWFLAKE_PASSWORD}`,
      `rotate-credential ${EXPORT_KEY}`,
      `rotate-credential ${DRIFT_EMAIL_TOKEN}`,
      `disable-identity ${GITHUB_GUEST}`,
    ]);
    expect(plan.at(-1)).toMatchObject({ remaining: 0, crownJewelsRemaining: 0 });
  });
});

it('raises these findings and no others', async () => {
  expect(await incident.findings()).toEqual([...FINDINGS].sort());
});
