/** Midnight Blizzard, 2024: from a guessed password of a test tenant to executives' mail, at its discovery on 12 January. */
import { describe, expect, it } from 'vitest';
import { replay, stepText } from './replay.ts';

const incident = replay('midnight-blizzard-2024');

const TEST_ADMIN = 'entra://test-tenant/user/test-admin';
const GUESSED = `${TEST_ADMIN}/password`;
const SPRAY = 'internet://password-spray';
const TEST_READER = 'entra://test-tenant/user/test-reader';
const LEGACY_APP = 'entra://corporate/sp/legacy-test-app';
const ADDED_SECRET = `${LEGACY_APP}/secret-1`;
const MADE_APP = 'entra://corporate/sp/made-app-1';
const MADE_USER = 'entra://corporate/user/november-30';
const MAIL_ARCHIVE = 'entra://corporate/sp/mail-archive';
const TENANT = 'entra://corporate';
const BUILD_TOKEN = 'git://corporate/token/build-reader';
const CUSTOMER_KEY = 'customer://shared/support-key';
const [LEADERSHIP, SECURITY, ENGINEERING] = ['leadership', 'security', 'engineering'].map((box) => `exchange://corporate/mailbox/${box}`) as [string, string, string];
const SOURCE_CODE = 'git://corporate/repository/products';

/** By the logs of directory and mail. Whoever read the mail has the secrets in it; no log at hand says whether they were used. */
const OBSERVED = [CUSTOMER_KEY, LEGACY_APP, MADE_APP, MADE_USER, TEST_ADMIN, ENGINEERING, LEADERSHIP, SECURITY, 'git://corporate/service/build-reader', BUILD_TOKEN];

/** Other accounts that were tried, and what the reports say was not touched. */
const NOT_REACHED = [
  TEST_READER,
  `${TEST_READER}/password`,
  'azure://customers/data',
  'azure://customers/identity/platform',
  'azure://customers/service/platform',
  'ml://corporate/models',
  'ml://corporate/identity/trainer',
];

const FINDINGS = [
  `high environment-crossing ${LEGACY_APP} | ${MADE_APP}`,
  `high environment-crossing ${LEGACY_APP} | ${MAIL_ARCHIVE}`,
  `high environment-crossing ${LEGACY_APP} | ${MADE_USER}`,
  `high escalates-to-tier0 ${LEGACY_APP} | ${TENANT}`,
  `high exposed-credential ${CUSTOMER_KEY} | ${SECURITY}`,
  `high exposed-credential ${BUILD_TOKEN} | ${ENGINEERING}`,
  `high password-on-non-human ${TEST_ADMIN} | ${GUESSED}`,
  `high password-on-non-human ${TEST_READER} | ${TEST_READER}/password`,
  `high password-without-mfa ${TEST_ADMIN}`,
  `high unowned-active-identity ${LEGACY_APP}`,
  `high unrotated-credential ${GUESSED}`,
  `high unrotated-credential ${BUILD_TOKEN}`,
  `medium never-expiring-credential ${CUSTOMER_KEY}`,
  `medium never-expiring-credential ${ADDED_SECRET}`,
  `medium never-expiring-credential ${BUILD_TOKEN}`,
  `medium unowned-active-identity ${MADE_APP}`,
  `medium unowned-active-identity ${TEST_ADMIN}`,
  `medium unrotated-credential ${CUSTOMER_KEY}`,
  `medium unused-credential ${CUSTOMER_KEY}`,
];
describe('reach', () => {
  it('granted: the tenant, the mail, and by a token in the mail the source code that was reported read two months later', async () => {
    expect(await incident.reached([GUESSED], { mode: 'granted' })).toEqual([...OBSERVED, TENANT, MAIL_ARCHIVE, SOURCE_CODE, 'test://tenant/data'].sort());
  });

  it('observed: the mail, by applications that were made for it', async () => {
    expect(await incident.reached([GUESSED], { mode: 'observed' })).toEqual([...OBSERVED].sort());
  });

  it('guessing led into one account; where it failed it led nowhere', async () => {
    expect(await incident.reached([SPRAY], { mode: 'granted' })).toEqual([]);
    expect(await incident.reached([SPRAY], { mode: 'observed' })).toEqual([...OBSERVED].sort());
  });

  it('none of what held is reached, though the case holds it all', async () => {
    expect(await incident.unheld(NOT_REACHED)).toEqual([]);
    const reached = await incident.reached([GUESSED, SPRAY], { mode: 'both' });
    expect(NOT_REACHED.filter((uid) => reached.includes(uid))).toEqual([]);
  });

  it('critical paths lead over the legacy application to the tenant as a whole, to mail and to source code', async () => {
    const way = [GUESSED, TEST_ADMIN, LEGACY_APP, MADE_APP];
    expect(await incident.criticalPaths([GUESSED])).toEqual([
      [GUESSED, TEST_ADMIN, LEGACY_APP, TENANT],
      [...way, LEADERSHIP],
      [...way, SECURITY],
      [...way, ENGINEERING, BUILD_TOKEN, 'git://corporate/service/build-reader', SOURCE_CODE],
    ]);
  });
});

