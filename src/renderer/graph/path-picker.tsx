/** Asks where a path should lead: a search over everything in the case. */
import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { Route } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { CallError } from '../panels/parts/call-error.tsx';
import { Glyph } from '../panels/parts/glyph.tsx';
import { useCall } from '../state/use-call.ts';
import { showPath, useCanvas } from './canvas-state.ts';
import { kindWords, shortenMiddle } from './words.ts';

export function PathPicker({ fromName }: { readonly fromName: string }) {
  const from = useCanvas((canvas) => canvas.pickingFrom);
  return (
    <Dialog.Root open={from !== undefined} onOpenChange={(open) => !open && useCanvas.setState({ pickingFrom: undefined })}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog palette">
          <Dialog.Title className="hidden-visually">Path from {fromName} to</Dialog.Title>
          {from !== undefined && <Picker from={from} fromName={fromName} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Picker({ from, fromName }: { readonly from: string; readonly fromName: string }) {
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const { data, error, loading, retry } = useCall('thing.find', wanted === '' ? undefined : { text: wanted, limit: 20 }, [wanted], { keep: true });
  const hits = wanted === '' ? [] : (data ?? []).filter(({ thing }) => thing.uid !== from);
  return (
    <Command label={`Path from ${fromName} to`} shouldFilter={false} loop vimBindings={false}>
      <div className="palette-input">
        <Route size={16} aria-hidden />
        <Command.Input value={text} onValueChange={setText} placeholder={`Path from ${shortenMiddle(fromName, 32)} to: an id or a name`} />
      </div>
      <Command.List label="Targets">
        {error && (
          <div className="palette-note">
            <CallError what="Searching" error={error} retry={retry} />
          </div>
        )}
        {hits.map(({ thing, matched }) => (
          <Command.Item key={thing.uid} value={thing.uid} onSelect={() => showPath({ from, to: thing.uid })}>
            <Glyph thing={thing} />
            <span className="hit">
              <span className="truncate">{thing.name}</span>
              <span className="mono truncate">{shortenMiddle(matched, 64)}</span>
            </span>
            <span className="badge">{kindWords(thing.kind ?? thing.label)}</span>
          </Command.Item>
        ))}
        {wanted === '' && <p className="palette-note">The shortest way is drawn as a line, with the evidence of each step.</p>}
        {wanted !== '' && !loading && !error && hits.length === 0 && (
          <p className="palette-note" role="status">
            Nothing in this case is or contains “{wanted}”.
          </p>
        )}
      </Command.List>
    </Command>
  );
}
