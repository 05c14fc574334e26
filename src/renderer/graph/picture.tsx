/** One mark as a picture in the page, from the same drawing as the canvas. */
import { useSyncExternalStore } from 'react';
import { PLAIN_MARK, type Mark } from './marks/mark.ts';
import { onThemeChange, readPalette, type Palette } from './marks/palette.ts';
import { thingSvg } from './marks/thing-svg.ts';

export function Picture({ mark, size = 24 }: { readonly mark: Partial<Mark>; readonly size?: number }) {
  const palette = useSyncExternalStore(onThemeChange, currentPalette);
  if (!palette) return <span style={{ width: size, height: size }} />;
  const uri = `data:image/svg+xml;utf8,${encodeURIComponent(thingSvg({ ...PLAIN_MARK, ...mark }, palette))}`;
  return <img src={uri} alt="" height={size} style={{ maxWidth: size * 1.6 }} draggable={false} />;
}

let kept: { readonly theme: string | undefined; readonly palette: Palette } | undefined;

/** One palette for all pictures until the theme changes, so that React sees the same value. */
function currentPalette(): Palette | undefined {
  const theme = document.documentElement.dataset['theme'];
  const element = document.querySelector<HTMLElement>('.graph');
  if (!element) return undefined;
  if (kept?.theme !== theme) kept = { theme, palette: readPalette(element) };
  return kept!.palette;
}
