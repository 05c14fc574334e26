/** What statements ask about a request. */
export interface Facts {
  /** The values of a condition key (lower case): none when the request lacks it, undefined when that is not known. */
  values(key: string): readonly string[] | undefined;
  /** A pattern that the one value of a key matches, when its value is not known but this much is. */
  shape(key: string): string | undefined;
}
