/** One CloudTrail record as it is read: fields may be absent, null, of another type, or hidden by AWS. */
import { parseTime } from '../../base/time.ts';
import { isJsonObject } from '../json-fields.ts';
import { readStructText } from './struct-text.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** What AWS writes where it leaves a value out, and how that begins. */
const MAY_HIDE = new Set([...'H<*'].map((letter) => letter.charCodeAt(0)));
const HIDDEN = /^(?:HIDDEN_DUE_TO_SECURITY_REASONS|<sensitiveDataRemoved>|\*{3,})$/;
/** Days up to the 28th are in every month. */
const WHOLE_SECONDS = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;
/** `Jul 30, 2024, 9:46:15 PM` and `Jul 30, 2024 9:53:13 PM`: how STS and IAM answer in a log, in UTC. */
const IN_WORDS = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}),? (\d{1,2}):(\d\d):(\d\d)\s(AM|PM)$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Text that says something: absent, empty and hidden values are undefined. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  // Asked some twenty times for each event: the pattern is tried only where a hidden value could begin.
  return MAY_HIDE.has(value.charCodeAt(0)) && HIDDEN.test(value) ? undefined : value;
}

export function fieldsOf(value: unknown): Fields | undefined {
  return isJsonObject(value) ? value : undefined;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** An event's time as fixed-width UTC text; undefined when it is none. */
export function timeOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  // Nearly every event: no need to go through a date to find it valid.
  if (WHOLE_SECONDS.test(value)) return `${value.slice(0, 19)}.000Z`;
  return parseTime(value) ?? timeInWords(value);
}

function timeInWords(text: string): string | undefined {
  const [, month = '', day = '', year = '', hour = '', minute = '', second = '', half = ''] = IN_WORDS.exec(text) ?? [];
  const number = MONTHS.indexOf(month) + 1;
  if (number === 0) return undefined;
  const hours = (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
  const two = (value: number | string): string => String(value).padStart(2, '0');
  return parseTime(`${year}-${two(number)}-${two(day)}T${two(hours)}:${minute}:${second}Z`);
}

const CAMEL = new Map(
  [
    'eventVersion', 'userIdentity', 'eventTime', 'eventSource', 'eventName', 'awsRegion', 'sourceIPAddress', 'userAgent',
    'errorCode', 'errorMessage', 'requestParameters', 'responseElements', 'additionalEventData', 'requestID', 'eventID',
    'readOnly', 'eventType', 'managementEvent', 'recipientAccountId', 'sharedEventID', 'eventCategory', 'sessionContext',
    'sessionIssuer', 'principalId', 'accountId', 'accessKeyId', 'userName', 'invokedBy', 'mfaAuthenticated', 'creationDate',
    'sourceIdentity', 'webIdFederationData', 'identityProvider', 'onBehalfOf', 'userId', 'identityStoreArn', 'inScopeOf',
  ].map((name) => [name.toLowerCase(), name]),
);

/** The record with its own fields, and those of its identity, called as CloudTrail calls them: Athena and Lake write them in lower case. */
export function inCamelCase(record: Fields): Fields {
  const renamed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    const camel = CAMEL.get(name.toLowerCase()) ?? name;
    renamed[camel] ??= FOLDED.has(camel) ? unfolded(value) : NESTED.has(camel) ? nested(value) : value;
  }
  renamed['userIdentity'] = nested(renamed['userIdentity']);
  return renamed;
}

/** Objects of the identity that have objects again. */
const NESTED = new Set(['sessionContext', 'sessionIssuer', 'attributes', 'webIdFederationData', 'onBehalfOf']);
/** Fields that a table has as text. */
const FOLDED = new Set(['userIdentity', 'requestParameters', 'responseElements', 'additionalEventData', 'resources']);

const nested = (value: unknown): unknown => (isJsonObject(value) ? inCamelCase(value) : value);

/** JSON within text, or Athena's own text for a row: `{type=Root, arn=…}`. What is neither stays as it is. */
function unfolded(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return readStructText(value) ?? value;
  }
}
