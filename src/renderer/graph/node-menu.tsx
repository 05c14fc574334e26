/** The menu of one node, at the pointer. */
import { Menu } from '@base-ui/react/menu';
import { Ban, Copy, EyeOff, FoldVertical, List, Radar, Route, Undo2, UnfoldHorizontal } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import { fail } from '../state/session.ts';
import { investigate } from '../state/view.ts';
import { findPath, hide, note, useCanvas } from './canvas-state.ts';
import type { DrawnNode, Drawing } from './drawing.ts';
import { collapse, expandNode } from './expand.ts';

export interface NodeMenuProps {
  readonly at: { readonly id: string; readonly x: number; readonly y: number } | undefined;
  readonly drawing: Drawing;
  readonly onClose: () => void;
}

export function NodeMenu({ at, drawing, onClose }: NodeMenuProps) {
  const node = at && drawing.nodes.find((each) => each.id === at.id);
  const anchor = { getBoundingClientRect: () => DOMRect.fromRect({ x: at?.x ?? 0, y: at?.y ?? 0, width: 0, height: 0 }) };
  return (
    <Menu.Root open={node !== undefined} onOpenChange={(open) => !open && onClose()} modal={false}>
      <Menu.Portal>
        <Menu.Positioner className="positioner" anchor={anchor} side="bottom" align="start" sideOffset={2}>
          <Menu.Popup className="floating">{node && <Items node={node} drawing={drawing} />}</Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Items({ node, drawing }: { readonly node: DrawnNode; readonly drawing: Drawing }) {
  if (node.form === 'thing') return <ThingItems node={node} drawing={drawing} />;
  return (
    <>
      <Item Icon={UnfoldHorizontal} keys="Enter" run={() => expandNode(node, drawing)}>
        {node.form === 'group' ? 'Open the group' : 'Show more neighbours'}
      </Item>
      {node.form === 'group' && (
        <Item Icon={List} run={() => listGroup(node.id, node.name)}>
          List its members
        </Item>
      )}
      <Menu.Separator className="menu-line" />
      <Item Icon={EyeOff} run={() => hide(node.id)}>
        Hide
      </Item>
    </>
  );
}

function ThingItems({ node, drawing }: { readonly node: DrawnNode & { form: 'thing' }; readonly drawing: Drawing }) {
  const expanded = useCanvas((canvas) => canvas.expansions.some((expansion) => expansion.of === node.id));
  return (
    <>
      <Item Icon={Radar} keys="B" run={() => investigate([node.id])}>
        Blast radius from here
      </Item>
      <Item Icon={Undo2} keys="R" run={() => investigate([node.id], 'backward')}>
        Who can reach this
      </Item>
      <Item Icon={Route} keys="P" run={() => findPath(node.id)}>
        Path to…
      </Item>
      <Menu.Separator className="menu-line" />
      <Item Icon={UnfoldHorizontal} keys="Enter" run={() => expandNode(node, drawing)}>
        Expand neighbours
      </Item>
      {expanded && (
        <Item Icon={FoldVertical} run={() => collapse(node.id)}>
          Collapse neighbours
        </Item>
      )}
      {node.seed ? (
        <Item Icon={Ban} disabled run={() => undefined}>
          A seed stays in sight
        </Item>
      ) : (
        <Item Icon={EyeOff} run={() => hide(node.id)}>
          Hide
        </Item>
      )}
      <Item Icon={Copy} run={() => void copyId(node.id)}>
        Copy id
      </Item>
    </>
  );
}

interface ItemProps {
  readonly Icon: ComponentType<{ size?: number }>;
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly run: () => void;
  readonly children: ReactNode;
}

function Item({ Icon, keys, disabled, run, children }: ItemProps) {
  return (
    <Menu.Item className="menu-item" disabled={disabled ?? false} onClick={run}>
      <Icon size={14} />
      {children}
      {keys && <span className="kbd">{keys}</span>}
    </Menu.Item>
  );
}

export function listGroup(id: string, title: string): void {
  useCanvas.setState({ panel: { kind: 'members', title, group: id, filter: { kind: 'all' } } });
}

async function copyId(id: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(id);
    note('Id copied.');
  } catch (thrown) {
    fail('Copying the id', thrown);
  }
}
