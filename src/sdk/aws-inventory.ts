/** What every AWS inventory says of a thing besides the thing itself: whose account it is in, who owns it, whom it names. */
import type { NodeLabel } from '../model/labels.ts';
import { awsAccountUid } from '../model/uid.ts';
import { accountFacts } from './aws.ts';
import type { AwsThing } from './aws-resource.ts';
import { edgeFact, mentionFact, nodeFact } from './facts.ts';
import type { Fact, ImporterOptions, LooseProperties } from './importer.ts';
import { environmentOfTags, ownersOfTags, tagTexts, type Tag } from './tags.ts';

/** Ids that AWS makes up, as `i-0123456789abcdef0`: people know such a thing by its Name tag. */
const MADE_UP = /^[a-z]+-[0-9a-f]{8,}$/;

/** Remembers, for one file, what has been said already: accounts and things that many others name. */
export class AwsInventory {
  readonly #importer: string;
  readonly #ownerTags: readonly string[] | undefined;
  readonly #mentioned = new Set<string>();
  readonly #accounts = new Set<string>();

  /** @param importer id, with which scopes begin */
  constructor(importer: string, { ownerTags }: ImporterOptions) {
    this.#importer = importer;
    this.#ownerTags = ownerTags;
  }

  /**
   * The thing with what its ARN and tags say of it, and what else is known. Without tags (undefined: the export does not show
   * them) an id that AWS made up is its name only where no other export knows better.
   */
  *describe(thing: AwsThing, tags: readonly Tag[] | undefined, own: LooseProperties, at: string, scope: string, absent: readonly string[] = []): Generator<Fact> {
    const properties = {
      name: nameOf(thing, tags),
      kind: thing.kind,
      provider: 'aws',
      environment: tags && environmentOfTags(tags),
      tags: tags && tagTexts(tags),
      ...own,
    };
    if (properties.name === undefined) yield mentionFact(thing.uid, thing.label, { name: thing.name });
    yield nodeFact(thing.uid, thing.label, properties, at, scope, absent);
  }

  /** The account that a thing is in. The account itself is in a scope that nothing closes. */
  *containment(uid: string, account: string, at: string, scope: string): Generator<Fact> {
    if (!this.#accounts.has(account)) {
      this.#accounts.add(account);
      yield* accountFacts(account, at, `${this.#importer}:${account}`);
    }
    yield edgeFact('CONTAINED_IN', uid, awsAccountUid(account), {}, at, scope);
  }

  *owners(uid: string, tags: readonly Tag[], at: string, scope: string): Generator<Fact> {
    for (const { uid: owner, name, kind, email, source } of ownersOfTags(tags, this.#ownerTags)) {
      yield* this.mention(owner, 'Owner', { name, kind, email });
      yield edgeFact('OWNED_BY', uid, owner, { source }, at, scope);
    }
  }

  *mention(uid: string, label: NodeLabel, properties: LooseProperties): Generator<Fact> {
    if (this.#mentioned.has(uid)) return;
    this.#mentioned.add(uid);
    yield mentionFact(uid, label, properties);
  }

  /** A thing that is named by its ARN alone. */
  *mentionThing({ uid, label, name, kind }: AwsThing): Generator<Fact> {
    yield* this.mention(uid, label, { name, kind, provider: 'aws' });
  }
}

function nameOf({ name }: AwsThing, tags: readonly Tag[] | undefined): string | undefined {
  if (!MADE_UP.test(name)) return name;
  const given = tags?.find(({ key }) => key === 'Name')?.value.trim();
  return tags && (given && given !== '(dropped)' ? given : name);
}
