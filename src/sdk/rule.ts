/**
 * A rule is a query whose every row is a finding: something to do about one thing. It adds what the finding means
 * (risk, severity, controls), a sentence, and a remedy as text and as a command, which Tendril never runs.
 */
import type { z } from 'zod';
import type { Graph } from '../graph/graph.ts';
import type { Severity } from '../model/labels.ts';
import { defineQuery, type Column, type Query, type Row } from './query.ts';

/** OWASP Non-Human Identities Top 10, 2025. */
export const NHI_RISKS = {
  NHI1: 'Improper Offboarding',
  NHI2: 'Secret Leakage',
  NHI3: 'Vulnerable Third-Party NHI',
  NHI4: 'Insecure Authentication',
  NHI5: 'Overprivileged NHI',
  NHI6: 'Insecure Cloud Deployment Configurations',
  NHI7: 'Long-Lived Secrets',
  NHI8: 'Environment Isolation',
  NHI9: 'NHI Reuse',
  NHI10: 'Human Use of NHI',
} as const;
export type NhiRisk = keyof typeof NHI_RISKS;

/** Control catalogues that rules name, with the version whose numbering is meant. */
export const FRAMEWORKS = {
  'CIS AWS': { title: 'CIS Amazon Web Services Foundations Benchmark', version: '3.0.0' },
  'CIS GCP': { title: 'CIS Google Cloud Platform Foundation Benchmark', version: '3.0.0' },
  'NIST 800-53': { title: 'NIST SP 800-53', version: 'Rev. 5' },
  'PCI DSS': { title: 'PCI DSS', version: '4.0.1' },
} as const;
export type Framework = keyof typeof FRAMEWORKS;

/** One control that a rule serves, as `{ framework: 'CIS AWS', id: '1.14' }`. */
export interface Control {
  readonly framework: Framework;
  readonly id: string;
}

/** `NHI7 Long-Lived Secrets`. */
export function riskText(risk: NhiRisk): string {
  return `${risk} ${NHI_RISKS[risk]}`;
}

/** `CIS AWS 1.14`. */
export function controlText({ framework, id }: Control): string {
  return `${framework} ${id}`;
}

/** `CIS AWS 3.0.0 1.14`: numbers differ from version to version. */
export function versionedControlText({ framework, id }: Control): string {
  return `${framework} ${FRAMEWORKS[framework].version} ${id}`;
}

export interface RuleFacts {
  readonly risk: NhiRisk;
  /** The severity of most of its findings; a row's own `severity` is what counts. */
  readonly severity: Severity;
  readonly controls: readonly Control[];
  /** One sentence that says what was found and how it is known, from a row's cells: "AKIA… was last used 120 days ago." */
  explain(row: Row): string;
  readonly remedy: {
    /** What to do, and what to check before: one or two sentences. */
    readonly text: string;
    /** A command that does it, for people to read, fill in and run; undefined where no single command does. */
    command(row: Row): string | undefined;
  };
}

export interface Rule<Parameters = unknown> extends Query<Parameters> {
  readonly rule: RuleFacts;
}

/**
 * The columns every rule begins with. `uid` is the thing to do something about; `about` the second thing that makes the
 * finding (the workload that exposes a credential), and `uid` again where there is none: rule, uid and about are the
 * finding's stable key. `severity` is a Severity. `since` is when the state began, where that is known.
 */
export const RULE_COLUMNS: readonly Column[] = [
  { name: 'uid', title: 'Id', type: 'uid', description: 'What the finding is about.' },
  { name: 'about', title: 'About', type: 'uid', description: 'The other thing that makes the finding; the same as the id where there is none.' },
  { name: 'name', title: 'Name', type: 'text', description: 'What people call it; its id where it has no name.' },
  { name: 'aboutName', title: 'About name', type: 'text', description: 'What people call the other thing.' },
  { name: 'label', title: 'Type', type: 'text', description: 'Identity, Credential, Resource and so on.' },
  { name: 'kind', title: 'Kind', type: 'text', description: 'The provider’s kind of thing.' },
  { name: 'provider', title: 'Provider', type: 'text', description: 'Where it lives.' },
  { name: 'environment', title: 'Environment', type: 'text', description: 'Where it belongs, if known.' },
  { name: 'severity', title: 'Severity', type: 'text', description: 'low, medium, high or critical.' },
  { name: 'since', title: 'Since', type: 'time', description: 'When this state began, if known.' },
];

/** The rows of every rule are ordered by these. */
const RULE_ORDER: readonly string[] = ['uid', 'about'];

/** So many things are named where a rule only counts the rest. */
export const NAMED_AT_MOST = 10;

/** A rule without what all rules have in common. `columns`: its own, after RULE_COLUMNS; each is a fact that `explain` may use. */
export type RuleDeclaration<Parameters> = Omit<Query<Parameters>, 'columns' | 'order' | 'parameters'> & {
  readonly parameters: z.ZodType<Parameters>;
  readonly columns: readonly Column[];
  readonly rule: RuleFacts;
};

/** Declares a rule: a query with RULE_COLUMNS before its own columns, in RULE_ORDER. */
export function defineRule<Parameters>({ columns, rule, ...declared }: RuleDeclaration<Parameters>): Rule<Parameters> {
  return { ...defineQuery<Parameters>({ ...declared, columns: [...RULE_COLUMNS, ...columns], order: RULE_ORDER }), rule };
}

export function isRule(query: Query): query is Rule {
  return 'rule' in query;
}

/**
 * Cells of RULE_COLUMNS for a finding about `index`, and `about` where a second thing makes it: a new object, to which a
 * rule adds its own by Object.assign, which is several times faster than spreading one object into another.
 */
export function ruleCells(graph: Graph, index: number, severity: Severity, { about = index, since }: { about?: number; since?: string | undefined } = {}): Row {
  return {
    uid: graph.uid(index),
    about: graph.uid(about),
    name: graph.name(index),
    aboutName: graph.name(about),
    label: graph.label(index),
    kind: graph.text(index, 'kind') ?? null,
    provider: graph.text(index, 'provider') ?? null,
    environment: graph.text(index, 'environment') ?? null,
    severity,
    since: since ?? null,
  };
}

/**
 * The same cells in a Cypher RETURN. `thing` and `about` are variables of nodes; `severity` and `since` Cypher
 * expressions (`"'high'"`, `'c.createdAt'`, `'null'`).
 */
export function ruleCellsCypher(thing: string, severity: string, { about = thing, since = 'null' }: { about?: string; since?: string } = {}): string {
  return `${thing}.uid AS uid, ${about}.uid AS about, coalesce(${thing}.name, ${thing}.uid) AS name, coalesce(${about}.name, ${about}.uid) AS aboutName,
  [label IN labels(${thing}) WHERE label <> 'Entity'][0] AS label, ${thing}.kind AS kind, ${thing}.provider AS provider, ${thing}.environment AS environment,
  ${severity} AS severity, ${since} AS since`;
}
