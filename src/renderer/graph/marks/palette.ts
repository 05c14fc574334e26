/** The graph's colours, read from the CSS tokens of graph.css so that a theme is changed in one place. */

export interface Palette {
  readonly canvas: string;
  readonly text: string;
  readonly muted: string;
  readonly card: string;
  readonly cardLine: string;
  readonly seed: string;
  readonly seedInk: string;
  readonly plain: string;
  readonly plainInk: string;
  readonly line: string;
  /** Fill and ink of glyphs on it, hop 1 first. */
  readonly hops: readonly { readonly fill: string; readonly ink: string }[];
  readonly amber: string;
  readonly amberInk: string;
  readonly crown: string;
  readonly crownInk: string;
  readonly edge: string;
  readonly observed: string;
  readonly halo: string;
  readonly denied: string;
  readonly accent: string;
  readonly font: string;
}

/** @param element any element inside `.graph`, whose tokens count */
export function readPalette(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--graph-${name}`).trim();
  return {
    canvas: token('canvas'),
    text: token('text'),
    muted: token('muted'),
    card: token('card'),
    cardLine: token('card-line'),
    seed: token('seed'),
    seedInk: token('seed-ink'),
    plain: token('plain'),
    plainInk: token('plain-ink'),
    line: token('line'),
    hops: [1, 2, 3, 4, 5].map((hop) => ({ fill: token(`hop-${hop}`), ink: token(`hop-${hop}-ink`) })),
    amber: token('amber'),
    amberInk: token('amber-ink'),
    crown: token('crown'),
    crownInk: token('crown-ink'),
    edge: token('edge'),
    observed: token('observed'),
    halo: token('halo'),
    denied: token('denied'),
    accent: token('accent'),
    font: style.fontFamily,
  };
}

/** Calls back when the theme changes, by `data-theme` on the root or by the system. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', listener);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', listener);
  };
}
