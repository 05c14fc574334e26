/** A short piece of each kind of line, drawn as the canvas draws it. */
import type { LinkKey } from './legend-keys.ts';

export function Line({ of }: { readonly of: LinkKey | 'conditional' }) {
  const colour = of === 'denied' ? 'var(--graph-denied)' : of === 'observed' || of === 'both' ? 'var(--graph-observed)' : 'var(--graph-edge)';
  const dash = of === 'granted' || of === 'conditional' ? '5 4' : of === 'denied' ? '1.5 2.5' : undefined;
  const width = of === 'observed' || of === 'both' ? 2.2 : 1.4;
  return (
    <svg width={36} height={14} viewBox="0 0 36 14" aria-hidden>
      {of === 'both' && <path d="M1 7H28" stroke="var(--graph-halo)" strokeWidth={7} strokeDasharray="7 6" />}
      <path d="M1 7H28" stroke={colour} strokeWidth={width} strokeDasharray={dash} />
      {of === 'denied' ? (
        <path d="M30 3V11" stroke={colour} strokeWidth={2} />
      ) : (
        <path d="M28 3.4 34.5 7 28 10.6Z" fill={of === 'conditional' ? 'none' : colour} stroke={colour} strokeWidth={1.2} />
      )}
    </svg>
  );
}
