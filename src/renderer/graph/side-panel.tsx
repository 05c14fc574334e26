/** The panel beside the canvas: what is drawn, or the members that a number stands for. */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCanvas } from './canvas-state.ts';

export function SidePanel({ title, count, children }: { readonly title: string; readonly count: string; readonly children: ReactNode }) {
  return (
    <section className="graph-side" aria-label={title}>
      <header>
        <h2 className="truncate">{title}</h2>
        <span className="muted">{count}</span>
        <button type="button" className="icon-button small" aria-label={`Close ${title}`} onClick={() => useCanvas.setState({ panel: undefined })}>
          <X size={14} aria-hidden />
        </button>
      </header>
      {children}
    </section>
  );
}
