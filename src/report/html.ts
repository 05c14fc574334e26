/**
 * A report as one HTML file that needs nothing else: no script, no request, its style inside, light and dark, fit to print.
 * A policy in it forbids anything that a name from an export might try.
 */
import type { Block, ReportDocument } from './document.ts';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2330; --soft: #586274; --line: #d9dee6; --head: #f3f5f8; --paper: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --soft: #9aa4b5; --line: #343b48; --head: #222834; --paper: #171b23; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 40px 32px 64px; max-width: 1120px; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { margin: 0 0 8px; font-size: 26px; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 36px 0 10px; padding-bottom: 6px; font-size: 18px; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
p { margin: 8px 0; overflow-wrap: anywhere; }
.about { margin: 0 0 16px; padding: 0; list-style: none; color: var(--soft); }
dl { display: grid; grid-template-columns: minmax(120px, max-content) 1fr; gap: 4px 20px; margin: 8px 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; margin: 12px 0; }
table { width: 100%; border-collapse: collapse; font-size: 13.5px; }
th, td { min-width: 9ch; padding: 6px 12px 6px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 600; color: var(--soft); white-space: nowrap; }
.right { text-align: right; font-variant-numeric: tabular-nums; }
pre { margin: 8px 0; padding: 10px 12px; overflow-x: auto; font: 13px/1.45 ui-monospace, monospace; background: var(--head); border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
@media print { body { padding: 0; max-width: none; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
`;

export function htmlOf({ title, about, sections }: ReportDocument): string {
  const parts = sections.map((section) => `<section>\n<h2>${escaped(section.title)}</h2>\n${section.blocks.map(blockHtml).join('\n')}\n</section>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<ul class="about">${about.map((fact) => `<li>${escaped(fact.title)}: ${escaped(fact.value)}</li>`).join('')}</ul>
${parts.join('\n')}
</body>
</html>
`;
}

function blockHtml(block: Block): string {
  switch (block.block) {
    case 'paragraph':
      return `<p>${escaped(block.text)}</p>`;
    case 'facts':
      return `<dl>${block.facts.map(({ title, value }) => `<dt>${escaped(title)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
    case 'command':
      return `<pre>${escaped(block.text)}</pre>`;
    case 'table': {
      const cell = (tag: 'th' | 'td', text: string, place: number): string =>
        `<${tag}${block.columns[place]!.align === 'right' ? ' class="right"' : ''}${tag === 'th' ? ' scope="col"' : ''}>${escaped(text)}</${tag}>`;
      const head = block.columns.map(({ title }, place) => cell('th', title, place)).join('');
      const body = block.rows.map((row) => `<tr>${row.map((text, place) => cell('td', text, place)).join('')}</tr>`).join('\n');
      return `<div class="scroll"><table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody></table></div>`;
    }
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Direction marks and other unseen characters are shown as what they are, so that a name cannot turn its line around. */
function escaped(text: string): string {
  return text
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!)
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
