/** The keyboard's shortcuts, as a sheet. */
import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useView } from '../state/view.ts';

const SHORTCUTS: readonly (readonly [string, readonly string[]])[] = [
  ['Search and commands', ['/', 'Ctrl K']],
  ['Blast radius of the selected', ['B']],
  ['Who can reach the selected', ['R']],
  ['Path to…', ['P']],
  ['Orphaned identities', ['O']],
  ['Graph: fit, zoom', ['F', '+', '−']],
  ['Graph: expand, list, legend', ['E', 'L', 'K']],
  ['Step back out', ['Esc']],
  ['Go to a view', ['1 … 7']],
  ['Run the statement', ['Ctrl Enter']],
  ['Back, forward', ['Alt ←', 'Alt →']],
  ['Move in a table', ['↑', '↓', 'PgUp', 'PgDn']],
  ['Open a row’s blast radius', ['Enter']],
  ['This sheet', ['?']],
];

export function ShortcutSheet() {
  const open = useView((view) => view.shortcutsOpen);
  return (
    <Dialog.Root open={open} onOpenChange={(shortcutsOpen) => useView.setState({ shortcutsOpen })}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog wide">
          <div className="dialog-head">
            <Dialog.Title>Keyboard shortcuts</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label="Close">
              <X size={16} aria-hidden />
            </Dialog.Close>
          </div>
          <div className="dialog-body shortcut-list">
            {SHORTCUTS.map(([what, keys]) => (
              <div key={what}>
                <span>{what}</span>
                <span className="keys">
                  {keys.map((key) => (
                    <span key={key}>
                      {' '}
                      <kbd className="kbd">{key}</kbd>
                    </span>
                  ))}
                </span>
              </div>
            ))}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
