/** Decisions by one condition each, both ways round: numbers, and dates judged at the export's own time. */
import type { ConditionRow } from './conditions.ts';

const ABSENT = 'A key that is absent: not matched';
const UNKNOWN = 'A key that is not known leaves the condition undecided';

const keys = (value: string) => ({ 's3:max-keys': [value] });

const numbers: ConditionRow[] = [
  [
    'the same number otherwise written',
    'NumericEquals',
    { NumericEquals: { 's3:max-keys': '10' } },
    keys('10.0'),
    'holds',
  ],
  ['another', 'NumericEquals', { NumericEquals: { 's3:max-keys': '10' } }, keys('11'), 'fails'],
  ['the policy writes a JSON number', 'NumericEquals', { NumericEquals: { 's3:max-keys': 10 } }, keys('10'), 'holds'],
  ['the same', 'NumericNotEquals', { NumericNotEquals: { 's3:max-keys': '10' } }, keys('10'), 'fails'],
  ['another', 'NumericNotEquals', { NumericNotEquals: { 's3:max-keys': '10' } }, keys('9'), 'holds'],
  [
    'less, though not as text',
    'NumericLessThan: by number, not by text',
    { NumericLessThan: { 's3:max-keys': '10' } },
    keys('9'),
    'holds',
  ],
  ['equal', 'NumericLessThan', { NumericLessThan: { 's3:max-keys': '10' } }, keys('10'), 'fails'],
  ['equal', 'NumericLessThanEquals', { NumericLessThanEquals: { 's3:max-keys': '10' } }, keys('10'), 'holds'],
  ['more', 'NumericLessThanEquals', { NumericLessThanEquals: { 's3:max-keys': '10' } }, keys('10.5'), 'fails'],
  ['more', 'NumericGreaterThan', { NumericGreaterThan: { 's3:max-keys': '10' } }, keys('100'), 'holds'],
  ['equal', 'NumericGreaterThan', { NumericGreaterThan: { 's3:max-keys': '10' } }, keys('10'), 'fails'],
  ['equal', 'NumericGreaterThanEquals', { NumericGreaterThanEquals: { 's3:max-keys': '10' } }, keys('10'), 'holds'],
  ['less', 'NumericGreaterThanEquals', { NumericGreaterThanEquals: { 's3:max-keys': '10' } }, keys('-10'), 'fails'],
  ['absent', ABSENT, { NumericLessThan: { 's3:max-keys': '10' } }, { 's3:max-keys': [] }, 'fails'],
  ['not known', UNKNOWN, { NumericLessThan: { 's3:max-keys': '10' } }, {}, ['s3:max-keys']],
];

const NOW = '2024-06-15T12:00:00.000Z';
const AT = 'aws:CurrentTime is the export’s own time';

const dates: ConditionRow[] = [
  ['now is after', AT, { DateGreaterThan: { 'aws:CurrentTime': '2024-06-01T00:00:00Z' } }, {}, 'holds', NOW],
  ['now is not after', AT, { DateGreaterThan: { 'aws:CurrentTime': '2024-07-01T00:00:00Z' } }, {}, 'fails', NOW],
  ['now is before', AT, { DateLessThan: { 'aws:CurrentTime': '2024-07-01T00:00:00Z' } }, {}, 'holds', NOW],
  ['now is not before', AT, { DateLessThan: { 'aws:CurrentTime': '2024-06-01T00:00:00Z' } }, {}, 'fails', NOW],
  [
    'within a window',
    AT,
    {
      DateGreaterThan: { 'aws:CurrentTime': '2024-06-01T00:00:00Z' },
      DateLessThan: { 'aws:CurrentTime': '2024-07-01T00:00:00Z' },
    },
    {},
    'holds',
    NOW,
  ],
  [
    'a date alone',
    'Dates: W3C forms of ISO 8601',
    { DateGreaterThan: { 'aws:CurrentTime': '2024-06-15' } },
    {},
    'holds',
    NOW,
  ],
  [
    'an offset from UTC',
    'Dates: W3C forms of ISO 8601',
    { DateEquals: { 'aws:CurrentTime': '2024-06-15T14:00:00+02:00' } },
    {},
    'holds',
    NOW,
  ],
  ['the same instant', 'DateEquals', { DateEquals: { 'aws:CurrentTime': '2024-06-15T12:00:00Z' } }, {}, 'holds', NOW],
  ['a second off', 'DateEquals', { DateEquals: { 'aws:CurrentTime': '2024-06-15T12:00:01Z' } }, {}, 'fails', NOW],
  [
    'the same instant',
    'DateNotEquals',
    { DateNotEquals: { 'aws:CurrentTime': '2024-06-15T12:00:00Z' } },
    {},
    'fails',
    NOW,
  ],
  [
    'the same instant',
    'DateLessThanEquals',
    { DateLessThanEquals: { 'aws:CurrentTime': '2024-06-15T12:00:00Z' } },
    {},
    'holds',
    NOW,
  ],
  [
    'the same instant',
    'DateLessThan',
    { DateLessThan: { 'aws:CurrentTime': '2024-06-15T12:00:00Z' } },
    {},
    'fails',
    NOW,
  ],
  [
    'the same instant',
    'DateGreaterThanEquals',
    { DateGreaterThanEquals: { 'aws:CurrentTime': '2024-06-15T12:00:00Z' } },
    {},
    'holds',
    NOW,
  ],
  [
    'seconds since 1970 in the policy',
    'Dates: epoch time',
    { DateGreaterThan: { 'aws:CurrentTime': '1718000000' } },
    {},
    'holds',
    NOW,
  ],
  [
    'aws:EpochTime by number',
    'aws:EpochTime is the export’s own time in seconds',
    { NumericLessThan: { 'aws:EpochTime': '1718452801' } },
    {},
    'holds',
    NOW,
  ],
  [
    'aws:EpochTime by number, not before',
    'aws:EpochTime is the export’s own time in seconds',
    { NumericLessThan: { 'aws:EpochTime': '1718452800' } },
    {},
    'fails',
    NOW,
  ],
  [
    'no time is known',
    UNKNOWN,
    { DateLessThan: { 'aws:CurrentTime': '2024-07-01T00:00:00Z' } },
    {},
    ['aws:CurrentTime'],
  ],
  [
    'a date of another key',
    'Dates: any key',
    { DateLessThan: { 's3:object-lock-retain-until-date': '2025-01-01T00:00:00Z' } },
    { 's3:object-lock-retain-until-date': ['2024-12-31T23:59:59Z'] },
    'holds',
  ],
];

export const CONDITION_NUMBERS: readonly ConditionRow[] = [...numbers, ...dates];
