/** What a record's error code means: only a denial says that somebody was refused. */

export type ErrorClass = 'denied' | 'throttled' | 'not_found' | 'invalid' | 'other';

/** In this order: `Client.InvalidInstanceID.NotFound` is not found, `AccessDeniedException` is denied. */
const CLASSES: readonly (readonly [ErrorClass, RegExp])[] = [
  [
    'denied',
    /access_?denied|unauthori[sz]ed(?:$|operation|exception|access)|not_?authori[sz]ed|authori[sz]ationerror|^(?:client\.)?authfailure$|^forbidden(?:exception)?$|insufficientprivileges|^permissiondenied/i,
  ],
  [
    'throttled',
    /throttl|toomanyrequests|requestlimitexceeded|^slowdown$|throughputexceeded|rate(?:limit)?exceeded|bandwidthlimitexceeded|^(?:503 )?servicequotaexceededrate/i,
  ],
  ['not_found', /not_?found|nosuch|doesnotexist|nonexist|notexist|^unknown(?:resource|operation|endpoint)|unavailableresource/i],
  [
    'invalid',
    /invalid|validation|malformed|missing|^unknownparameter|badrequest|unsupported|expired|signaturedoesnotmatch|unrecognizedclient|incomplete|serialization|constraintviolation|passwordpolicyviolation/i,
  ],
];

const known = new Map<string, ErrorClass>();
const KNOWN_LIMIT = 4096;

/** The class of an error code as CloudTrail writes it (`AccessDenied`, `Client.UnauthorizedOperation`, `ThrottlingException`). */
export function errorClass(code: string): ErrorClass {
  const found = known.get(code);
  if (found) return found;
  const judged = CLASSES.find(([, pattern]) => pattern.test(code))?.[0] ?? 'other';
  if (known.size < KNOWN_LIMIT) known.set(code, judged);
  return judged;
}
