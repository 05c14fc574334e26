/** Recognition of JSON exports by the fields that only they have, for importers of several answers. */

/** `pattern` names the answer; `beside`, also found, tells it from others that have such a field; `words` say why, for people. */
export type JsonSign = readonly [pattern: RegExp, beside: RegExp, words: string];

/**
 * The words of the first sign that the beginning of a file shows; undefined for text that is no JSON, or that has the words of
 * another export which quotes such answers (an audit log, a template).
 */
export function jsonSign(text: string, signs: readonly JsonSign[], others: RegExp): string | undefined {
  if (!/^\s*[[{]/.test(text) || others.test(text)) return undefined;
  return signs.find(([pattern, beside]) => pattern.test(text) && beside.test(text))?.[2];
}
