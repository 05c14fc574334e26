/** The policies that a graph holds, compiled: what is attached to whom, inline or by a group, at the default version. */
import type { Graph } from '../../graph/graph.ts';
import { compileDocument, type Policy, type PolicyKind } from '../../iam/index.ts';

/** AWS-managed policies whose content is known though no export shows it. */
export const ALLOW_ALL = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });
const RCP_ALLOW_ALL = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] });
const WELL_KNOWN: readonly (readonly [pattern: RegExp, document: string])[] = [
  [/^arn:[a-z-]+:iam::aws:policy\/AdministratorAccess$/, ALLOW_ALL],
  [/\/p-FullAWSAccess$/, ALLOW_ALL],
  [/\/p-RCPFullAWSAccess$/, RCP_ALLOW_ALL],
];

export interface HeldPolicies {
  /** Own and groups', in uid order within each; inline policies too. */
  readonly policies: readonly Policy[];
  /** ARNs of groups. */
  readonly groups: readonly string[];
  /** ARNs of managed policies attached to the principal itself. */
  readonly attached: readonly string[];
  /** Some policy's document is not known. */
  readonly unknown: boolean;
}

const NOTHING_HELD: HeldPolicies = { policies: [], groups: [], attached: [], unknown: false };

export class Policies {
  readonly #graph: Graph;
  readonly #compiled = new Map<string, Policy | undefined>();
  readonly #held = new Map<number, HeldPolicies>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** What a user, role or group holds. */
  of(index: number): HeldPolicies {
    const known = this.#held.get(index);
    if (known) return known;
    const graph = this.#graph;
    const policies: Policy[] = [];
    const groups: string[] = [];
    const attached: string[] = [];
    let unknown = false;
    // Groups of IAM hold no groups; a table may say so all the same, in a circle too.
    this.#held.set(index, NOTHING_HELD);
    for (const edge of sortedOut(graph, index)) {
      const kind = graph.edgeKind(edge);
      const target = graph.columns.to[edge]!;
      if (kind === 'MEMBER_OF') {
        const group = this.of(target);
        if (groups.includes(graph.uid(target))) continue;
        groups.push(graph.uid(target));
        policies.push(...group.policies);
        unknown ||= group.unknown;
      } else if (kind === 'HAS_PERMISSION') {
        const policy = this.at(target, 'identity');
        if (graph.text(target, 'kind') !== 'inline_policy') attached.push(graph.uid(target));
        if (policy) policies.push(policy);
        else unknown = true;
      }
    }
    const held = { policies: [...new Set(policies)], groups, attached: [...new Set(attached)], unknown };
    this.#held.set(index, held);
    return held;
  }

  /** The policy that a PermissionSet holds; undefined when its document is not known. */
  at(permissionSet: number, kind: PolicyKind): Policy | undefined {
    const uid = this.#graph.uid(permissionSet);
    const text = this.#graph.text(permissionSet, 'document') ?? WELL_KNOWN.find(([pattern]) => pattern.test(uid))?.[1];
    return text === undefined ? undefined : this.document(kind, uid, this.#graph.name(permissionSet), text, this.#graph.text(permissionSet, 'version'));
  }

  boundary(arn: string): Policy | undefined {
    const index = this.#graph.indexOf(arn);
    return index === -1 ? undefined : this.at(index, 'boundary');
  }

  /** A document as a policy; the same id and kind give the same object. Undefined for text that is no policy document. */
  document(kind: PolicyKind, id: string, name: string, text: string, version?: string): Policy | undefined {
    const key = `${kind} ${id}`;
    if (!this.#compiled.has(key)) {
      const document = compileDocument(text);
      this.#compiled.set(key, document && { kind, id, name, ...(version === undefined ? {} : { version }), document });
    }
    return this.#compiled.get(key);
  }
}

/** Open edges from a node, by uid of their end: one order, whatever order they were imported in. */
function sortedOut(graph: Graph, index: number): number[] {
  const { to } = graph.columns;
  return [...graph.outEdges(index)].filter((edge) => graph.isOpen(edge)).sort((a, b) => to[a]! - to[b]!);
}
