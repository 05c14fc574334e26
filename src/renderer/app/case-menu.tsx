/** The open case, and what can be done with it as a whole. */
import { Menu } from '@base-ui/react/menu';
import { Database, Download, FileBox, FileInput, FolderOpen, X } from 'lucide-react';
import { counted, dayWords, exactTime } from '../panels/parts/format.ts';
import { exportGraph } from '../state/export.ts';
import { leaveCase } from '../state/opening.ts';
import { useSession } from '../state/session.ts';
import { show } from '../state/view.ts';

export function CaseMenu() {
  const summary = useSession((session) => session.summary);
  if (!summary) return null;
  const Icon = summary.kind === 'neo4j' ? Database : FileBox;
  return (
    <Menu.Root>
      <Menu.Trigger className="rail-case" title={summary.location}>
        <Icon size={16} aria-hidden />
        <span className="truncate">
          <span className="hidden-visually">Open case: </span>
          <span className="truncate">{summary.title}</span>
          <span className="where truncate">
            {summary.asOf !== null ? `as of ${dayWords(summary.asOf)}` : summary.kind === 'neo4j' ? 'Neo4j' : summary.sample ? 'Sample case' : 'Case file'}
          </span>
        </span>
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="positioner" side="right" align="end" sideOffset={8}>
          <Menu.Popup className="floating">
            <div className="menu-about">
              {summary.location}
              <br />
              {counted(summary.nodes, 'thing')}, {counted(summary.edges, 'relationship')}
              {summary.readOnly && ', read only'}
              {summary.asOf !== null && (
                <>
                  <br />
                  Looked at as of {exactTime(summary.asOf)}; all ages are measured there.
                </>
              )}
            </div>
            <Menu.Separator className="menu-line" />
            <Menu.Item className="menu-item" onClick={() => show('import')}>
              <FileInput size={14} aria-hidden /> Import files…
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={() => void exportGraph(summary.title)}>
              <Download size={14} aria-hidden /> Export the graph as JSON lines
            </Menu.Item>
            <Menu.Separator className="menu-line" />
            <Menu.Item className="menu-item" onClick={() => show('welcome')}>
              <FolderOpen size={14} aria-hidden /> Open another case…
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={() => void leaveCase()}>
              <X size={14} aria-hidden /> Close this case
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
