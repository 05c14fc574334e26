/** The palette's commands. All of them can be reached some other way too. */
import { Command } from 'cmdk';
import { FileInput, FolderOpen, Keyboard, Moon, Radar, Sun, Undo2, UserX, KeyRound, type LucideIcon } from 'lucide-react';
import { investigate, setTheme, show, showTable, useView } from '../state/view.ts';
import { RAIL } from './rail.tsx';

interface PaletteCommand {
  readonly name: string;
  readonly Icon: LucideIcon;
  readonly keys?: string;
  readonly run: () => void;
}

export function PaletteCommands({ text, close }: { readonly text: string; readonly close: () => void }) {
  const selected = useView((view) => view.selected);
  const words = text.split(/\s+/);
  const commands = allCommands(selected).filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
  if (commands.length === 0) return null;
  return (
    <Command.Group heading="Commands">
      {commands.map(({ name, Icon, keys, run }) => (
        <Command.Item
          key={name}
          value={`command ${name}`}
          onSelect={() => {
            close();
            run();
          }}
        >
          <Icon size={16} aria-hidden />
          <span className="hit">{name}</span>
          {keys && <kbd className="kbd">{keys}</kbd>}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function allCommands(selected: string | undefined): PaletteCommand[] {
  const ofSelected: PaletteCommand[] =
    selected === undefined
      ? []
      : [
          { name: 'Blast radius of the selected', Icon: Radar, keys: 'B', run: () => investigate([selected]) },
          { name: 'Who can reach the selected', Icon: Undo2, keys: 'R', run: () => investigate([selected], 'backward') },
        ];
  return [
    ...ofSelected,
    { name: 'Orphaned identities', Icon: UserX, keys: 'O', run: () => showTable('findings', { query: 'orphaned-identities' }) },
    { name: 'Stale credentials', Icon: KeyRound, run: () => showTable('findings', { query: 'stale-credentials' }) },
    ...RAIL.map(({ screen, name, Icon }, index) => ({ name: `Go to ${name}`, Icon, keys: String(index + 1), run: () => show(screen) })),
    { name: 'Import files', Icon: FileInput, run: () => show('import') },
    { name: 'Open another case', Icon: FolderOpen, run: () => show('welcome') },
    { name: 'Light theme', Icon: Sun, run: () => setTheme('light') },
    { name: 'Dark theme', Icon: Moon, run: () => setTheme('dark') },
    { name: 'Keyboard shortcuts', Icon: Keyboard, keys: '?', run: () => useView.setState({ shortcutsOpen: true }) },
  ];
}
