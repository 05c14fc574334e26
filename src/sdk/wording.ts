/** Numbers in sentences. */

/** `1 day`, `2,923 days`: a count and its noun, which takes an s for more than one. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
