/**
 * A field for things: found by any id or name, held as ids. A text that finds nothing can be taken as it is, and pasted
 * ids are taken all at once.
 */
import { Combobox } from '@base-ui/react/combobox';
import { X } from 'lucide-react';
import { useDeferredValue, useState, type ClipboardEvent } from 'react';
import type { Thing } from '../../../protocol/shapes.ts';
import { kindWords, shortenMiddle } from '../../graph/words.ts';
import { useRecent } from '../../state/recent.ts';
import { useCall } from '../../state/use-call.ts';
import { FailureText } from '../parts/failure-text.tsx';
import { Glyph } from '../parts/glyph.tsx';

export interface ThingsFieldProps {
  readonly id: string;
  /** uids. */
  readonly value: readonly string[];
  /** At most one: a second takes the place of the first. */
  readonly single: boolean;
  readonly onChange: (uids: readonly string[]) => void;
}

export function ThingsField({ id, value, single, onChange }: ThingsFieldProps) {
  const [text, setText] = useState('');
  const [taken, setTaken] = useState<ReadonlyMap<string, Thing>>(new Map());
  const recent = useRecent((state) => state.things);
  const known = (uid: string) => taken.get(uid) ?? recent.find((thing) => thing.uid === uid);
  const wanted = useDeferredValue(text.trim());
  const { data, error, loading } = useCall('thing.find', wanted === '' ? undefined : { text: wanted, limit: 20 }, [wanted], { keep: true });
  const hits = wanted === '' ? [] : (data ?? []);
  const things = new Map(hits.map(({ thing }) => [thing.uid, thing]));
  const items = hits.length > 0 || wanted === '' || loading || error ? hits.map(({ thing }) => thing.uid) : [wanted];

  const take = (uids: readonly string[]) => {
    setTaken(new Map([...taken, ...things]));
    setText('');
    onChange(single ? uids.slice(-1) : [...new Set(uids)]);
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text').split(/[\s,]+/).filter((part) => part !== '');
    if (single || pasted.length < 2) return;
    event.preventDefault();
    take([...value, ...pasted]);
  };
  return (
    <Combobox.Root
      multiple
      items={items}
      filter={null}
      autoHighlight
      value={[...value]}
      onValueChange={take}
      inputValue={text}
      onInputValueChange={(next, { reason }) => reason !== 'item-press' && setText(next)}
    >
      <Combobox.Chips className="things-input">
        {value.map((uid) => {
          const thing = known(uid);
          return (
            <Combobox.Chip key={uid} className="chip" title={uid}>
              <span className={thing ? 'truncate' : 'truncate mono'}>{thing?.name ?? shortenMiddle(uid, 34)}</span>
              <Combobox.ChipRemove className="icon-button small" aria-label={`Remove ${thing?.name ?? uid}`}>
                <X size={12} aria-hidden />
              </Combobox.ChipRemove>
            </Combobox.Chip>
          );
        })}
        <Combobox.Input id={id} spellCheck={false} placeholder={value.length === 0 ? 'Any id or name' : ''} onPaste={onPaste} />
      </Combobox.Chips>
      <Combobox.Portal>
        <Combobox.Positioner className="positioner" align="start" sideOffset={4}>
          <Combobox.Popup className="floating things-found" data-idle={wanted === '' || undefined}>
            {error && (
              <div className="palette-note" role="alert">
                <FailureText what="Searching" error={error} />
              </div>
            )}
            <Combobox.List>
              {(uid: string) => (
                <Combobox.Item key={uid} value={uid} className="menu-item">
                  <FoundThing uid={uid} thing={things.get(uid)} />
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

function FoundThing({ uid, thing }: { readonly uid: string; readonly thing: Thing | undefined }) {
  if (!thing) {
    return (
      <span>
        Nothing found; take <span className="mono">{shortenMiddle(uid, 40)}</span> as it is
      </span>
    );
  }
  return (
    <>
      <Glyph thing={thing} size={14} />
      <span className="query-words">
        <span className="truncate">{thing.name}</span>
        <span className="mono muted truncate">{shortenMiddle(thing.uid, 52)}</span>
      </span>
      <span className="badge">{kindWords(thing.kind ?? thing.label)}</span>
    </>
  );
}
