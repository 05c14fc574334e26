/** Providers as small glyphs of our own: plain strokes within a 12 by 12 box around the origin, or one or two letters. */

const STROKES: Readonly<Record<string, string>> = {
  // A cloud.
  aws: '<path d="M-3.4 3.4H3.2A2.5 2.5 0 0 0 3.7 -1.5A3.9 3.9 0 0 0 -3.6 -1.4A2.4 2.4 0 0 0 -3.4 3.4Z"/>',
  // A peak.
  azure: '<path d="M-5 4L0 -4.6L5 4M-2 4L0 .6L2 4"/>',
  entra: '<path d="M0 -5L5 0L0 5L-5 0ZM0 -5V5"/>',
  // Three strokes of a hexagon.
  gcp: '<path d="M-2.6 -4.5H2.6L5.2 0L2.6 4.5H-2.6L-5.2 0"/>',
  // A branch.
  github: '<path d="M-3 -2.6V2.6M-3 .8C-3 -1 3 .6 3 -2"/><circle cx="-3" cy="-4" r="1.3"/><circle cx="-3" cy="4" r="1.3"/><circle cx="3" cy="-3.4" r="1.3"/>',
  // A wheel.
  kubernetes: '<circle cx="0" cy="0" r="3.6"/><path d="M0 -5.6V5.6M-4.85 -2.8L4.85 2.8M-4.85 2.8L4.85 -2.8"/>',
  okta: '<circle cx="0" cy="0" r="3.8" stroke-width="2.6"/>',
};

const SAME: Readonly<Record<string, string>> = {
  amazon: 'aws',
  google: 'gcp',
  'google-cloud': 'gcp',
  'azure-ad': 'entra',
  microsoft: 'entra',
  k8s: 'kubernetes',
};

/** SVG for a provider in `ink`, or nothing for an unknown one. */
export function providerGlyph(provider: string | null, ink: string, scale: number): string {
  if (!provider) return '';
  const name = provider.toLowerCase();
  const strokes = STROKES[SAME[name] ?? name];
  if (strokes) {
    return `<g transform="scale(${scale})" fill="none" stroke="${ink}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${strokes}</g>`;
  }
  const letters = escapeXml([...name].slice(0, 2).join(''));
  const size = 9 * scale;
  return `<text y="${size * 0.34}" text-anchor="middle" font-family="system-ui, sans-serif" font-weight="600" font-size="${size}" fill="${ink}">${letters}</text>`;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
