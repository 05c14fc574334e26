/** Commands shown for people to copy: every argument is quoted, since names come from exports and a shell would obey them. */

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** One argument for a POSIX shell: as it is where no character means anything to it, else in single quotes. */
function shellWord(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A command line of these arguments; the first is the program. */
export function shellCommand(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}
