/** The AWS organization that a graph holds: which control policies bind an account, level by level. */
import type { Graph } from '../../graph/graph.ts';
import type { Policy } from '../../iam/index.ts';
import { awsAccountUid } from '../../sdk/index.ts';
import { ALLOW_ALL, type Policies } from './policies.ts';

/** What a caller is assumed to do: whoever has a key uses it over TLS, directly and not through an AWS service. */
const EVERY_REQUEST: readonly (readonly [string, readonly string[]])[] = [
  ['aws:securetransport', ['true']],
  ['aws:viaawsservice', ['false']],
  ['aws:calledvia', []],
];
/** Organizations nest at most five levels deep; more is a loop in the data. */
const DEPTH_LIMIT = 16;
/** What binds what is in it; a business unit of somebody's table does not. */
const PARENTS: ReadonlySet<string | undefined> = new Set(['organization', 'organization_root', 'organizational_unit']);

export class Organization {
  readonly #graph: Graph;
  readonly #policies: Policies;
  readonly #chains = new Map<string, readonly number[]>();
  readonly #contexts = new Map<string, ReadonlyMap<string, readonly string[]>>();

  constructor(graph: Graph, policies: Policies) {
    this.#graph = graph;
    this.#policies = policies;
  }

  /** By level, root first. Undefined when none are known, or when the account is the organization's management account. */
  serviceControlPolicies(account: string): readonly (readonly Policy[])[] | undefined {
    return this.#levels(account, 'service_control_policy', 'scp');
  }

  /** The same for its resources. */
  resourceControlPolicies(account: string): readonly (readonly Policy[])[] | undefined {
    return this.#levels(account, 'resource_control_policy', 'rcp');
  }

  /** Condition keys known of any request that a principal of this account makes, in lower case. */
  context(account: string): ReadonlyMap<string, readonly string[]> {
    const known = this.#contexts.get(account);
    if (known) return known;
    const context = new Map(EVERY_REQUEST);
    const organization = this.#chain(account).find((index) => this.#graph.text(index, 'kind') === 'organization');
    if (organization !== undefined) {
      const id = this.#graph.text(organization, 'nativeId') ?? this.#graph.uid(organization).split('/').at(-1)!;
      context.set('aws:principalorgid', [id]);
    }
    this.#contexts.set(account, context);
    return context;
  }

  #levels(account: string, kind: string, as: 'scp' | 'rcp'): readonly (readonly Policy[])[] | undefined {
    if (this.#tags(this.#graph.indexOf(awsAccountUid(account))).includes('managementAccount=true')) return undefined;
    const levels: Policy[][] = [];
    for (const container of this.#chain(account)) {
      const level: Policy[] = [];
      for (const edge of this.#graph.outEdges(container)) {
        const target = this.#graph.columns.to[edge]!;
        if (this.#graph.edgeKind(edge) !== 'HAS_PERMISSION' || !this.#graph.isOpen(edge) || this.#graph.text(target, 'kind') !== kind) continue;
        // One whose document no export shows might allow what the others do not: it counts as allowing everything.
        const policy = this.#policies.at(target, as) ?? this.#policies.document(as, this.#graph.uid(target), this.#graph.name(target), ALLOW_ALL);
        if (policy) level.push(policy);
      }
      if (level.length > 0) levels.unshift(level);
    }
    return levels.length === 0 ? undefined : levels;
  }

  /** The account and what it is contained in, innermost first. */
  #chain(account: string): readonly number[] {
    const known = this.#chains.get(account);
    if (known) return known;
    const chain: number[] = [];
    let next = this.#graph.indexOf(awsAccountUid(account));
    while (next !== -1 && chain.length < DEPTH_LIMIT && !chain.includes(next)) {
      chain.push(next);
      next = this.#parent(next);
    }
    this.#chains.set(account, chain);
    return chain;
  }

  /** Of several the one known last, as of an account that was moved: an export that is not complete closes nothing. */
  #parent(container: number): number {
    const graph = this.#graph;
    const { since, to } = graph.columns;
    let last = -1;
    for (const edge of graph.outEdges(container)) {
      if (graph.edgeKind(edge) !== 'CONTAINED_IN' || !graph.isOpen(edge) || !PARENTS.has(graph.text(to[edge]!, 'kind'))) continue;
      if (last === -1 || since[edge]! > since[last]! || (since[edge] === since[last] && to[edge]! < to[last]!)) last = edge;
    }
    return last === -1 ? -1 : to[last]!;
  }

  #tags(container: number): readonly string[] {
    return container === -1 ? [] : ((this.#graph.property(container, 'tags') as readonly string[] | undefined) ?? []);
  }
}
