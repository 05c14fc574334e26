/** What an AWS access key id says by itself. */

export type AccessKeyKind = 'long-lived' | 'temporary';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const ACCESS_KEY_ID = /^A[A-Z][A-Z]A[A-Z0-9]{8,124}$/;
/** Four letters of prefix, then sixteen of base32. */
const WITH_ACCOUNT = /^A[A-Z][A-Z]A[A-Z2-7]{16}$/;
const LARGEST_ACCOUNT = 999_999_999_999;

/** `long-lived` for an IAM user's key (AKIA…), `temporary` for a session's (ASIA…); undefined for no access key id. */
export function accessKeyKind(id: string): AccessKeyKind | undefined {
  if (!ACCESS_KEY_ID.test(id)) return undefined;
  if (id.startsWith('AKIA')) return 'long-lived';
  return id.startsWith('ASIA') ? 'temporary' : undefined;
}

/**
 * The account that an access key belongs to, twelve digits. After the prefix an id is base32: its first bit is set in ids
 * made since 2019, and the 40 bits after it are the account's number. Undefined for older ids, which don't tell.
 */
export function accountOfAccessKey(id: string): string | undefined {
  if (!WITH_ACCOUNT.test(id)) return undefined;
  // Nine letters are 45 bits, which a number holds: one that tells the generation, forty of account, four of something else.
  let bits = 0;
  for (const letter of id.slice(4, 13)) bits = bits * 32 + ALPHABET.indexOf(letter);
  if (bits < 2 ** 44) return undefined;
  const account = Math.floor((bits - 2 ** 44) / 16);
  return account <= LARGEST_ACCOUNT ? String(account).padStart(12, '0') : undefined;
}
