/** The entries of a statement's Principal: what each of them stands for. */
import { parseArn } from './arn.ts';

/** One entry of `Principal` or `NotPrincipal`. `*` alone has type `AWS`. */
export interface StatedPrincipal {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`, or what the document says instead. */
  readonly type: string;
  readonly value: string;
}

/** One entry of `Principal`, by what it stands for. */
export type PrincipalTerm =
  | { readonly names: 'anyone' }
  | { readonly names: 'account'; readonly account: string }
  | { readonly names: 'session'; readonly account: string; readonly role: string; readonly value: string }
  | { readonly names: 'arn' | 'id' | 'service' | 'federated' | 'other'; readonly value: string };

const ACCOUNT_ID = /^\d{12}$/;
const UNIQUE_ID = /^(AIDA|AROA)[A-Z0-9]+$/;

export function principalTerm({ type, value }: StatedPrincipal): PrincipalTerm {
  if (type === 'Service') return { names: 'service', value: value.toLowerCase() };
  if (type === 'Federated') return { names: 'federated', value };
  if (type !== 'AWS') return { names: 'other', value };
  if (value === '*') return { names: 'anyone' };
  if (ACCOUNT_ID.test(value)) return { names: 'account', account: value };
  if (UNIQUE_ID.test(value)) return { names: 'id', value };
  const arn = parseArn(value);
  if (arn?.type === 'root') return { names: 'account', account: arn.account };
  if (arn?.service !== 'sts' || arn.type !== 'assumed-role') return { names: 'arn', value };
  return { names: 'session', account: arn.account, role: arn.path.slice(1, -1), value };
}
