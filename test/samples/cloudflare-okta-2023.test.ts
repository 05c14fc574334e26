/** Cloudflare and Okta, 2023: four credentials out of a support system's files, at the alert of 23 November. */
import { describe, expect, it } from 'vitest';
import { replay, stepText } from './replay.ts';

const incident = replay('cloudflare-okta-2023');

const CASE_FILES = 'okta://support/case-files';
const MOVEWORKS_TOKEN = 'gateway://corporate/service-token/moveworks/token-1';
const SMARTSHEET = 'atlassian://corporate/user/smartsheet-svc';
const SMARTSHEET_PASSWORD = `${SMARTSHEET}/password`;
const BITBUCKET = 'atlassian://corporate/user/bitbucket-svc';
const BITBUCKET_PASSWORD = `${BITBUCKET}/password`;
const MARKETPLACE = 'arn:aws:iam::418200001111:user/apps-marketplace';
const MARKETPLACE_KEY = 'AKIAEXAMPLEMARKETPL1';
/** The four that were not rotated. */
const STOLEN = [MOVEWORKS_TOKEN, SMARTSHEET_PASSWORD, BITBUCKET_PASSWORD, MARKETPLACE_KEY];
const NETWORK_CODE = 'atlassian://corporate/bitbucket/network';

const OBSERVED = [
  MARKETPLACE,
  'arn:aws:s3:::apps-marketplace-listings',
  NETWORK_CODE,
  'atlassian://corporate/bitbucket/other',
  'atlassian://corporate/confluence',
  'atlassian://corporate/jira/issues',
  'atlassian://corporate/server/jira',
  BITBUCKET,
  'atlassian://corporate/user/november-16',
  SMARTSHEET,
  'gateway://corporate/application/atlassian',
  'gateway://corporate/service-token/moveworks',
  'linux://atlassian-server/user/jira',
];

/** Denied, rotated in time, or out of the way of these four. */
const NOT_REACHED = [
  'datacentre://sao-paulo/console-server',
  'okta://corporate/organisation',
  'dashboard://corporate',
  'edge://global-network',
  'edge://customers/database',
  'k8s://edge/config/sa/publisher',
  'k8s://edge/config/deployment/publisher',
  'gateway://corporate/service-token/infrastructure',
  'gateway://corporate/service-token/infrastructure/token-1',
  'gateway://corporate/service-token/infrastructure/token-2',
  CASE_FILES,
];

const FINDINGS = [
  'high administrator-identity k8s://edge/config/sa/publisher',
  `high exposed-credential ${MARKETPLACE_KEY} | ${CASE_FILES}`,
  `high exposed-credential ${BITBUCKET_PASSWORD} | ${CASE_FILES}`,
  `high exposed-credential ${SMARTSHEET_PASSWORD} | ${CASE_FILES}`,
  `high exposed-credential ${MOVEWORKS_TOKEN} | ${CASE_FILES}`,
  `high password-on-non-human ${BITBUCKET} | ${BITBUCKET_PASSWORD}`,
  `high password-on-non-human ${SMARTSHEET} | ${SMARTSHEET_PASSWORD}`,
  `high unowned-active-identity ${BITBUCKET}`,
  `high unrotated-credential ${MARKETPLACE_KEY}`,
  `high unrotated-credential ${BITBUCKET_PASSWORD}`,
  `high unrotated-credential ${SMARTSHEET_PASSWORD}`,
  `high unrotated-credential ${MOVEWORKS_TOKEN}`,
  `medium never-expiring-credential ${MOVEWORKS_TOKEN}`,
  `medium third-party-sensitive-access ${SMARTSHEET} | atlassian://corporate/confluence`,
  `medium third-party-sensitive-access ${SMARTSHEET} | atlassian://corporate/jira/issues`,
  `medium unowned-active-identity ${MARKETPLACE}`,
];
describe('reach', () => {
  it('granted: all that was seen, and the bucket that nobody opened', async () => {
    expect(await incident.reached(STOLEN, { mode: 'granted' })).toEqual([...OBSERVED, 'arn:aws:s3:::apps-marketplace-builds'].sort());
  });

  it('observed: what the logs show, without the attempts that were denied', async () => {
    expect(await incident.reached(STOLEN, { mode: 'observed' })).toEqual([...OBSERVED].sort());
  });

  it('before 20 November nobody had been to the server or the repositories', async () => {
    const reached = await incident.reached(STOLEN, { mode: 'observed', to: '2023-11-20T00:00:00Z' });
    const later = new Set(['atlassian://corporate/server/jira', 'linux://atlassian-server/user/jira', NETWORK_CODE, 'atlassian://corporate/bitbucket/other']);
    expect(reached).toEqual(OBSERVED.filter((uid) => !later.has(uid)).sort());
  });

  it('none of what held is reached, though the case holds it all', async () => {
    expect(await incident.unheld(NOT_REACHED)).toEqual([]);
    const reached = await incident.reached(STOLEN, { mode: 'both' });
    expect(NOT_REACHED.filter((uid) => reached.includes(uid))).toEqual([]);
  });

  it('from the files themselves the rotated token opens nothing', async () => {
    const reached = await incident.reached([CASE_FILES], { mode: 'granted' });
    expect(reached).not.toContain('edge://global-network');
    expect(reached).toEqual(expect.arrayContaining(STOLEN));
  });

  it('the one critical path leads to the source code', async () => {
    expect(await incident.criticalPaths(STOLEN)).toEqual([[BITBUCKET_PASSWORD, BITBUCKET, NETWORK_CODE]]);
  });
});

