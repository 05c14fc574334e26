/** The palette's questions: the catalogue's queries that what was typed names. */
import { Command } from 'cmdk';
import { ShieldAlert, TableProperties } from 'lucide-react';
import { queryGroups } from '../state/questions.ts';
import { useSession } from '../state/session.ts';
import { showTable } from '../state/view.ts';

/** More than these would bury the commands; typing on narrows them. */
const SHOWN = 8;

export function PaletteQueries({ text, close }: { readonly text: string; readonly close: () => void }) {
  const queries = useSession((session) => session.queries);
  const found = text === '' ? [] : queryGroups(queries, text).flatMap((group) => group.queries);
  if (found.length === 0) return null;
  return (
    <Command.Group heading="Questions">
      {found.slice(0, SHOWN).map(({ id, title, question, risk }) => {
        const Icon = risk === null ? TableProperties : ShieldAlert;
        return (
          <Command.Item
            key={id}
            value={`query ${id}`}
            onSelect={() => {
              close();
              showTable('findings', { query: id });
            }}
          >
            <Icon size={16} aria-hidden />
            <span className="hit">
              <span className="truncate">{title}</span>
              <span className="field-hint truncate">{question}</span>
            </span>
            {risk !== null && <span className="badge">{risk}</span>}
          </Command.Item>
        );
      })}
    </Command.Group>
  );
}
