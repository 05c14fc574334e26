/** The whole drawing as a PNG file, at twice the size of the screen's pixels. */
import { save } from '../state/export.ts';
import { fail, useSession } from '../state/session.ts';
import type { GraphView } from './graph-view.ts';

export async function savePicture(view: GraphView | null): Promise<void> {
  if (!view) return;
  const title = useSession.getState().summary?.title ?? 'graph';
  try {
    const picture = await view.exportPng({ scale: 2, whole: true });
    await save(`${title.replaceAll(/[^\w.-]+/g, '-')}-graph.png`, picture);
  } catch (thrown) {
    fail('Saving the picture', thrown, () => void savePicture(view));
  }
}