describe('containment plan', () => {
  it('first revokes what opens the source code, and says what stops and whom to call', async () => {
    const [first] = await incident.ask('containment-plan', { seeds: STOLEN });
    expect(first).toEqual({
      step: 1,
      action: 'revoke-credential',
      uid: BITBUCKET_PASSWORD,
      name: BITBUCKET_PASSWORD,
      kind: 'password',
      to: null,
      toName: null,
      removes: 3,
      remaining: 9,
      crownJewelsRemoved: 1,
      crownJewelsRemaining: 0,
      breaks: ['ci://builds/mirror'],
      owners: ['Edge platform'],
      command: null,
    });
  });

  it('revokes all four, then undoes what was made with them, and leaves nothing in reach', async () => {
    const plan = await incident.ask('containment-plan', { seeds: STOLEN });
    expect(plan.map(stepText)).toEqual([
      // With Smartsheet’s the wiki stays in reach: of the account that was made, and of the server.
      ...[BITBUCKET_PASSWORD, MARKETPLACE_KEY, MOVEWORKS_TOKEN, SMARTSHEET_PASSWORD].map((uid) => `revoke-credential ${uid}`),
      'disable-identity atlassian://corporate/user/november-16',
      'isolate-workload atlassian://corporate/server/jira',
    ]);
    expect(plan.at(-1)).toMatchObject({ remaining: 0, crownJewelsRemaining: 0 });
  });

  it('for the files as a whole rotates the four that still work, and not the token that was rotated', async () => {
    const plan = await incident.ask('containment-plan', { seeds: [CASE_FILES] });
    const rotated = plan.filter(({ action }) => action === 'rotate-credential').map(({ uid }) => uid as string);
    expect(rotated.sort()).toEqual([...STOLEN].sort());
  });

  // Whoever made the account set its password: ending sessions would leave it in his hands.
  it('takes the wiki out of his reach with the account that was made', async () => {
    const plan = await incident.ask('containment-plan', { seeds: STOLEN });
    expect(plan.find(({ action }) => action === 'disable-identity')).toMatchObject({ removes: 1, breaks: [], owners: [] });
  });

  // A plugin was installed on it: it obeys somebody else until it is rebuilt.
  it('takes the issues out of his reach with the server that was taken over, which stops', async () => {
    const plan = await incident.ask('containment-plan', { seeds: STOLEN });
    expect(plan.at(-1)).toMatchObject({ removes: 2, breaks: ['atlassian://corporate/server/jira'], owners: ['Business systems'] });
  });

  it('in a window before the account was made neither it nor the server is part of it', async () => {
    const plan = await incident.ask('containment-plan', { seeds: STOLEN, from: '2023-11-14', to: '2023-11-15' });
    expect(new Set(plan.map(({ action }) => action))).toEqual(new Set(['revoke-credential']));
  });
});

it('raises these findings and no others', async () => {
  expect(await incident.findings()).toEqual([...FINDINGS].sort());
});
