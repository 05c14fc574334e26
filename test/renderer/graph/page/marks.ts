/** Every shape with every mark, three times its size, in both themes: marks.html */
import '../../../../src/renderer/styles/tokens.css';
import '../../../../src/renderer/styles/base.css';
import '../../../../src/renderer/graph/graph.css';
import { NODE_KEYS } from '../../../../src/renderer/graph/legend-keys.ts';
import { PLAIN_MARK, type Mark } from '../../../../src/renderer/graph/marks/mark.ts';
import { readPalette } from '../../../../src/renderer/graph/marks/palette.ts';
import { thingSvg } from '../../../../src/renderer/graph/marks/thing-svg.ts';

const STATES: readonly Partial<Mark>[] = [
  { tint: 'seed' },
  { tint: 'hop1' },
  { tint: 'hop2', provider: 'gcp' },
  { tint: 'hop3', provider: 'github' },
  { tint: 'hop4', provider: 'kubernetes' },
  { tint: 'hop5', provider: 'azure' },
  { tint: 'plain', provider: 'okta' },
  { orphan: 'L' },
  { crown: true, tint: 'hop2' },
  { crown: true, orphan: 'N', tint: 'hop3' },
  { stale: true, provider: 'snowflake' },
  { thirdParty: true, tint: 'hop2' },
  { missing: true },
  { closed: true, tint: 'plain' },
];
document.documentElement.dataset['theme'] = new URLSearchParams(location.search).get('theme') ?? 'light';
const root = document.getElementById('root')!;
const palette = readPalette(root);
root.innerHTML = NODE_KEYS.map((shape) => {
  const size = shape === 'group' ? [46, 26] : shape === 'container' ? [38, 30] : shape === 'owner' ? [20, 20] : [30, 30];
  const marks = STATES.map((state) => thingSvg({ ...PLAIN_MARK, provider: 'aws', shape, width: size[0]!, height: size[1]!, ...state }, palette));
  return `<div style="display:flex;gap:6px;align-items:center;zoom:1.5">${marks.join('')}</div>`;
}).join('');
