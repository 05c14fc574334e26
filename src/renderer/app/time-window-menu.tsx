/** The time window that observed access has to fall into. Days are whole days in UTC, both ends included. */
import { Popover } from '@base-ui/react/popover';
import { CalendarRange } from 'lucide-react';
import { useState } from 'react';
import { addDays, timeText } from '../../base/time.ts';
import { useNow } from '../panels/parts/time.tsx';
import type { TimeWindow } from '../state/address.ts';
import { navigate, useView } from '../state/view.ts';

const PRESETS: readonly { readonly days: number | undefined; readonly name: string }[] = [
  { days: undefined, name: 'Any time' },
  { days: 7, name: 'Last 7 days' },
  { days: 30, name: 'Last 30 days' },
  { days: 90, name: 'Last 90 days' },
];

export function TimeWindowMenu() {
  const window = useView((view) => view.window);
  const mode = useView((view) => view.mode);
  const [open, setOpen] = useState(false);
  const now = useNow();
  const choose = (next: TimeWindow) => {
    navigate({ window: next });
    setOpen(false);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="button" aria-label={`Time window: ${windowWords(window)}`} title="Time window for observed access">
        <CalendarRange size={14} aria-hidden /> {windowWords(window)}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="positioner" align="end" sideOffset={4}>
          <Popover.Popup className="floating" aria-label="Time window">
            {PRESETS.map(({ days, name }) => (
              <button key={name} type="button" className="menu-item full" onClick={() => choose(days === undefined ? {} : lastDays(days, now))}>
                {name}
              </button>
            ))}
            <div className="menu-line" />
            <div className="popover-body">
              <DayField name="From" time={window.from} onChange={(from) => navigate({ window: clean({ ...window, from }) })} />
              <DayField name="To" end time={window.to} onChange={(to) => navigate({ window: clean({ ...window, to }) })} />
              {mode === 'granted' && <p className="field-hint">Counts once the evidence switch shows observed access.</p>}
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface DayFieldProps {
  readonly name: string;
  /** The time is the day's last millisecond rather than its first. */
  readonly end?: boolean;
  readonly time: string | undefined;
  readonly onChange: (time: string | undefined) => void;
}

function DayField({ name, end, time, onChange }: DayFieldProps) {
  return (
    <label className="field">
      <span className="field-label">{name}</span>
      <input
        className="input"
        type="date"
        value={time?.slice(0, 10) ?? ''}
        onChange={({ target }) => onChange(target.value ? `${target.value}T${end ? '23:59:59.999' : '00:00:00.000'}Z` : undefined)}
      />
    </label>
  );
}

/** From the start of the day that many days ago, so that the address stays the same all day. */
function lastDays(days: number, now: number): TimeWindow {
  const today = `${timeText(now).slice(0, 10)}T00:00:00.000Z`;
  return { from: addDays(today, -days) };
}

function clean(window: { readonly from?: string | undefined; readonly to?: string | undefined }): TimeWindow {
  return { ...(window.from ? { from: window.from } : {}), ...(window.to ? { to: window.to } : {}) };
}

function windowWords({ from, to }: TimeWindow): string {
  if (!from && !to) return 'Any time';
  if (from && to) return `${from.slice(0, 10)} – ${to.slice(0, 10)}`;
  return from ? `Since ${from.slice(0, 10)}` : `Until ${to!.slice(0, 10)}`;
}
