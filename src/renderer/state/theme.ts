/** Light or dark: what the user chose, else what the system says. `data-theme` on the root always names the one in force. */
import { readSetting, writeSetting } from './settings.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export function readTheme(): Theme {
  return THEMES.find((theme) => theme === readSetting('theme')) ?? 'system';
}

export function storeTheme(theme: Theme): void {
  writeSetting('theme', theme);
}

export function applyTheme(theme: Theme): void {
  const dark = theme === 'system' ? darkSystem.matches : theme === 'dark';
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}

const darkSystem = matchMedia('(prefers-color-scheme: dark)');

/** Called when the system changes between light and dark; returns the function that ends it. */
export function onSystemTheme(listener: () => void): () => void {
  darkSystem.addEventListener('change', listener);
  return () => darkSystem.removeEventListener('change', listener);
}
