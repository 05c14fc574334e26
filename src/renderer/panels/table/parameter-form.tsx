/** A form made of a query's parameters. Run puts them into the address, and the table beneath answers. */
import { Play } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { QueryInfo } from '../../state/session.ts';
import { showTable, useView } from '../../state/view.ts';
import { ChoicesField } from './choices-field.tsx';
import { readField, showField, type ParameterField } from './parameter-fields.ts';
import { ThingsField } from './things-field.tsx';

export interface ParameterFormProps {
  readonly query: QueryInfo;
  readonly fields: readonly ParameterField[];
  readonly parameters: Readonly<Record<string, unknown>>;
}

export function ParameterForm({ query, fields, parameters }: ParameterFormProps) {
  const selected = useView((view) => view.selected);
  // What is selected is most likely what is asked about.
  const subject = fields.find(({ required, type }) => required && (type === 'thing' || type === 'things'));
  const missing = (given: Readonly<Record<string, string>>) => fields.filter((field) => field.required && (given[field.name] ?? '').trim() === '');
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(fields.map((field) => [field.name, showField(parameters[field.name] ?? field.initial ?? (field === subject ? selected : undefined))])),
  );
  const later = fields.filter((field) => !field.required).slice(FIRST_SHOWN);
  const [all, setAll] = useState(() => later.some(({ name }) => parameters[name] !== undefined));
  const shown = all ? fields : fields.filter((field) => !later.includes(field));
  const lacking = missing(texts);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = fields.map((field) => [field.name, readField(field, texts[field.name] ?? '')] as const).filter(([, value]) => value !== undefined);
    showTable('findings', { query: query.id, parameters: Object.fromEntries(given) });
  };
  return (
    <form className="parameter-form" aria-label={`Parameters of ${query.title}`} onSubmit={submit}>
      {shown.map((field) => (
        <ParameterInput key={field.name} field={field} text={texts[field.name] ?? ''} onChange={(text) => setTexts({ ...texts, [field.name]: text })} />
      ))}
      <div className="parameter-actions">
        <button type="submit" className="button" disabled={lacking.length > 0} title={lacking.length > 0 ? `Missing: ${lacking.map(({ title }) => title).join(', ')}` : undefined}>
          <Play size={14} aria-hidden /> Run
        </button>
        {later.length > 0 && (
          <button type="button" className="button quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Fewer parameters' : `${later.length} more parameters`}
          </button>
        )}
      </div>
    </form>
  );
}

/** Of the parameters that may be left out; the rest come on request, so that a table keeps its room. */
const FIRST_SHOWN = 4;
const WIDE: ReadonlySet<ParameterField['type']> = new Set(['texts', 'thing', 'things']);

/** Ids and choices stand one a line: an id may hold any other character. */
function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

interface ParameterInputProps {
  readonly field: ParameterField;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

function ParameterInput({ field, text, onChange }: ParameterInputProps) {
  const id = `parameter-${field.name}`;
  const common = { id, required: field.required, value: text, onChange: ({ target }: { target: { value: string } }) => onChange(target.value) };
  if (field.type === 'boolean') {
    return (
      <label className="check-line" title={field.about}>
        <input id={id} type="checkbox" checked={text === 'true'} onChange={({ target }) => onChange(String(target.checked))} /> {field.title}
      </label>
    );
  }
  return (
    <div className={WIDE.has(field.type) || field.required ? 'field wide' : 'field'} title={field.about}>
      <label htmlFor={id}>{field.title}</label>
      {field.type === 'thing' || field.type === 'things' ? (
        <ThingsField id={id} single={field.type === 'thing'} value={lines(text)} onChange={(uids) => onChange(uids.join('\n'))} />
      ) : field.type === 'choices' ? (
        <ChoicesField id={id} choices={field.choices} value={lines(text)} onChange={(chosen) => onChange(chosen.join('\n'))} />
      ) : field.type === 'choice' ? (
        <select className="input" {...common}>
          {!field.required && <option value="">Any</option>}
          {field.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : field.type === 'yes-no' ? (
        <select className="input" {...common}>
          <option value="">As usual</option>
          <option value="true">Yes</option>
          <option value="false">No</option>
        </select>
      ) : field.type === 'texts' ? (
        <textarea className="input area mono" rows={1} placeholder="One a line" spellCheck={false} {...common} />
      ) : (
        <input className="input" type={field.type === 'integer' ? 'number' : 'text'} min={field.minimum} max={field.maximum} spellCheck={false} {...common} />
      )}
      {field.type === 'texts' && field.about && <span className="field-hint">{field.about}</span>}
    </div>
  );
}
