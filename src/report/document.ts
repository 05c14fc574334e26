/** A report before it has a form: titled sections of paragraphs, facts, tables and commands. Text is plain; each form escapes it. */

export interface ReportDocument {
  readonly title: string;
  /** Where it comes from and when: one line each, as "Case: acme". */
  readonly about: readonly Fact[];
  readonly sections: readonly Section[];
}

export interface Fact {
  readonly title: string;
  readonly value: string;
}

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly block: 'paragraph'; readonly text: string }
  | { readonly block: 'facts'; readonly facts: readonly Fact[] }
  | { readonly block: 'list'; readonly items: readonly string[] }
  | { readonly block: 'command'; readonly text: string }
  | { readonly block: 'table'; readonly columns: readonly TableColumn[]; readonly rows: readonly (readonly string[])[] };

export interface TableColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
}

export const paragraph = (text: string): Block => ({ block: 'paragraph', text });
export const facts = (entries: readonly (readonly [title: string, value: string | null | undefined])[]): Block => ({
  block: 'facts',
  facts: entries.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([title, value]) => ({ title, value: value! })),
});

export const list = (items: readonly string[]): Block => ({ block: 'list', items });

/**
 * A table, or a sentence in its place when it has no row. Columns whose title ends in `#` are aligned right, as numbers are; one
 * in which no row says anything is left out.
 */
export function table(titles: readonly string[], rows: readonly (readonly (string | number | null | undefined)[])[], none: string): Block {
  if (rows.length === 0) return paragraph(none);
  const texts = rows.map((row) => row.map((cell) => (cell === null || cell === undefined ? '' : typeof cell === 'number' ? cell.toLocaleString('en') : cell)));
  const told = titles.map((_title, place) => texts.some((row) => row[place] !== ''));
  const columns = titles.map((title): TableColumn => (title.endsWith('#') ? { title: title.slice(0, -1).trimEnd(), align: 'right' } : { title, align: 'left' }));
  return { block: 'table', columns: columns.filter((_column, place) => told[place]), rows: texts.map((row) => row.filter((_text, place) => told[place])) };
}
