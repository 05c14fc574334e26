/** All other queries, under headings, with a box to find one by its words. */
import { Popover } from '@base-ui/react/popover';
import { Command } from 'cmdk';
import { ChevronDown, Search } from 'lucide-react';
import { useState } from 'react';
import { queryGroups } from '../../state/questions.ts';
import type { QueryInfo } from '../../state/session.ts';
import { showTable } from '../../state/view.ts';

export interface QueryMenuProps {
  readonly queries: readonly QueryInfo[];
  /** The one that is shown, where it is one of these. */
  readonly current: QueryInfo | undefined;
}

export function QueryMenu({ queries, current }: QueryMenuProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="button" data-chosen={current ? '' : undefined}>
        <span className="truncate">{current ? current.title : 'Queries'}</span> <ChevronDown size={14} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="positioner" align="start" sideOffset={4}>
          <Popover.Popup className="floating query-menu" aria-label="Queries">
            <Choice queries={queries} current={current} close={() => setOpen(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Choice({ queries, current, close }: QueryMenuProps & { readonly close: () => void }) {
  const [text, setText] = useState('');
  const groups = queryGroups(queries, text.trim());
  return (
    <Command label="Queries" shouldFilter={false} loop vimBindings={false} {...(current ? { defaultValue: current.id } : {})}>
      <div className="query-filter">
        <Search size={14} aria-hidden />
        <Command.Input value={text} onValueChange={setText} placeholder="Find a query, or a risk as NHI7" />
      </div>
      <Command.List label="Queries">
        {groups.map(({ title, queries: found }) => (
          <Command.Group key={title} heading={title}>
            {found.map((query) => (
              <Command.Item
                key={query.id}
                value={query.id}
                data-current={query.id === current?.id || undefined}
                onSelect={() => {
                  close();
                  showTable('findings', { query: query.id });
                }}
              >
                <span className="query-words">
                  <span className="truncate">{query.title}</span>
                  <span className="field-hint truncate">{query.question}</span>
                </span>
                {query.risk !== null && <span className="badge">{query.risk}</span>}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
        {groups.length === 0 && (
          <p className="palette-note" role="status">
            No query says “{text.trim()}”.
          </p>
        )}
      </Command.List>
    </Command>
  );
}
