/** Cases of importers/aws-organizations.ts. Accounts, names and ids are made up. */
import { importerCase, type ExpectedEdge, type ExpectedNode } from '../support/importer-case.ts';

const ORGANIZATION = 'o-exampleorg1';
const MANAGEMENT = '111122223333';
const WORKLOADS = '444455556666';
const SANDBOX = '777788889999';
const ROOT = 'r-ab12';
const PRODUCTION = 'ou-ab12-prodprod';
const EMPTY = 'ou-ab12-emptyone';
const DENY = 'p-denyregion';
const GUARD = 'p-dataguard';
const SCP = 'SERVICE_CONTROL_POLICY';
const RCP = 'RESOURCE_CONTROL_POLICY';

const arn = (rest: string): string => `arn:aws:organizations::${MANAGEMENT}:${rest}`;
const organizationArn = arn(`organization/${ORGANIZATION}`);
const rootArn = arn(`root/${ORGANIZATION}/${ROOT}`);
const ouArn = (id: string): string => arn(`ou/${ORGANIZATION}/${id}`);
const accountArn = (id: string): string => arn(`account/${ORGANIZATION}/${id}`);
const policyArn = (id: string, type: string): string => arn(`policy/${ORGANIZATION}/${type.toLowerCase()}/${id}`);
const accountUid = (id: string): string => `arn:aws:iam::${id}:root-account`;
const FULL_ACCESS = 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess';
const RCP_FULL_ACCESS = 'arn:aws:organizations::aws:policy/resource_control_policy/p-RCPFullAWSAccess';

const text = (value: unknown): string => JSON.stringify(value);
const lines = (...documents: unknown[]): string => documents.map((document) => JSON.stringify(document)).join('\n');

