/** A report as Markdown (CommonMark with GitHub's tables). Text from exports is escaped: a name cannot become markup or a link. */
import type { Block, ReportDocument } from './document.ts';

export function markdownOf({ title, about, sections }: ReportDocument): string {
  const lines = [`# ${escaped(title)}`, '', ...about.map((fact) => `- ${escaped(fact.title)}: ${escaped(fact.value)}`), ''];
  for (const section of sections) lines.push(`## ${escaped(section.title)}`, '', ...section.blocks.flatMap((block) => [...blockLines(block), '']));
  return `${lines.join('\n').trimEnd()}\n`;
}

function blockLines(block: Block): string[] {
  switch (block.block) {
    case 'paragraph':
      return [escaped(block.text)];
    case 'facts':
      return block.facts.map(({ title, value }) => `- **${escaped(title)}**: ${escaped(value)}`);
    case 'list':
      return block.items.map((item) => `- ${escaped(item)}`);
    case 'command':
      return fenced(block.text);
    case 'table':
      return [
        row(block.columns.map(({ title }) => title)),
        `| ${block.columns.map(({ align }) => (align === 'right' ? '---:' : '---')).join(' | ')} |`,
        ...block.rows.map(row),
      ];
  }
}

const row = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;

/** A fence longer than any run of backticks in the text. */
function fenced(text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}sh`, text, fence];
}

/** Everything that CommonMark or GitHub reads as markup, on one line. */
function escaped(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_{}[\]<>#|~!&$^]/g, '\\$&')
    .replaceAll(/(https?|ftp|mailto):/gi, '$1\\:')
    .replaceAll(/\b(www)\./gi, '$1\\.')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^([-+=])/, '\\$1')
    .replaceAll('@', '\\@');
}
