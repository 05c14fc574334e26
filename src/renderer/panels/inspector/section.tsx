/** A part of the inspector that folds. */
import { Collapsible } from '@base-ui/react/collapsible';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatNumber } from '../parts/format.ts';

export interface SectionProps {
  readonly title: string;
  readonly count?: number;
  /** Folded at first. */
  readonly closed?: boolean;
  readonly children: ReactNode;
}

export function Section({ title, count, closed, children }: SectionProps) {
  return (
    <Collapsible.Root className="section" defaultOpen={!closed}>
      <h3>
        <Collapsible.Trigger className="section-title">
          <ChevronRight size={14} aria-hidden />
          {title}
          {count !== undefined && <span className="muted count">{formatNumber(count)}</span>}
        </Collapsible.Trigger>
      </h3>
      <Collapsible.Panel className="section-body">{children}</Collapsible.Panel>
    </Collapsible.Root>
  );
}
