/** What a double click or Enter does: a thing shows its neighbours, a group its members, a more-node the next of them. */
import { fail, useSession } from '../state/session.ts';
import { navigate, useView } from '../state/view.ts';
import { note, useCanvas } from './canvas-state.ts';
import type { DrawnNode, Drawing } from './drawing.ts';
import type { Expansion } from './drawing-model.ts';
import { formatCount } from './words.ts';

const FIRST = 50;
const AT_MOST = 300;

export function expandNode(node: DrawnNode, drawing: Drawing): void {
  if (node.form === 'group') openGroup(node.id);
  else if (node.form === 'more') void expandThing(node.of, drawing, AT_MOST);
  else void expandThing(node.id, drawing, FIRST);
}

/** Its own step in the history, so that back folds it again. */
export function openGroup(id: string): void {
  const { investigation } = useView.getState();
  if (investigation.open.includes(id)) {
    note('This group is open as far as the canvas allows; the rest stays folded.');
    return;
  }
  navigate({ investigation: { ...investigation, open: [...investigation.open, id] } });
}

export function foldGroups(): void {
  navigate({ investigation: { ...useView.getState().investigation, open: [] } });
}

export function collapse(uid: string): void {
  useCanvas.setState(({ expansions }) => ({ expansions: expansions.filter((expansion) => expansion.of !== uid) }));
}

async function expandThing(uid: string, drawing: Drawing, limit: number): Promise<void> {
  const { client } = useSession.getState();
  const subject = useView.getState().investigation;
  if (!client || useCanvas.getState().expanding.includes(uid)) return;
  setExpanding((list) => [...list, uid]);
  const drawn = drawing.nodes.flatMap((node) => (node.form === 'thing' ? [node.id] : []));
  try {
    const found = await client.call('thing.neighbours', { uid, drawn, limit });
    // The answer to a question about a drawing that is gone.
    if (useView.getState().investigation.seeds !== subject.seeds) return;
    addExpansion({ of: uid, ...found });
    note(outcome(found.things.length, found.more));
  } catch (thrown) {
    fail('Expanding a thing', thrown, () => void expandThing(uid, drawing, limit));
  } finally {
    setExpanding((list) => list.filter((each) => each !== uid));
  }
}

function outcome(added: number, more: number): string {
  if (added === 0) return 'Every neighbour of this thing is drawn already.';
  const rest = more > 0 ? `, ${formatCount(more)} more not drawn` : '';
  return `${formatCount(added)} ${added === 1 ? 'neighbour' : 'neighbours'} added${rest}.`;
}

function addExpansion(added: Expansion): void {
  useCanvas.setState(({ expansions }) => {
    const before = expansions.find((expansion) => expansion.of === added.of);
    const merged = before
      ? { of: added.of, things: [...before.things, ...added.things], links: [...before.links, ...added.links], more: added.more }
      : added;
    return { expansions: [...expansions.filter((expansion) => expansion !== before), merged] };
  });
}

function setExpanding(change: (list: readonly string[]) => readonly string[]): void {
  useCanvas.setState(({ expanding }) => ({ expanding: change(expanding) }));
}