const organization = {
  Id: ORGANIZATION, Arn: organizationArn, FeatureSet: 'ALL', MasterAccountArn: accountArn(MANAGEMENT), MasterAccountId: MANAGEMENT,
  MasterAccountEmail: 'aws@example.com', AvailablePolicyTypes: [{ Type: SCP, Status: 'ENABLED' }],
};
const root = { Id: ROOT, Arn: rootArn, Name: 'Root', PolicyTypes: [{ Type: SCP, Status: 'ENABLED' }, { Type: RCP, Status: 'ENABLED' }, { Type: 'TAG_POLICY', Status: 'PENDING_DISABLE' }] };
const ou = (Id: string, Name: string) => ({ Id, Arn: ouArn(Id), Name });
const management = { Id: MANAGEMENT, Arn: accountArn(MANAGEMENT), Email: 'aws@example.com', Name: 'management', Status: 'ACTIVE', JoinedMethod: 'INVITED', JoinedTimestamp: '2020-01-02T03:04:05.678000+01:00' };
const workloads = { Id: WORKLOADS, Arn: accountArn(WORKLOADS), Email: 'workloads@example.com', Name: 'workloads', Status: 'ACTIVE', State: 'ACTIVE', JoinedMethod: 'CREATED', JoinedTimestamp: '2021-05-06T07:08:09Z' };
const sandbox = { Id: SANDBOX, Arn: accountArn(SANDBOX), Name: 'sandbox', Status: 'SUSPENDED', State: 'CLOSED' };
const fullAccess = { Id: 'p-FullAWSAccess', Arn: FULL_ACCESS, Name: 'FullAWSAccess', Description: 'Allows access to every operation', Type: SCP, AwsManaged: true };
const rcpFullAccess = { Id: 'p-RCPFullAWSAccess', Arn: RCP_FULL_ACCESS, Name: 'RCPFullAWSAccess', Type: RCP, AwsManaged: true };
const denyRegion = { Id: DENY, Arn: policyArn(DENY, SCP), Name: 'deny-region', Description: 'only Europe', Type: SCP, AwsManaged: false };
const guard = { Id: GUARD, Arn: policyArn(GUARD, RCP), Name: 'data-guard', Type: RCP, AwsManaged: false };
const denyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }] };
const guardDocument = { Version: '2012-10-17', Statement: { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' } };
const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const described = (PolicySummary: object, content: unknown) => ({ Policy: { PolicySummary, Content: JSON.stringify(content, null, 2) } });
const target = (TargetId: string) => ({
  TargetId,
  Arn: TargetId === ROOT ? rootArn : TargetId.startsWith('ou-') ? ouArn(TargetId) : accountArn(TargetId),
  Name: `name of ${TargetId}`,
  Type: TargetId === ROOT ? 'ROOT' : TargetId.startsWith('ou-') ? 'ORGANIZATIONAL_UNIT' : 'ACCOUNT',
});

const container = (kind: string, nativeId: string, name: string, tags: string[]): ExpectedNode => ({ label: 'Container', provider: 'aws', kind, nativeId, name, tags });
const organizationNode = { [organizationArn]: container('organization', ORGANIZATION, ORGANIZATION, ['featureSet=ALL', `managementAccount=${MANAGEMENT}`]) };
const rootNode = { [rootArn]: container('organization_root', ROOT, 'Root', [`policyTypes=${RCP},${SCP}`]) };
const ouNode = (id: string, name: string) => ({ [ouArn(id)]: container('organizational_unit', id, name, []) });
const accountNodes = {
  [accountUid(MANAGEMENT)]: container('account', MANAGEMENT, 'management', ['email=aws@example.com', 'joined=2020-01-02T02:04:05.678Z', 'managementAccount=true', `organization=${ORGANIZATION}`]),
  [accountUid(WORKLOADS)]: { ...container('account', WORKLOADS, 'workloads', ['email=workloads@example.com', `organization=${ORGANIZATION}`]), createdAt: '2021-05-06T07:08:09.000Z' },
  [accountUid(SANDBOX)]: container('account', SANDBOX, 'sandbox', [`organization=${ORGANIZATION}`, 'status=closed']),
};
const mentioned = (kind: string, nativeId: string, name = nativeId): ExpectedNode => ({ label: 'Container', provider: 'aws', kind, nativeId, name, missing: true });
const policyNode = (kind: string, nativeId: string, name: string, more: object = {}): ExpectedNode => ({ label: 'PermissionSet', provider: 'aws', kind, nativeId, name, privileged: false, ...more });
const fullAccessNode = policyNode('service_control_policy', 'p-FullAWSAccess', 'FullAWSAccess', { description: 'Allows access to every operation' });
const policyNodes = {
  [FULL_ACCESS]: { ...fullAccessNode, document: text(everything) },
  [RCP_FULL_ACCESS]: policyNode('resource_control_policy', 'p-RCPFullAWSAccess', 'RCPFullAWSAccess'),
  [policyArn(DENY, SCP)]: policyNode('service_control_policy', DENY, 'deny-region', { description: 'only Europe', document: text(denyDocument) }),
  [policyArn(GUARD, RCP)]: policyNode('resource_control_policy', GUARD, 'data-guard', { document: text(guardDocument) }),
};

const SCOPE = `aws-organizations:${ORGANIZATION}`;
const within = (from: string, to: string): ExpectedEdge => ({ kind: 'CONTAINED_IN', from, to, scope: `${SCOPE}:tree` });
const attached = (from: string, to: string, source = 'scp'): ExpectedEdge => ({
  kind: 'HAS_PERMISSION', from, to, source, scope: `${SCOPE}:${source === 'scp' ? 'service_control_policy' : 'resource_control_policy'}`,
});
const wholeTree = [
  within(rootArn, organizationArn),
  within(ouArn(PRODUCTION), rootArn),
  within(ouArn(EMPTY), ouArn(PRODUCTION)),
  within(accountUid(MANAGEMENT), rootArn),
  within(accountUid(WORKLOADS), ouArn(PRODUCTION)),
  within(accountUid(SANDBOX), ouArn(PRODUCTION)),
];
const all = [ROOT, PRODUCTION, EMPTY, MANAGEMENT, WORKLOADS, SANDBOX];
const uidOf = (id: string): string => (id === ROOT ? rootArn : id.startsWith('ou-') ? ouArn(id) : accountUid(id));

/** What the command in `obtain` writes. */
const recipe = [
  { Organization: organization },
  { Roots: [root] },
  { Accounts: [management, workloads, sandbox] },
  { ParentId: ROOT, Accounts: [management] },
  { ParentId: ROOT, OrganizationalUnits: [ou(PRODUCTION, 'production')] },
  { ParentId: PRODUCTION, Accounts: [workloads, sandbox] },
  { ParentId: PRODUCTION, OrganizationalUnits: [ou(EMPTY, 'empty')] },
  { ParentId: EMPTY, Accounts: [] },
  { ParentId: EMPTY, OrganizationalUnits: [] },
  { Policies: [fullAccess, denyRegion] },
  described(fullAccess, everything),
  { PolicyId: 'p-FullAWSAccess', Targets: all.map(target) },
  described(denyRegion, denyDocument),
  { PolicyId: DENY, Targets: [target(PRODUCTION)] },
  { Policies: [rcpFullAccess, guard] },
  { PolicyId: 'p-RCPFullAWSAccess', Targets: all.map(target) },
  described(guard, guardDocument),
  { PolicyId: GUARD, Targets: [target(WORKLOADS)] },
];
const wholeNodes = { ...organizationNode, ...rootNode, ...ouNode(PRODUCTION, 'production'), ...ouNode(EMPTY, 'empty'), ...accountNodes, ...policyNodes };
const wholeEdges = [
  ...wholeTree,
  ...all.flatMap((id) => [attached(uidOf(id), FULL_ACCESS), attached(uidOf(id), RCP_FULL_ACCESS, 'rcp')]),
  attached(ouArn(PRODUCTION), policyArn(DENY, SCP)),
  attached(accountUid(WORKLOADS), policyArn(GUARD, RCP), 'rcp'),
];
const wholeScopes = [SCOPE, `${SCOPE}:tree`, `${SCOPE}:service_control_policy`, `${SCOPE}:resource_control_policy`];

const policiesOf = (id: string) => ({ TargetId: id, Policies: id === PRODUCTION ? [fullAccess, denyRegion] : [fullAccess] });
const OTHER = 'o-exampleorg2';
const otherArn = `arn:aws:organizations::${WORKLOADS}:organization/${OTHER}`;

const otherOrganization = { Organization: { ...organization, Id: OTHER, Arn: otherArn, MasterAccountArn: undefined, MasterAccountId: undefined } };
const two = [
  { ParentId: ROOT, OrganizationalUnits: [ou(PRODUCTION, 'production'), ou(EMPTY, 'empty')] },
  { ParentId: ROOT, OrganizationalUnits: [{ Id: 'ou-cd34-elsewhere', Arn: `arn:aws:organizations::${SANDBOX}:ou/o-exampleorg3/ou-cd34-elsewhere`, Name: 'elsewhere' }] },
  { ParentId: PRODUCTION, OrganizationalUnits: [ou(EMPTY, 'empty')] },
];
const cut = `${text({ Policies: [guard] })}\n{"PolicyId":"${GUARD}","Targets":[{"TargetId":"${ROOT}"`;

export default importerCase({
  importer: 'aws-organizations',
  accepts: [
    {
      title: 'all answers one after another, as the command in obtain writes them',
      files: { 'organization.json': recipe.map((document) => JSON.stringify(document, null, 4)).join('\n') },
      nodes: wholeNodes,
      edges: wholeEdges,
      scopes: wholeScopes,
    },
    {
      title: 'the same in one document: a nested tree, policies with their targets, a map by target',
      files: {
        'combined.json': text({
          organization: { Organization: organization },
          roots: { Roots: [{ ...root, Accounts: [management], Children: [{ ...ou(PRODUCTION, 'production'), Accounts: [workloads, sandbox], OrganizationalUnits: [{ ...ou(EMPTY, 'empty'), Accounts: [], Children: [] }] }] }] },
          lists: [{ Policies: [fullAccess, denyRegion] }, { Policies: [rcpFullAccess, guard] }],
          policies: [
            { ...described(fullAccess, everything), Targets: all.map(target) },
            { Policy: { ...described(denyRegion, denyDocument).Policy, Targets: [target(PRODUCTION)] } },
            described(guard, guardDocument),
          ],
          targets: { [GUARD]: { Targets: [target(WORKLOADS)] }, 'p-RCPFullAWSAccess': { Targets: all.map(target) } },
        }),
      },
      nodes: { ...wholeNodes, [policyArn(DENY, SCP)]: { ...policyNodes[policyArn(DENY, SCP)]!, evidence: ['/policies/1/Policy'] } },
      edges: wholeEdges.map((edge) => (edge.from === ouArn(EMPTY) && edge.kind === 'CONTAINED_IN' ? { ...edge, evidence: ['/roots/Roots/0/Children/0/OrganizationalUnits/0'] } : edge)),
      scopes: wholeScopes,
    },
    {
      title: 'policies asked for by target, parents by child, paths within the account; ids alone',
      files: {
        'by-target.json': text([
          { Organization: organization },
          { Roots: [root] },
          { Accounts: [{ ...management, Paths: [`${ORGANIZATION}/${ROOT}/${MANAGEMENT}/`] }, workloads, sandbox] },
          { ChildId: WORKLOADS, Parents: [{ Id: PRODUCTION, Type: 'ORGANIZATIONAL_UNIT' }] },
          { [PRODUCTION]: { Children: [{ Id: SANDBOX, Type: 'ACCOUNT' }] }, [ROOT]: { OrganizationalUnits: [{ Id: PRODUCTION, Name: 'production' }] } },
          { ParentId: PRODUCTION, OrganizationalUnits: [ou(EMPTY, 'empty')] },
          { ParentId: EMPTY, OrganizationalUnits: [] },
          { Policies: [fullAccess, denyRegion] },
          ...all.map(policiesOf),
        ]),
      },
      nodes: { ...organizationNode, ...rootNode, ...ouNode(PRODUCTION, 'production'), ...ouNode(EMPTY, 'empty'), ...accountNodes, [FULL_ACCESS]: fullAccessNode, [policyArn(DENY, SCP)]: policyNode('service_control_policy', DENY, 'deny-region', { description: 'only Europe' }) },
      edges: [...wholeTree, ...all.map((id) => attached(uidOf(id), FULL_ACCESS)), attached(ouArn(PRODUCTION), policyArn(DENY, SCP))],
      scopes: [SCOPE, `${SCOPE}:tree`, `${SCOPE}:service_control_policy`],
    },
    {
      title: 'one account without its policies: they may be elsewhere, so none counts as gone; accounts alone close no tree',
      files: {
        'part.json': lines({ Organization: organization }, { Roots: [root] }, { Accounts: [management] }, { ParentId: ROOT, Accounts: [management] }, { ParentId: ROOT, OrganizationalUnits: [] }, { Policies: [fullAccess] }, policiesOf(ROOT)),
        'accounts.json': lines(otherOrganization, { Accounts: [{ Id: SANDBOX, Arn: `arn:aws:organizations::${WORKLOADS}:account/${OTHER}/${SANDBOX}`, Name: 'sandbox', Status: 'PENDING_CLOSURE', JoinedMethod: 'CREATED', JoinedTimestamp: 1_600_000_000.5 }] }),
      },
      nodes: {
        ...organizationNode, ...rootNode, [accountUid(MANAGEMENT)]: accountNodes[accountUid(MANAGEMENT)]!, [FULL_ACCESS]: fullAccessNode,
        [otherArn]: container('organization', OTHER, OTHER, ['featureSet=ALL']),
        [accountUid(SANDBOX)]: { ...container('account', SANDBOX, 'sandbox', [`organization=${OTHER}`, 'status=pending_closure']), createdAt: '2020-09-13T12:26:40.500Z' },
      },
      edges: [within(rootArn, organizationArn), within(accountUid(MANAGEMENT), rootArn), attached(rootArn, FULL_ACCESS)],
      scopes: [SCOPE, `${SCOPE}:tree`, `aws-organizations:${OTHER}`],
    },
    {
      title: 'single answers: what they name and do not describe is mentioned',
      files: {
        'accounts.json': text({ Accounts: [workloads] }),
        'units.json': text({ ParentId: ROOT, OrganizationalUnits: [ou(PRODUCTION, 'production')] }),
        'targets.json': text({ PolicyId: 'p-FullAWSAccess', Targets: [target(SANDBOX)] }),
        'policy.json': text(described({ Id: 'p-tagthings', Arn: policyArn('p-tagthings', 'TAG_POLICY'), Name: 'tags', Type: 'TAG_POLICY' }, { tags: { owner: { tag_key: { '@@assign': 'Owner' } } } })),
      },
      nodes: {
        [accountUid(WORKLOADS)]: accountNodes[accountUid(WORKLOADS)]!,
        ...ouNode(PRODUCTION, 'production'),
        [rootArn]: mentioned('organization_root', ROOT),
        [accountUid(SANDBOX)]: mentioned('account', SANDBOX, `name of ${SANDBOX}`),
        [FULL_ACCESS]: { label: 'PermissionSet', provider: 'aws', kind: 'service_control_policy', nativeId: 'p-FullAWSAccess', name: 'FullAWSAccess', missing: true },
        [policyArn('p-tagthings', 'TAG_POLICY')]: policyNode('tag_policy', 'p-tagthings', 'tags', { document: text({ tags: { owner: { tag_key: { '@@assign': 'Owner' } } } }) }),
      },
      edges: [within(ouArn(PRODUCTION), rootArn), attached(accountUid(SANDBOX), FULL_ACCESS)],
      scopes: [],
    },
    {
      title: 'pages: the last ends the list, or a warning; two organizations in one file; an account that moved meanwhile',
      files: {
        'pages.json': lines({ Organization: organization }, { Accounts: [management], NextToken: 'more' }, { Accounts: [workloads] }),
        'first-page.json': lines(otherOrganization, { Accounts: [{ ...sandbox, Arn: `arn:aws:organizations::${WORKLOADS}:account/${OTHER}/${SANDBOX}` }], NextToken: 'more' }),
        'two.json': lines(...two),
      },
      nodes: {
        ...organizationNode,
        [accountUid(MANAGEMENT)]: accountNodes[accountUid(MANAGEMENT)]!,
        [accountUid(WORKLOADS)]: accountNodes[accountUid(WORKLOADS)]!,
        [otherArn]: container('organization', OTHER, OTHER, ['featureSet=ALL']),
        [accountUid(SANDBOX)]: container('account', SANDBOX, 'sandbox', [`organization=${OTHER}`, 'status=closed']),
        ...ouNode(PRODUCTION, 'production'),
        ...ouNode(EMPTY, 'empty'),
        [`arn:aws:organizations::${SANDBOX}:ou/o-exampleorg3/ou-cd34-elsewhere`]: container('organizational_unit', 'ou-cd34-elsewhere', 'elsewhere', []),
        [rootArn]: mentioned('organization_root', ROOT),
        [`arn:aws:organizations::${SANDBOX}:root/o-exampleorg3/${ROOT}`]: mentioned('organization_root', ROOT),
      },
      edges: [
        within(ouArn(PRODUCTION), rootArn),
        within(ouArn(EMPTY), ouArn(PRODUCTION)),
        { kind: 'CONTAINED_IN', from: `arn:aws:organizations::${SANDBOX}:ou/o-exampleorg3/ou-cd34-elsewhere`, to: `arn:aws:organizations::${SANDBOX}:root/o-exampleorg3/${ROOT}`, scope: 'aws-organizations:o-exampleorg3:tree' },
      ],
      problems: [
        { code: 'truncated', at: `byte ${lines(otherOrganization, '').length - 2}`, field: 'NextToken', severity: 'warning', file: 'first-page.json' },
        { code: 'duplicate', at: `byte ${lines(...two.slice(0, 2), '').length - 2}`, severity: 'warning', file: 'two.json' },
        { code: 'skipped', at: '/', severity: 'note', file: 'two.json' },
      ],
      scopes: [SCOPE],
    },
    {
      title: 'bad entries: a problem each, the good ones in, and nothing counts as gone',
      files: {
        'bad.json': text([
          { Organization: organization },
          { Accounts: [management, 'a text', { Name: 'nameless' }, { Id: WORKLOADS, Arn: 'arn:aws:iam::1:role/x', Name: 'odd' }, { ...sandbox, JoinedTimestamp: 'yesterday', Tags: [{ Key: 'db_password', Value: 'made-up-and-dropped' }] }] },
          { Targets: [target(ROOT)] },
          { Parents: [{ Id: ROOT, Type: 'ROOT' }] },
          { Children: [{ Id: WORKLOADS, Type: 'ACCOUNT' }] },
          { ParentId: SANDBOX, OrganizationalUnits: [ou(PRODUCTION, 'production')] },
          { PolicyId: 'p-unheardof', Targets: [target(ROOT)] },
          { Policies: [denyRegion] },
          { Policy: { PolicySummary: denyRegion, Content: '{"Version":' } },
        ]),
        'cut.json': cut,
        'parents.json': text({ ChildId: WORKLOADS, Parents: [{ Id: ROOT, Type: 'ROOT' }] }),
      },
      nodes: {
        ...organizationNode,
        [accountUid(MANAGEMENT)]: accountNodes[accountUid(MANAGEMENT)]!,
        [accountUid(SANDBOX)]: container('account', SANDBOX, 'sandbox', ['db_password=(dropped)', `organization=${ORGANIZATION}`, 'status=closed']),
        ...ouNode(PRODUCTION, 'production'),
        [policyArn(DENY, SCP)]: policyNode('service_control_policy', DENY, 'deny-region', { description: 'only Europe' }),
        [policyArn(GUARD, RCP)]: policyNode('resource_control_policy', GUARD, 'data-guard'),
      },
      edges: [],
      problems: [
        { code: 'malformed', at: '/1/Accounts/1', severity: 'error' },
        { code: 'missing-value', at: '/1/Accounts/2', field: 'Arn', severity: 'error' },
        { code: 'bad-value', at: '/1/Accounts/3', field: 'Arn', severity: 'error' },
        { code: 'secret-dropped', at: '/1/Accounts/4', field: 'Tags/0/Value', severity: 'warning' },
        { code: 'bad-value', at: '/1/Accounts/4', field: 'JoinedTimestamp', severity: 'warning' },
        { code: 'missing-value', at: '/2/Targets/0', field: 'PolicyId', severity: 'error' },
        { code: 'missing-value', at: '/3/Parents/0', field: 'ChildId', severity: 'error' },
        { code: 'missing-value', at: '/4/Children/0', field: 'ParentId', severity: 'error' },
        { code: 'bad-value', at: '/5/OrganizationalUnits/0', field: 'Id', severity: 'error' },
        { code: 'bad-value', at: '/8/Policy', field: 'Content', severity: 'warning' },
        { code: 'unknown-reference', at: '/6/Targets/0', severity: 'error' },
        { code: 'truncated', at: `byte ${cut.length}`, severity: 'error', file: 'cut.json' },
        { code: 'unknown-reference', at: '/Parents/0', severity: 'error', file: 'parents.json' },
      ],
      scopes: [],
    },
  ],
  refuses: [
    { title: 'aws iam list-policies', name: 'policies.json', text: text({ Policies: [{ PolicyName: 'x', Arn: `arn:aws:iam::${MANAGEMENT}:policy/x`, DefaultVersionId: 'v1' }] }) },
    { title: 'a CloudTrail event about an organization', name: 'events.json', text: text({ Records: [{ eventSource: 'organizations.amazonaws.com', eventName: 'CreateOrganization', responseElements: { organization: { id: ORGANIZATION, arn: organizationArn } } }] }) },
    { title: 'a policy about organizations', name: 'policy.json', text: text({ Statement: [{ Effect: 'Allow', Action: 'organizations:*', Resource: rootArn }] }) },
    { title: 'a resource’s policy', name: 'organizations.json', text: text({ Policy: text({ Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::example', Condition: { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } } }] }) }) },
    { title: 'a text about ARNs', name: 'notes.json', text: `"Arn": "${organizationArn}"` },
    { title: 'parents of another kind', name: 'parents.json', text: text({ Parents: [{ Id: 'r2', Type: 'FOLDER' }] }) },
  ],
});