describe('containment plan', () => {
  it('first revokes the guessed password, which has no owner to call and breaks nothing; that alone saves no crown jewel', async () => {
    const [first] = await incident.ask('containment-plan', { seeds: [GUESSED] });
    expect(first).toEqual({
      step: 1,
      action: 'revoke-credential',
      uid: GUESSED,
      name: GUESSED,
      kind: 'password',
      to: null,
      toName: null,
      removes: 2,
      remaining: 7,
      crownJewelsRemoved: 0,
      crownJewelsRemaining: 4,
      breaks: [],
      owners: [],
      command: null,
    });
  });

  it('goes on to what was made and entered, to the secret that was added and to those in the mail, until no crown jewel is in reach', async () => {
    const plan = await incident.ask('containment-plan', { seeds: [GUESSED] });
    expect(plan.map(stepText)).toEqual([
      `revoke-credential ${GUESSED}`,
      // Whoever made it knows its secret: ending sessions would leave it in his hands.
      `disable-identity ${MADE_APP}`,
      `rotate-credential ${BUILD_TOKEN}`,
      // It was not made by him; the secret was added on the day that it was entered.
      `revoke-sessions ${LEGACY_APP}`,
      `revoke-credential ${ADDED_SECRET}`,
      `disable-identity ${MADE_USER}`,
      `rotate-credential ${CUSTOMER_KEY}`,
    ]);
    expect(plan.find(({ uid }) => uid === BUILD_TOKEN)).toMatchObject({ crownJewelsRemoved: 1, breaks: ['git://corporate/pipeline/builds'], owners: ['Engineering systems'] });
    // The tenant, and the mail of senior leadership through the application that archives it.
    expect(plan.find(({ uid }) => uid === ADDED_SECRET)).toMatchObject({ crownJewelsRemoved: 2 });
    expect(plan.at(-1)).toMatchObject({ remaining: 0, crownJewelsRemaining: 0 });
  });

  it('from the addresses that guessed: they are blocked, and the account that they opened is no more theirs', async () => {
    const plan = await incident.ask('containment-plan', { seeds: [SPRAY] });
    expect(plan[0]).toMatchObject({ action: 'block-source', uid: SPRAY, command: null });
    expect(plan.map(stepText)).toContain(`revoke-sessions ${TEST_ADMIN}`);
    expect(plan.at(-1)).toMatchObject({ remaining: 0, crownJewelsRemaining: 0 });
  });

  it('leaves alone what was there before, and what was renewed by its owner', async () => {
    const plan = await incident.ask('containment-plan', { seeds: [SPRAY, GUESSED] });
    const steps = plan.map(({ uid }) => uid as string);
    expect(steps.filter((uid) => [MAIL_ARCHIVE, `${MAIL_ARCHIVE}/certificate-1`, 'azure://customers/identity/platform/certificate-1'].includes(uid))).toEqual([]);
  });
});

it('raises these findings and no others', async () => {
  expect(await incident.findings()).toEqual([...FINDINGS].sort());
});
