/** Reads the rows of one CSV table by its declared columns: values, what is wrong with them, and no secret. */
import type { PropertyValue } from '../model/properties.ts';
import { csvLine, type CsvHeaderEntry, type CsvRow } from './csv.ts';
import type { CsvColumn } from './csv-columns.ts';
import type { CsvColumns } from './csv-header.ts';
import type { Problem } from './importer.ts';
import { holdsKeyMaterial, holdsSecret, isSecretColumn } from './secrets.ts';

export type CsvTableColumns = Readonly<Record<string, CsvColumn>>;
/** By column; a column whose cell is empty or wrong is undefined. */
export type CsvValues = Readonly<Record<string, PropertyValue | undefined>>;

export interface CsvTableRow {
  /** `line <n>`. */
  readonly at: string;
  readonly values: CsvValues;
  /** By property, of the columns that have one. The caller may add to it. */
  readonly properties: Record<string, PropertyValue | undefined>;
  /** `column=cell` for each column that the table doesn't declare, in the header's order. */
  readonly extras: readonly string[];
}

/** Why a row whose cells can all be read still says nothing. */
export interface CsvRefusal {
  readonly code: Problem['code'];
  readonly field: string;
  /** Continues "Line 12: ". */
  readonly message: string;
}

/** The table's columns as readCsv takes them. */
export function columnNames(columns: CsvTableColumns): CsvColumns {
  return Object.fromEntries(Object.entries(columns).map(([name, { aliases }]) => [name, aliases]));
}

export class CsvTableReader {
  /** Columns of the file that the table doesn't declare and that hold no secret by their name. */
  readonly extraColumns: readonly string[];
  readonly #header: CsvHeaderEntry;
  readonly #columns: readonly (readonly [name: string, column: CsvColumn])[];
  readonly #secretTitles: readonly string[];

  constructor(columns: CsvTableColumns, header: CsvHeaderEntry) {
    this.#header = header;
    this.#columns = Object.entries(columns);
    const declared = (name: string | undefined): boolean => name !== undefined && Object.hasOwn(columns, name);
    this.#secretTitles = header.titles.filter((title, position) => isSecretColumn(title) && !declared(header.names[position]));
    this.extraColumns = header.names.filter((name) => name !== undefined && !declared(name) && !this.#secretTitles.includes(name)) as string[];
  }

  /** A `secret-dropped` warning for each column that holds secrets by its name. */
  secretColumns(): Problem[] {
    return this.#secretTitles.map((title) =>
      secretDropped(`line ${this.#header.line}`, title, `Column "${title}" looks like it holds secrets; it was not read. Leave it out of the file.`),
    );
  }

  /**
   * The row's values, or undefined when a problem rejects it. Problems: `missing-value` for an empty required cell,
   * `bad-value` for a wrong one (a warning where the row is read without it), `secret-dropped` for a cell that holds one.
   */
  read(row: CsvRow, problems: Problem[]): CsvTableRow | undefined {
    const cells = holdsSecret(row.raw) ? this.#withoutSecrets(row, problems) : row.cells;
    const at = `line ${row.line}`;
    const values: Record<string, PropertyValue | undefined> = {};
    const properties: Record<string, PropertyValue | undefined> = {};
    for (const [name, column] of this.#columns) {
      const cell = cells[name]?.trim() ?? '';
      const value = cell === '' ? undefined : column.read(cell);
      if (value !== undefined) {
        values[name] = value;
        if (column.property !== undefined) properties[column.property] = value;
        continue;
      }
      if (cell === '' && !column.required) continue;
      const message = cell === '' ? `${name} is empty` : `${name} is "${cell.slice(0, 60)}", expected ${column.expected}`;
      if (cell === '' || column.strict) {
        problems.push(this.refuse(row, { code: cell === '' ? 'missing-value' : 'bad-value', field: name, message }));
        return undefined;
      }
      problems.push({ fact: 'problem', code: 'bad-value', severity: 'warning', message: `Line ${row.line}: ${message}. The row was read without it.`, at, field: name });
    }
    return { at, values, properties, extras: this.#extras(cells) };
  }

  /** The problem that rejects a row. */
  refuse(row: CsvRow, { code, field, message }: CsvRefusal): Problem {
    const reject = { header: this.#header.text, row: this.#rejectedText(row) };
    return { fact: 'problem', code, severity: 'error', message: `Line ${row.line}: ${message}. The row was left out.`, at: `line ${row.line}`, field, reject };
  }

  /** A problem of readCsv. Where cells can't be told apart, the rejected line goes if it may hold a secret. */
  withoutSecrets(found: Problem): Problem {
    if (!found.reject || (this.#secretTitles.length === 0 && !holdsKeyMaterial(found.reject.row))) return found;
    const { reject: _reject, ...kept } = found;
    return { ...kept, message: `${kept.message} It may hold a secret, so it is not among the rejects.` };
  }

  #extras(cells: CsvRow['cells']): string[] {
    const extras: string[] = [];
    for (const name of this.extraColumns) {
      const cell = cells[name]!.trim();
      if (cell !== '') extras.push(`${name}=${cell}`);
    }
    return extras;
  }

  #withoutSecrets(row: CsvRow, problems: Problem[]): CsvRow['cells'] {
    const cells = { ...row.cells };
    for (const name in cells) {
      if (!holdsSecret(cells[name]!, row.raw)) continue;
      cells[name] = '';
      if (this.#secretTitles.includes(name)) continue;
      const message = `Line ${row.line}: ${name} holds what looks like a secret; it was not read. Take it out of the file, and rotate it.`;
      problems.push(secretDropped(`line ${row.line}`, name, message));
    }
    return cells;
  }

  #rejectedText(row: CsvRow): string {
    if (this.#secretTitles.length === 0 && !holdsSecret(row.raw)) return row.raw;
    const secret = (value: string, position: number): boolean =>
      this.#secretTitles.includes(this.#header.titles[position] ?? '') || holdsSecret(value, row.raw);
    return csvLine(row.values.map((value, position) => (secret(value, position) ? '' : value)), this.#header.delimiter);
  }
}

function secretDropped(at: string, field: string, message: string): Problem {
  return { fact: 'problem', code: 'secret-dropped', severity: 'warning', message, at, field };
}
