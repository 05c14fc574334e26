/**
 * Small preferences kept by the browser (theme, sizes). Never data of a case. A page without storage (private mode,
 * a policy that forbids it) works with the defaults and forgets them.
 */
const PREFIX = 'tendril.';

export function readSetting(name: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}

export function writeSetting(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Nothing is lost but the preference, and there is nothing the user could do about it.
  }
}
