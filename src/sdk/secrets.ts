/**
 * Secret values that strayed into an export: recognised by shape or by the name of their column, so that an importer can
 * drop them before anything is stored, logged or shown. What is matched here is never part of a message.
 */
import { columnKey } from './csv-header.ts';

/** Shapes that are a secret wherever they stand: private keys, and tokens with their issuer's prefix. */
const SHAPES = [
  '-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----',
  'gh[oprsu]_[A-Za-z0-9]{36,}',
  'github_pat_[A-Za-z0-9_]{22,}',
  'glpat-[A-Za-z0-9_-]{20,}',
  'xox[abeoprs]-[A-Za-z0-9-]{10,}',
  'xapp-[0-9]-[A-Za-z0-9-]{10,}',
  'AIza[A-Za-z0-9_-]{35}',
  'GOCSPX-[A-Za-z0-9_-]{20,}',
  'npm_[A-Za-z0-9]{36}',
  'pypi-[A-Za-z0-9_-]{50,}',
  '[rs]k_live_[A-Za-z0-9]{16,}',
  'SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}',
  'hv[bs]\\.[A-Za-z0-9_-]{24,}',
  'dop_v1_[a-f0-9]{64}',
  'sk-[A-Za-z0-9_-]{32,}',
  'eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}',
];
const SECRET = new RegExp(`(?<![A-Za-z0-9])(?:${SHAPES.join('|')})`);
/** Text that says itself that a secret follows, as in a tag or a note: `db_password=…`, `"clientSecret": "…"`. Not a yes or no. */
const ASSIGNED =
  /(?:password|passwd|passphrase|(?:secret|private|api|account)[_-]?key|secret[_-]?access[_-]?key|client[_-]?secret|(?:access|auth|api)[_-]?token)(?:\s*=\s*["']?|["']\s*:\s*["'])(?!(?:true|false|none|null|yes|no|n\/a|unknown)\b)[^\s"';|,(]{4,}/i;
/** A password within an address: `postgres://user:…@host`. */
const IN_ADDRESS = /:\/\/[^\s:/@]*:[^\s:/@]{3,}@/;
const ACCESS_KEY_ID = /A[KS]IA[A-Z0-9]{12}/;
/** An AWS secret access key has no prefix: it is told by length, alphabet and the access key id beside it. */
const AWS_SECRET = /(?<![A-Za-z0-9+/])(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*[0-9])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/;
const KEY_MATERIAL = /(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*[0-9])[A-Za-z0-9+/]{40}/;

const SECRET_COLUMN = /secret|password|passwd|passphrase|pwd|privatekey|apikey|accesskeyvalue|credentialvalue|tokenvalue|token$/;
/** Last words of columns about a secret, which hold none: `password_last_changed`, `secret_name`, `token_type`. */
const ABOUT_A_SECRET = new Set(['id', 'on', 'at', 'age', 'set', 'arn', 'url']);
/** The same, also at the end of words run together (`passwordlastchanged`); those above end too many others (`production`). */
const ENDS_ABOUT_A_SECRET = /(name|type|kind|date|time|days|count|changed|used|rotated|rotation|enabled|active|status|expires|expiry|path|location|manager|store|reset|required|policy|fingerprint)$/;

/** True for a column that holds secrets by its name. */
export function isSecretColumn(title: string): boolean {
  if (!SECRET_COLUMN.test(columnKey(title))) return false;
  const words = title.trim().replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase().split(/[\s_.-]+/);
  const last = words.at(-1)!;
  return !ABOUT_A_SECRET.has(last) && !ENDS_ABOUT_A_SECRET.test(last);
}

/**
 * True when the text holds a secret by its shape.
 * @param beside what stands near it, as the whole row: an access key id there makes an AWS secret key recognisable
 */
export function holdsSecret(text: string, beside = text): boolean {
  return saysSecret(text) || (ACCESS_KEY_ID.test(beside) && AWS_SECRET.test(text));
}

/**
 * True also for a bare run of characters that could be part of a key, as a line of a private key's body. For text that
 * could not be read as rows: there, too careful costs a rejected line, too careless a secret.
 */
export function holdsKeyMaterial(text: string): boolean {
  return saysSecret(text) || KEY_MATERIAL.test(text);
}

function saysSecret(text: string): boolean {
  return SECRET.test(text) || ASSIGNED.test(text) || IN_ADDRESS.test(text);
}
