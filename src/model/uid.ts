/**
 * How things are named: the provider's own identifier, never a display name or an e-mail of a non-human thing.
 * The same thing read from two exports must get the same uid here, which is what joins them.
 */

/** AWS: the ARN itself. */
export function awsAccountUid(accountId: string): string {
  return `arn:aws:iam::${accountId}:root-account`;
}

/** A key known only by its slot, as in the credential report: `<user ARN>#key1`. */
export function credentialSlotUid(arn: string, slot: string): string {
  return `${arn}#${slot}`;
}

export function ownerUid(nameOrEmail: string): string {
  return `owner://${nameOrEmail.trim().toLowerCase()}`;
}

/** From the SHA-256 of what was imported: the same bytes are the same import. */
export function importUid(format: string, sha256: string): string {
  return `import://${format}/${sha256.slice(0, 32)}`;
}

/** Account id of an ARN, or undefined when it has none (S3 buckets) or the text is no ARN. */
export function arnAccount(arn: string): string | undefined {
  const parts = arn.split(':');
  return parts.length >= 6 && parts[0] === 'arn' && parts[4] ? parts[4] : undefined;
}
