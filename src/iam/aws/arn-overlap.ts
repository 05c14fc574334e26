/** Whether a policy's resource pattern can mean one of the ARNs of a type, told part by part. */
import { arnSegments } from './arn.ts';
import { patternsOverlap } from './pattern.ts';

const VARIABLE = /\$\{[^}]*\}/g;
/** What stands in the fifth place of a pattern whose colons are those of an ARN. */
const ACCOUNT = /^(?:[\d*?]*|aws)$/;

/**
 * Whether there is an ARN that both mean. As texts `arn:aws:lambda:*:*:layer:*` and `arn:aws:lambda:*:1:function:*` overlap,
 * since a star goes across colons; but no ARN is like that, so the parts are compared one by one where the written
 * pattern has them all. One that has not (`arn:aws:lambda:*:function:f`) is compared as text.
 * @param written a pattern as a policy has it; a variable in it may be anything
 * @param asked an ARN or a pattern of ARNs, all six parts of it
 */
export function arnPatternsOverlap(written: string, asked: string): boolean {
  const pattern = written.replaceAll(VARIABLE, '*');
  const [parts, askedParts] = [arnSegments(pattern), arnSegments(asked)];
  if (!parts || !askedParts || !ACCOUNT.test(parts[4] ?? '')) return patternsOverlap(pattern, asked);
  return parts.every((part, place) => patternsOverlap(part, askedParts[place] ?? ''));
}
