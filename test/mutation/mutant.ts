/** One small change to a text, as a slip of whoever wrote it might be. */
export interface Mutant {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** So much of the text on either side tells a mutant from others. */
const AROUND = 40;

export function mutated(text: string, { start, end, replacement }: Mutant): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** The change within what stands around it, as people read it and as the list of equivalent mutants names it. */
export function described(text: string, { start, end, replacement }: Mutant): string {
  const [before, after] = [text.slice(Math.max(0, start - AROUND), start), text.slice(end, end + AROUND)];
  const shown = `${before.slice(before.lastIndexOf('\n') + 1)}⟦${text.slice(start, end)} → ${replacement}⟧${after.split('\n')[0]!}`;
  return shown.trim();
}

/** `file:line:column` of a mutant in its file. */
export function placeOf(file: string, text: string, { start }: Mutant): string {
  const before = text.slice(0, start).split('\n');
  return `${file}:${before.length}:${before.at(-1)!.length + 1}`;
}
