/** Search and commands in one: any pasted id finds its thing, words find commands. */
import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useDeferredValue, useEffect, useState } from 'react';
import { CallError } from '../panels/parts/call-error.tsx';
import { useSession } from '../state/session.ts';
import { useView } from '../state/view.ts';
import { PaletteCommands } from './palette-commands.tsx';
import { PaletteQueries } from './palette-queries.tsx';
import { PaletteThings } from './palette-things.tsx';
import { useCall } from '../state/use-call.ts';

export function Palette() {
  const open = useView((view) => view.paletteOpen);
  const hasCase = useSession((session) => Boolean(session.summary));
  return (
    <Dialog.Root open={open && hasCase} onOpenChange={(paletteOpen) => useView.setState({ paletteOpen })}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog palette">
          <Dialog.Title className="hidden-visually">Search and commands</Dialog.Title>
          <PaletteBody />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteBody() {
  const [text, setText] = useState('');
  const settled = useSettled(useDeferredValue(text.trim()));
  const version = useSession((session) => session.summary?.version);
  const { data, error, loading, retry } = useCall('thing.find', settled === '' ? undefined : { text: settled, limit: 20 }, [settled, version], { keep: true });
  const close = () => useView.setState({ paletteOpen: false });
  const hits = settled === '' ? [] : (data ?? []);
  return (
    <Command label="Search and commands" shouldFilter={false} loop vimBindings={false}>
      <div className="palette-input">
        <Search size={16} aria-hidden />
        <Command.Input value={text} onValueChange={setText} placeholder="Paste an access key id, ARN, e-mail or name" />
      </div>
      <Command.List label="Results">
        {error && (
          <div className="palette-note">
            <CallError what="Searching" error={error} retry={retry} />
          </div>
        )}
        <PaletteThings text={settled} hits={hits} close={close} />
        {settled !== '' && !loading && !error && hits.length === 0 && (
          <p className="palette-note" role="status">
            Nothing in this case is or contains “{settled}”. If it should, import the export that names it.
          </p>
        )}
        <PaletteCommands text={text.trim().toLowerCase()} close={close} />
        <PaletteQueries text={text.trim()} close={close} />
      </Command.List>
      <div className="palette-foot" aria-hidden>
        <span>
          <kbd className="kbd">Enter</kbd> inspect
        </span>
        <span>
          <kbd className="kbd">Ctrl Enter</kbd> blast radius
        </span>
        <span>
          <kbd className="kbd">Shift Enter</kbd> who can reach it
        </span>
      </div>
    </Command>
  );
}

/** The text once typing has rested. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 90);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
